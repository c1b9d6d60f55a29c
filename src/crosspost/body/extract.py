"""Find the article of a document: the entry point of this package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from crosspost.body.blocks import group
from crosspost.body.decide import decide
from crosspost.body.decision import Decision
from crosspost.body.incomplete import LISTING, find_warnings
from crosspost.body.no_article import is_shell_or_login, no_article
from crosspost.body.omissions import Omissions, find_doubtful, find_omissions
from crosspost.body.page_numbers import find_pages
from crosspost.body.page_type import ARTICLE
from crosspost.body.pages_of_article import are_of_article
from crosspost.body.region import Region, find_region
from crosspost.body.selected import doubts_of, find_inside, warnings_of
from crosspost.body.text import plain_text
from crosspost.model import Document, Metadata, Pages, Part
from crosspost.model.loss import MAY_BE_LOST

if TYPE_CHECKING:
    from bs4 import Tag
    from lxml.etree import _Element

Mode = Literal["article", "general"]


@dataclass(frozen=True)
class Body:
    """The article's body.

    Attributes:
        text: plain text, blocks separated by blank lines, without the title.
        decision: which blocks of the page are kept.
        region: where the article is.
        omissions: what was left out and may be the article's.
        base_url: the base of relative URLs.
        warnings: why this may not be the whole article, or not an article.
        pages: the other pages of the article; None if there is none, or none is to be fetched.
        selected: the elements that the rule for the site selects.
    """

    text: str
    decision: Decision = field(repr=False)
    region: Region = field(repr=False)
    omissions: Omissions = field(repr=False)
    base_url: str
    warnings: tuple[str, ...] = ()
    pages: Pages | None = None
    selected: tuple[_Element, ...] = field(default=(), repr=False)

    def soup(self) -> Tag:
        """The body as a BeautifulSoup ``div``: in order, with complete tables, lists and figures.

        It is a copy; the page's tree is not changed. Each call returns a new tree.
        """
        from crosspost.body.copy import kept_tree

        decision = self.decision
        selection = decision.selection
        return kept_tree(
            decision.found, selection.kept, selection.media, self.base_url, self.selected
        )

    def parts(self) -> tuple[Part, ...]:
        """Return what a post of the article should have, for the loss report."""
        from crosspost.body.expected import expected_parts

        return expected_parts(self.decision, self.region, self.omissions)


def find(
    document: Document,
    metadata: Metadata,
    mode: Mode = "article",
    authors: Callable[[], Sequence[str]] | None = None,
) -> Body:
    """Find the article in a page.

    Args:
        document: the page.
        metadata: of the page; its title is not part of the body.
        mode: ``article`` for news and blogs: everything that is not the article's own text is left
            out (a page that is detected as a forum or documentation is still read as ``general``);
            ``general`` for forums, documentation, lists and other types of page.
        authors: reads the names of the authors; else those of ``metadata``.

    Raises:
        NoArticle: the page has no text, or no article.
    """
    found = group(document.flow)
    inside = find_inside(document, found) if found.texts else None
    if not found.texts or (inside is None and is_shell_or_login(document, found)):
        raise no_article(document, found)
    decision = decide(document, metadata, mode, found, authors)
    kept: list[int] = np.flatnonzero(decision.selection.kept).tolist()
    if not kept and not decision.selection.media.any():
        raise no_article(document, found)
    pages, page_type = find_pages(document, found), decision.page_type
    precise = mode == "article" and inside is None
    warnings = warnings_of(document, inside) + doubts_of(document, decision, inside, metadata.title)
    if kept:  # else the selected body is a picture
        warnings += find_warnings(document, found, kept, page_type, pages, precise=precise)
    if (
        pages
        and not pages.by_rule
        and not (
            page_type == ARTICLE
            and LISTING not in warnings
            and are_of_article(document, found, kept, pages)
        )
    ):
        pages = None
    region = find_region(decision)
    omissions = find_omissions(decision, region)
    doubtful = find_doubtful(decision, region, omissions)
    if doubtful:
        warnings += (f"“{doubtful}” {MAY_BE_LOST}",)
    text = plain_text(found, kept)
    selected = document.selected.body if document.selected and inside is not None else ()
    return Body(text, decision, region, omissions, document.base_url, warnings, pages, selected)
