"""Values of an export, of which any may be missing or of another type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from crosspost.dates import read_iso

# The web is younger; a smaller number is an empty field of a database.
_EARLIEST = 1900
_LATEST = 2200


def text(row: Mapping[str, Any], *names: str) -> str:
    """Return the first of these values that is a text or a number; empty if none is."""
    for name in names:
        value = row.get(name)
        if isinstance(value, bool):
            continue
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int):
            return str(value)
    return ""


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list; none if it is not a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def strings(value: Any) -> list[str]:
    """Return the texts in a list; none if it is not a list."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def when(value: Any) -> date | datetime | None:
    """Return a time: ISO 8601, or seconds or milliseconds since 1970; None if it is neither."""
    if isinstance(value, str) and not value.strip().isdecimal():
        found = read_iso(value)
        return found if found and _EARLIEST < found.year < _LATEST else None
    try:
        number = int(value)
        number = number // 1000 if number > 10**11 else number
        return datetime.fromtimestamp(number, UTC) if number > 0 else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def in_utc(value: date | datetime | None) -> date | datetime | None:
    """Return a time without an offset as one in UTC; others as they are."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def split(cell: str, signs: str = ",") -> list[str]:
    """Return the labels in one text, separated by any of some signs."""
    for sign in signs[1:]:
        cell = cell.replace(sign, signs[0])
    return [part.strip() for part in cell.split(signs[0]) if part.strip()]


def first(values: Iterable[str]) -> str:
    """Return the first text that is not empty."""
    return next(filter(None, values), "")
