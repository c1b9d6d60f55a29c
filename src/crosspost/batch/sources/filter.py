"""Which entries of a list are wanted: by pattern, by date, only the newest."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase

from crosspost.batch.entry import BadLine, Entry, as_datetime
from crosspost.batch.options import FilterOptions
from crosspost.dates import read_iso
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile

_AGO = lazy_compile(r"(\d{1,5})\s*(h|d|w|hours?|days?|weeks?)")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def filter_entries(
    entries: Iterable[Entry | BadLine], options: FilterOptions, on_unwanted: Callable[[], None]
) -> Iterator[Entry | BadLine]:
    """Yield the entries of one list that are wanted, in its order, and all that cannot be read.

    Args:
        on_unwanted: called for each of the others.
    """
    wanted = _wanted(entries, options, on_unwanted)
    return wanted if options.newest is None else _newest(wanted, options.newest, on_unwanted)


def _wanted(
    entries: Iterable[Entry | BadLine], options: FilterOptions, on_unwanted: Callable[[], None]
) -> Iterator[Entry | BadLine]:
    for entry in entries:
        if isinstance(entry, BadLine) or _is_wanted(entry, options):
            yield entry
        else:
            on_unwanted()


def _is_wanted(entry: Entry, options: FilterOptions) -> bool:
    url = entry.url
    if options.include and not any(_matches(url, pattern) for pattern in options.include):
        return False
    if any(_matches(url, pattern) for pattern in options.exclude):
        return False
    return options.since is None or entry.dated is None or as_datetime(entry.dated) >= options.since


def _matches(url: str, pattern: str) -> bool:
    return fnmatchcase(url, pattern) if re.search(r"[*?\[]", pattern) else pattern in url


def _newest(
    entries: Iterable[Entry | BadLine], number: int, on_unwanted: Callable[[], None]
) -> Iterator[Entry | BadLine]:
    oldest = datetime.min.replace(tzinfo=UTC)
    dated: list[tuple[datetime, int, Entry]] = []
    for order, entry in enumerate(entries):
        if isinstance(entry, BadLine):
            yield entry
            continue
        # The earlier of two of one date wins: feeds have the newest first.
        item = (as_datetime(entry.dated) if entry.dated else oldest, -order, entry)
        if len(dated) < number:
            heapq.heappush(dated, item)
            continue
        on_unwanted()
        if number:
            heapq.heappushpop(dated, item)
    yield from (entry for _, _, entry in sorted(dated, key=lambda item: -item[1]))


def read_since(text: str, now: datetime) -> datetime:
    """Read ``--since``: a date, or how long ago (``12h``, ``7d``, ``2w``).

    Raises:
        ConfigError: it is neither.
    """
    found = _AGO.fullmatch(text.strip().lower())
    if found:
        return now - int(found[1]) * _UNITS[found[2][0]]
    day = read_iso(text)
    if day is None:
        raise ConfigError(
            f"--since {text!r}: not a date", hint="Write it as 2013-03-06, 12h, 7d or 2w."
        )
    return as_datetime(day)
