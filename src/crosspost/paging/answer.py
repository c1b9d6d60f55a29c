"""What came of asking for another page of an article; nothing is parsed here."""

from __future__ import annotations

from dataclasses import replace

from crosspost import urls
from crosspost.errors import FetchError
from crosspost.model import FollowingPage, Page

_MOST_BYTES = 64 * 1024 * 1024  # of all pages of an article


def with_answer(page: Page, wanted: FollowingPage, got: Page | FetchError | str) -> Page:
    """Return a page to which what came of asking for another page was added.

    Args:
        wanted: of ``next_page``.
        got: the page, or why it could not be read.
    """
    if isinstance(got, FetchError):
        got = got.reason
    if isinstance(got, Page):
        read = [page, *(each.page for each in page.more if each.page)]
        if not same_host(page.final_url, got.final_url):
            got = "it leads to another host"
        elif urls.identity(got.final_url) in {urls.identity(each.final_url) for each in read}:
            got = "it leads back to another page of the article"
        elif sum(len(each.content) for each in (*read, got)) > _MOST_BYTES:
            got = "the pages of the article are too large"
    answer = wanted._replace(page=got) if isinstance(got, Page) else wanted._replace(reason=got)
    return replace(page, more=(*page.more, answer))


def same_host(one: str, other: str) -> bool:
    """Tell whether two URLs have the same host and port."""
    first, second = urls.read(one), urls.read(other)
    return bool(first and second and (first.host, first.port) == (second.host, second.port))
