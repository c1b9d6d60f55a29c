"""Which entries of a list are wanted: by pattern, by date, only the newest."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase

from crosspost.batch.entry import BadLine, Entry, moment_of
from crosspost.dates import read_iso
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile

_AGO = lazy_compile(r"(\d{1,5})\s*(h|d|w|hours?|days?|weeks?)")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@dataclass(frozen=True)
class Choice:
    """What is wanted of a list.

    Attributes:
        include: patterns of which an address must match one; ``*`` stands for anything, and one
            without ``*`` and ``?`` matches anywhere in the address.
        exclude: patterns of which it must match none.
        since: entries that the list dates earlier are left out; undated ones are not.
        newest: of each list only so many, the last dated first. Undated ones count as oldest.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: datetime | None = None
    newest: int | None = None


def choose(
    entries: Iterable[Entry | BadLine], choice: Choice, on_unwanted: Callable[[], None]
) -> Iterator[Entry | BadLine]:
    """Yield the entries of one list that are wanted, in its order, and all that cannot be read.

    Args:
        on_unwanted: called for each of the others.
    """
    wanted = _wanted(entries, choice, on_unwanted)
    return wanted if choice.newest is None else _newest(wanted, choice.newest, on_unwanted)


def _wanted(
    entries: Iterable[Entry | BadLine], choice: Choice, on_unwanted: Callable[[], None]
) -> Iterator[Entry | BadLine]:
    for entry in entries:
        if isinstance(entry, BadLine) or _is_wanted(entry, choice):
            yield entry
        else:
            on_unwanted()


def _is_wanted(entry: Entry, choice: Choice) -> bool:
    url = entry.url
    if choice.include and not any(_matches(url, pattern) for pattern in choice.include):
        return False
    if any(_matches(url, pattern) for pattern in choice.exclude):
        return False
    return choice.since is None or entry.dated is None or moment_of(entry.dated) >= choice.since


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
        item = (moment_of(entry.dated) if entry.dated else oldest, -order, entry)
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
    return moment_of(day)
