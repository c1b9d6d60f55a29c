"""Dates: reading them as a page gives them, and the time zones they are shown in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from crosspost.lazy_regex import lazy_compile

# The first web page is of August 1991; nothing published on the web is older, and what claims to
# be (1970-01-01, 1969-12-31, 0001-01-01) is an empty field of a database.
EARLIEST_YEAR = 1991

_ISO = lazy_compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:(?:[T ]|\s+)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.I,
)


def read_iso(text: str) -> date | datetime | None:
    """Read an ISO 8601 date or date and time, as pages write them (RFC 3339 and looser).

    Returns:
        A ``datetime`` where the text has a time (aware where it has an offset), a ``date`` where
        it has only the day, None where it is neither or no such day exists.
    """
    found = _ISO.match(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        micro = int((fraction or "0")[:6].ljust(6, "0"))
        clock = datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second or 0), micro
        )
        return clock.replace(tzinfo=_offset(offset)) if offset else clock
    except ValueError:
        return None


def _offset(text: str) -> timezone:
    """Read ``Z``, ``+0100``, ``+01:00`` or ``+01`` as a time zone."""
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(delta if text[0] == "+" else -delta)


def day_of(value: date | datetime) -> date:
    """Return the calendar day as it was given, in whatever zone it was given."""
    return value.date() if isinstance(value, datetime) else value


def is_plausible(value: date | datetime, now: datetime) -> bool:
    """Tell whether an article can have been published then: since the web, at most a day ahead."""
    return value.year >= EARLIEST_YEAR and day_of(value) <= day_of(now) + timedelta(days=1)


def zone(name: str) -> ZoneInfo | None:
    """Return the time zone of an IANA name, None where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError, "../x" a ValueError.
        return None
