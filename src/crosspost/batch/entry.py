"""What a reader of a list yields: an entry, or an invalid line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Literal

# web: a URL to fetch. file: a saved page on the disk. warc: a record of a web archive.
# ready: the article's body came with the list, and nothing is fetched.
Kind = Literal["web", "file", "warc", "ready"]


# Among the overrides of a link in the journal: what is only offered. No column of a list has this
# name.
OFFERED = "(offered)"


@dataclass(frozen=True)
class Entry:
    """One article of a list.

    Attributes:
        url: its URL; for a saved page whose URL is not known, its path.
        line: in the list, counted from 1; None if the format has no lines.
        overrides: front matter fields that the list gives; they win over the page's.
        offered: front matter fields that a feed, or any list from the network, gives; they are
            used if the page has nothing better.
        dated: when the list says it was published or changed.
        kind: where its text comes from.
        place: ``file``: the path; ``warc``: the path and, after the last ``#``, the offset in bytes
            of the record.
        body: ``ready``: the article's HTML.
        draft: the list says that it is not published.
        source: the URL of the list, if another list has named it; ``line`` is that of the other.
        given: the list is of a format that people write by hand, so its links are the person's own
            unless it came from the network.
        remote: the list was read from the network, so others wrote it.
    """

    url: str
    line: int | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    offered: Mapping[str, Any] = field(default_factory=dict)
    dated: date | datetime | None = None
    kind: Kind = "web"
    place: str = ""
    body: str = field(default="", repr=False)
    draft: bool = False
    source: str = ""
    given: bool = field(default=False, compare=False)
    remote: bool = False


@dataclass(frozen=True)
class Further:
    """A list that a list names.

    Attributes:
        url: of the list.
        line: of the list that names it, counted from 1; None if the format has no lines.
        kinds: the formats that it may have (keys of ``sources.reading.READERS``).
    """

    url: str
    line: int | None
    kinds: frozenset[str]


@dataclass(frozen=True)
class BadLine:
    """A line, or an item, from which no link could be read. The rest of the list is read.

    Attributes:
        line: counted from 1; None if the format has no lines.
        reason: why, in a few words.
        fatal: the list could not be read at all, or not to its end.
        source: as of an entry.
    """

    line: int | None
    reason: str
    fatal: bool = False
    source: str = ""


@dataclass(frozen=True)
class Note:
    """A remark about a list, for the person; it is not an error."""

    text: str


Item = Entry | BadLine | Further | Note


def as_datetime(value: date | datetime) -> datetime:
    """Return a date of a list as a timestamp, for comparing; without a zone it counts as UTC."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return value if value.tzinfo else value.replace(tzinfo=UTC)
