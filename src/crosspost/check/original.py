"""One original: is its page there, somewhere else, or gone?"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date

from crosspost.check.result import Item, Result
from crosspost.errors import FetchError
from crosspost.fetch import Fetcher
from crosspost.fetch.archive import Archive, is_gone
from crosspost.fetch.parked import is_front_page
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Page
from crosspost.urls import identity, without_tracking

_DAY = lazy_compile(r"(?:\A|/)(\d{4})-(\d\d)-(\d\d)-[^/]*\Z")


@dataclass(frozen=True)
class Found:
    """What the network says.

    Attributes:
        page: the page, to be compared with the post; None if there is none.
        unreachable: the error of a host that does not answer: it may be gone, or this machine
            offline.
    """

    result: Result
    page: Page | None = None
    unreachable: FetchError | None = None


def look_at(
    item: Item, fetcher: Fetcher, archive: Archive | None, unreachable: FetchError | None = None
) -> Found:
    """Ask for an original.

    A post may be from a clone, so that its URL counts as one that others have given.

    Args:
        archive: is asked for a copy of a page that is gone; None: it is not.
        unreachable: the host is known not to answer, and is not asked.
    """
    try:
        if unreachable:
            raise unreachable
        page = fetcher.get(item.url, trust="remote")
    except FetchError as error:
        why = error.reason + (f" ({error.detail})" if error.detail else "")
        if not is_gone(error):
            return Found(Result(item.name, item.url, "failed", reason=why, checked=time.time()))
        return Found(gone(item, why, archive), unreachable=error if error.unreachable else None)
    if is_front_page(item.url, page.final_url):
        return Found(gone(item, "it leads to the site's front page", archive))
    moved = without_tracking(page.moved_to) if page.moved_to else ""
    if moved and identity(moved) != identity(item.url):
        return Found(Result(item.name, item.url, "moved", moved, checked=time.time()), page)
    return Found(Result(item.name, item.url, "alive", checked=time.time()), page)


def gone(item: Item, reason: str, archive: Archive | None) -> Result:
    """Return the result of a page that is gone, with the copy nearest to the day of the post."""
    if item.has_archive:
        return Result(item.name, item.url, "archived", reason=reason, checked=time.time())
    copy = ""
    if archive is not None:
        try:
            snapshot = archive.find(item.url, _day(item.name))
        except FetchError as error:
            reason += f"; the archive could not be asked: {error.reason}"
        else:
            copy = snapshot.url if snapshot else ""
    return Result(item.name, item.url, "gone", "", copy, reason, time.time())


def _day(name: str) -> date | None:
    """Return the day in the name of a post."""
    found = _DAY.search(name.replace("\\", "/"))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
