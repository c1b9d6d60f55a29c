"""Dates in attributes and data: ISO 8601, RFC 5322, JavaScript, Unix time."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime

from crosspost import dates
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.days.text import find_day
from crosspost.metadata.text import fold

# JavaScript's Date.toString(): "Sat Dec 20 2025 12:55:34 GMT+0100 (…)".
_SCRIPT = lazy_compile(
    r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})"
)
_EPOCH = lazy_compile(r"1\d{9}(?:\d{3})?")
_MAX_LENGTH = 80


def read_timestamp(text: str, language: str = "en") -> date | datetime | None:
    """Read the date of an attribute or of data; None where the text is not a date.

    ISO 8601 first, then seconds or milliseconds of the Unix epoch, JavaScript's form, RFC 5322
    ("Tue, 05 Mar 2024 10:00:00 +0100"), and at last a date in words.
    """
    text = fold(text)
    if not text or len(text) > _MAX_LENGTH:
        return None
    timestamp = dates.read_iso(text)
    if timestamp is not None and _is_whole(text):
        return timestamp
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, tz=UTC)
    found = _SCRIPT.match(text)
    if found:
        month, day, year, clock, offset = found.groups()
        text = f"{day} {month} {year} {clock} {offset}"
    if (re.search(r"\d:\d\d", text) and "," in text[:5]) or found:
        # "Thu, 09/25/2025 - 11:38", as Drupal writes it, fails: only its day is read, below.
        with suppress(ValueError):
            from email.utils import parsedate_to_datetime

            return parsedate_to_datetime(text)
    day = find_day(text, language)
    return day.value if day else None


def _is_whole(text: str) -> bool:
    """Tell whether the text begins with a year and not with a longer number."""
    return not re.match(r"\d{9}(?!\d*[T ])", text) or len(text) == 14
