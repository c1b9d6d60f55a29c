"""The pages of an article that is divided into several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from crosspost.model.page import Page

#: The number that stands for the form of an article that has all of it on one page.
ON_ONE_PAGE: Final = 0


class Pages(NamedTuple):
    """What a page says about the other pages of its article.

    Attributes:
        number: of this page, from 1.
        count: of all pages; 0 if it is not known.
        urls: of the other pages, by number; ``ON_ONE_PAGE``: of the whole article.
        own: the URL without the number of the page, which the URLs of all pages begin with.
    """

    number: int
    count: int
    urls: Mapping[int, str]
    own: str = ""

    def in_words(self) -> str:
        """Return the warning about a post that has this page alone."""
        of_all = f" of {self.count}" if self.count else ""
        return f"this is page {self.number}{of_all}: the other pages are not in the post"


class FollowingPage(NamedTuple):
    """Another page of an article, and what came of asking for it.

    Attributes:
        number: as in ``Pages``.
        url: its URL.
        page: the page; None if it is still to be fetched, or could not be.
        reason: why it could not be read; empty if it was, or is still to be fetched.
    """

    number: int
    url: str
    page: Page | None = None
    reason: str = ""
