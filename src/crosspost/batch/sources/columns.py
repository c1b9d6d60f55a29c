"""The columns of a list that crosspost knows: the URL, and front matter fields.

Their names are those of people and of services: Pocket, Instapaper, Readwise, Raindrop, Omnivore,
Pinboard, wallabag, linkding, Notion.
"""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crosspost.batch.entry import BadLine, Entry, Note
from crosspost.batch.sources.private_marks import is_private, warnings_of
from crosspost.dates import read_iso

# Names of the column of URLs. The first that is there counts.
URL_NAMES = ("url", "link", "href", "address", "uri", "permalink")

# Column → front matter field that it overrides.
FIELDS = {
    "title": "title",
    "date": "date",
    "published": "date",
    "published_date": "date",
    "published_at": "date",
    "publish_date": "date",
    "date_published": "date",
    "author": "author",
    "byline": "author",
    "tags": "tags",
    "tag": "tags",
    "tag_names": "tags",
    "labels": "tags",
    "document_tags": "tags",
    "categories": "categories",
    "category": "categories",
    "layout": "layout",
    "image": "image",
    "description": "description",
    "source": "source",
    "license": "license",
    "slug": "slug",
    "original_author": "original_author",
}
# When a service says that the link was kept, which is not the date of the article.
SAVED_NAMES = (
    *("time_added", "timestamp", "saved_date", "savedat", "saved_at", "created", "created_at"),
    *("date_added", "added", "time"),
)
_LISTS = frozenset({"tags", "categories"})
_LIST = re.compile(r"\s*\[.*\]\s*", re.S)
# Figures alone: the day or the month may be first.
_FIGURES = re.compile(r"[\d./-]+")


@dataclass
class UnreadDates:
    """The dates of a list that are not understood; their links are read without them.

    Attributes:
        count: how many.
        first: the line and the text of the first one.
    """

    count: int = 0
    first: tuple[int, str] = (0, "")

    def add(self, line: int, text: str) -> None:
        """Count one."""
        if not self.count:
            self.first = (line, text)
        self.count += 1

    def notes(self) -> Iterator[Note]:
        """Yield what is to be said of them; nothing if there are none."""
        if not self.count:
            return
        line, text = self.first
        others = f" and {self.count - 1:,} more" if self.count > 1 else ""
        yield Note(
            f"not a date such as 2013-03-06: {text[:40]!r} in line {line}{others}; "
            "the date of the page is used"
        )


def url_in(row: Mapping[str, Any]) -> str:
    """Return the URL in a row, empty if there is none."""
    for name in URL_NAMES:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def column_names(names: Sequence[str]) -> str:
    """Return the names of columns for a message: at most eight, and no control characters."""
    shown = [repr(name)[1:-1][:40] for name in names if name][:8]
    more = ", …" if len(names) > len(shown) else ""
    return f"it has {', '.join(shown)}{more}" if shown else "it has no names"


def saved(row: Mapping[str, Any]) -> datetime | date | None:
    """Return when a service has kept the link of a row."""
    value = next((row[name] for name in SAVED_NAMES if row.get(name)), None)
    return read_day(str(value)) if isinstance(value, (str, int)) else None


def overrides(
    row: Mapping[str, Any], line: int = 0, unread: UnreadDates | None = None
) -> dict[str, Any]:
    """Return the front matter fields in a row; empty cells and unknown columns count for nothing.

    A title that is the URL counts for nothing either: services write it where they have none.

    Args:
        row: column, in lower case with ``_`` for spaces → value.
        line: of the row.
        unread: counts a date that is not understood; the row has none then.

    Raises:
        ValueError: a cell is not valid for its column; the message is for the user.
    """
    found: dict[str, Any] = {}
    for name, value in row.items():
        field = FIELDS.get(name)
        if field is None or value is None or value == "" or field in found:
            continue
        if field in _LISTS:
            found[field] = _labels(name, value)
            continue
        text = _text(name, value)
        if field == "date":
            day = read_day(text)
            if day is not None:
                found[field] = day
            elif unread is not None:
                unread.add(line, text)
        elif not (field == "title" and text == url_in(row)):
            found[field] = text
    return {field: value for field, value in found.items() if value != []}


def entry_of(row: Mapping[str, Any], line: int, unread: UnreadDates) -> Entry | BadLine:
    """Return the link of a row that has a URL.

    Args:
        row: as of ``overrides``.
        line: of the row.
        unread: as of ``overrides``.
    """
    try:
        fields = overrides(row, line, unread)
    except ValueError as error:
        return BadLine(line, str(error))
    private = is_private(row)
    return Entry(
        *(url_in(row), line, fields),
        dated=saved(row),
        given=True,
        draft=private,
        warnings=warnings_of(private=private),
    )


def _labels(name: str, value: Any) -> list[str]:
    """Return a list, also where it is written in one cell.

    That is ``a; b``, ``a|b`` or ``a, b``, JSON (Instapaper) or Python's form (Readwise).
    """
    if isinstance(value, str):
        parts = _written_list(value)
        if parts is None:
            parts = re.split(r"[;|]" if re.search(r"[;|]", value) else ",", value)
        return [part.strip() for part in parts if part.strip()]
    if isinstance(value, list):
        names = [
            each.get("name", each.get("label")) if isinstance(each, dict) else each
            for each in value
        ]
        texts = [item for item in names if isinstance(item, str)]
        if len(texts) == len(names):
            return texts
    raise ValueError(f"{name} is neither a text nor a list of texts")


def _written_list(text: str) -> list[str] | None:
    """Read ``["a", "b"]`` or ``['a', 'b']``; None if a text is neither."""
    if not _LIST.fullmatch(text):
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(text.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
    return None


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(f"{name} is not a text")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} is a number that is too large")
    return str(value).strip()


def read_day(text: str) -> date | datetime | None:
    """Read a date: ISO 8601, seconds since 1970, or in words.

    In figures alone, ``6/3/2021`` may be a day of March or of June: it is not read.
    """
    day = read_iso(text)
    if day is not None:
        return day
    from crosspost.metadata.days.iso import read_timestamp

    day = read_timestamp(text)
    is_clear = not _FIGURES.fullmatch(text) or day == read_timestamp(text, "de")
    return day if is_clear else None
