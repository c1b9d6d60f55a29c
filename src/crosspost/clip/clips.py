"""The pages that were sent, and what became of each: a few, in memory."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime

from crosspost.clip.request import Refused
from crosspost.model import Page
from crosspost.urls import clean, is_web, without_credentials

MOST = 8  # pages that wait to be written; an older one has to be sent again
_MOST_URL = 8192  # characters
_ROUTES = ("!", "/")  # fragments that begin so are part of the URL, in applications of one page


@dataclass(frozen=True)
class Shown:
    """What is shown of a page that was sent.

    Attributes:
        page: the whole page for the browser.
        title: of the post; empty if there is none.
        path: of the post that was written; empty if none was.
        waits: for the user, who may have the post written.
    """

    page: str
    title: str = ""
    path: str = ""
    waits: bool = False


class Clips:
    """The pages that were sent, by their secret names.

    Attributes:
        written: title and path of each post that was written, in order.
    """

    def __init__(self) -> None:
        self.written: dict[str, str] = {}
        self._pages: dict[str, Page] = {}
        self._shown: OrderedDict[str, Shown] = OrderedDict()

    def name(self) -> str:
        """Return a new name, which nobody can guess."""
        return secrets.token_urlsafe(24)

    def keep(self, name: str, shown: Shown, page: Page | None = None) -> None:
        """Keep what is shown of a page, and the page while it may still be written.

        Args:
            page: the page; None if it is known.
        """
        if page:
            self._pages[name] = page
        self._shown[name] = shown
        if not shown.waits:
            self._pages.pop(name, None)
        if shown.path:
            self.written[shown.path] = shown.title
        while len(self._shown) > MOST:
            old, _ = self._shown.popitem(last=False)
            self._pages.pop(old, None)

    def shown(self, name: str) -> Shown | None:
        """Return what is shown of a page; None if there is no such page, or no longer."""
        return self._shown.get(name)

    def page(self, name: str) -> Page | None:
        """Return a page that may be written; None if there is no such page, or no longer."""
        return self._pages.get(name)


def page_of(url: str, html: str) -> Page:
    """Return what was sent as a page; its URL is empty if it is not on the web.

    Raises:
        Refused: there is no text in it.
    """
    url = without_credentials(clean(url))
    start, _, fragment = url.partition("#")
    if not fragment.startswith(_ROUTES):
        url = start
    if not is_web(url) or len(url) > _MOST_URL:
        url = ""
    if not html.strip():
        raise Refused("400 Bad Request", "The page is empty.")
    content, now = html.encode("utf-8", "replace"), datetime.now(UTC)
    return Page(url, url, content, "utf-8", now, is_drawn=True)
