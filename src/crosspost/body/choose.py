"""From a document to its article: the sentence that the other files are words of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from crosspost.body.blocks import segment
from crosspost.body.decide import decide
from crosspost.body.missing import is_hopeless, why_nothing
from crosspost.body.text import plain_text
from crosspost.model import Document, Metadata

if TYPE_CHECKING:
    from bs4 import Tag

Mode = Literal["article", "general"]


@dataclass(frozen=True)
class Body:
    """The article's body.

    Attributes:
        text: plain text, blocks separated by blank lines, without the title.
    """

    text: str
    _make_tree: Callable[[], Tag] = field(repr=False)

    def soup(self) -> Tag:
        """The body as a BeautifulSoup ``div``: in order, tables, lists, code and figures whole.

        The document's tree is cut down to it, so that the tree is of no use afterwards. Each
        call gives a tree of its own.
        """
        return self._make_tree()


def find(document: Document, metadata: Metadata, mode: Mode = "article") -> Body:
    """Find the article in a page.

    Args:
        document: the page; its tree may be changed.
        metadata: what the page says about itself; the title is not part of the body.
        mode: ``article`` for news and blogs, where what is not the article's own text is left
            out (a page that is plainly a forum or documentation is read as such all the same);
            ``general`` for forums, documentation, lists and other kinds of page.

    Raises:
        NoArticle: there is no text, or none that is an article's.
    """
    found = segment(document.tree)
    if not found.texts or is_hopeless(document, found):
        raise why_nothing(document, found)
    decision = decide(document, metadata, mode, found)
    kept = decision.kept
    if not kept.any():
        raise why_nothing(document, found)

    def make_tree() -> Tag:
        from crosspost.body.prune import kept_tree

        return kept_tree(found, decision.page, kept, document.base_url)

    return Body(plain_text(found, np.flatnonzero(kept).tolist()), make_tree)
