"""From a document to its article: the sentence that the other files are words of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from crosspost.body.blocks import group
from crosspost.body.decide import Decision, decide
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
        decision: what of the page is kept.
        base_url: what relative addresses are relative to.
    """

    text: str
    decision: Decision = field(repr=False)
    base_url: str

    def soup(self) -> Tag:
        """The body as a BeautifulSoup ``div``: in order, tables, lists, code and figures whole.

        It is a copy; the page's tree is left as it is. Each call gives a tree of its own.
        """
        from crosspost.body.copy import kept_tree

        decision = self.decision
        return kept_tree(decision.found, decision.page, decision.kept, self.base_url)


def find(document: Document, metadata: Metadata, mode: Mode = "article") -> Body:
    """Find the article in a page.

    Args:
        document: the page.
        metadata: what the page says about itself; the title is not part of the body.
        mode: ``article`` for news and blogs, where what is not the article's own text is left
            out (a page that is plainly a forum or documentation is read as such all the same);
            ``general`` for forums, documentation, lists and other kinds of page.

    Raises:
        NoArticle: there is no text, or none that is an article's.
    """
    found = group(document.flow)
    if not found.texts or is_hopeless(document, found):
        raise why_nothing(document, found)
    decision = decide(document, metadata, mode, found)
    kept = np.flatnonzero(decision.kept)
    if not len(kept):
        raise why_nothing(document, found)
    return Body(plain_text(found, kept.tolist()), decision, document.base_url)
