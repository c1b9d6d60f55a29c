"""Pages that are gone: their snapshot in the Wayback Machine.

Its availability API (https://archive.org/help/wayback_api.php) names the snapshot nearest to a day.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from crosspost import urls
from crosspost.errors import FetchError
from crosspost.fetch.snapshot import ADDRESS, clean, raw_url, taken_on
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Page

_MOST_BYTES = 64 * 1024  # of an answer
# Snapshots that are looked at: the newest ones of a dead site are often those of a parked domain.
# So it is asked for one that is so many years older.
_EARLIER = (2, 4, 8, 16, 32)
_FIRST = date(1996, 1, 1)
_DAY_IN_PATH = lazy_compile(
    r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|1\d|2[0-8]))?(?=[/-]|\Z)"
)


class Snapshot(NamedTuple):
    """A copy of a page.

    Attributes:
        url: of the copy, as for a reader.
        taken: when, in UTC.
    """

    url: str
    taken: datetime


def is_gone(error: FetchError) -> bool:
    """Tell whether an error says that a page is not there any more, rather than not now."""
    return error.gone or error.status in (404, 410) or error.unreachable


def day_of(url: str) -> date | None:
    """Return the day, or the month, that the path of a URL names; None if there is none."""
    found = _DAY_IN_PATH.search(urls.path(url))
    return date(int(found[1]), int(found[2]), int(found[3] or 28)) if found else None


class Archive:
    """The archive; several threads may use it, which ask one after the other.

    Args:
        get: fetches a page that the archive names, without the user's headers and cookies.
        download: fetches the API's answer: URL, most bytes; the same.
        api: the URL of the availability API.
        wait: called before every request but the first, so that they are not too frequent.
    """

    def __init__(
        self,
        get: Callable[[str], Page],
        download: Callable[[str, int], bytes],
        api: str,
        wait: Callable[[], None] = lambda: None,
    ) -> None:
        self._get, self._download, self._api, self._wait = get, download, api, wait
        self._lock = threading.Lock()
        self._is_first = True

    def find(self, url: str, day: date | None = None) -> Snapshot | None:
        """Return the snapshot nearest to a day; by default the newest, or that of the URL's day.

        Raises:
            FetchError: the archive does not answer, or with something else.
        """
        day = day or day_of(url)
        ask = f"{self._api}{'&' if '?' in self._api else '?'}url={quote(url, safe='')}"
        if day:
            ask += f"&timestamp={day:%Y%m%d}"
        with self._turn():
            return _snapshot(ask, self._download(ask, _MOST_BYTES))

    def page_of(self, url: str, day: date | None = None) -> Page:
        """Return the page of a snapshot as it was, with the original's URLs.

        Snapshots of a parked domain are passed over for earlier ones.

        Raises:
            FetchError: there is none, or the archive does not answer.
        """
        before = ""
        for years in _EARLIER:
            snapshot = self.find(url, day)
            if snapshot is None:
                break
            try:
                if snapshot.url != before:
                    with self._turn():
                        return clean(self._get(raw_url(snapshot.url)), url, snapshot.url)
            except FetchError as error:
                if not error.gone:
                    raise
            before = snapshot.url
            day = max((snapshot.taken - timedelta(days=365 * years)).date(), _FIRST)
        raise FetchError(url, "it has none")

    def instead(self, url: str, error: FetchError, day: date | None = None) -> Page:
        """Return the snapshot of a page that is gone.

        Args:
            error: why there is no page.

        Raises:
            FetchError: ``error``, if it is temporary or there is no snapshot.
        """
        if not is_gone(error):
            raise error
        try:
            page = self.page_of(url, day)
        except FetchError as failed:
            raise _without_copy(error, failed.reason) from failed
        taken = taken_on(page.archive_url)
        words = f"the page is gone ({error.reason}): this is its copy of {taken} in the archive"
        return replace(page, warnings=(*page.warnings, words))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._lock:
            if not self._is_first:
                self._wait()
            self._is_first = False
            yield


def _snapshot(url: str, content: bytes) -> Snapshot | None:
    try:
        answer: Any = json.loads(content)
        closest = answer["archived_snapshots"].get("closest")
        if not closest or not closest["available"] or str(closest["status"])[:1] != "2":
            return None
        stamp, found = str(closest["timestamp"]), str(closest["url"])
        taken = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FetchError(url, "the archive's answer is not that of its API") from error
    if not ADDRESS.search(found) or not urls.is_web(found):
        raise FetchError(url, "the archive's answer is not that of its API")
    return Snapshot(found, taken)


def _without_copy(error: FetchError, why: str) -> FetchError:
    return FetchError(
        error.url,
        error.reason,
        hint=f"The archive has no copy ({why}).",
        retry=error.retry,
        status=error.status,
        retry_after=error.retry_after,
        detail=error.detail,
        unreachable=error.unreachable,
        gone=error.gone,
    )
