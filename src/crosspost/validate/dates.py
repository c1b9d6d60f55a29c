"""How Jekyll reads a date: with Psych first, then Ruby's ``Time.parse`` (utils.rb parse_date).

Only a date with year, month and day in this order is read alike by every generator; others are
guessed by Ruby. Tested with Ruby 3.1: a day that the month does not have overflows (2016-06-31
becomes 2016-07-01), a month or an hour that does not exist stops the build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Literal

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.ruby_dates import parts_of
from crosspost.validate.ruby_time import Unclear, offset_of, time_of, wall_of
from crosspost.validate.scalars import resolve
from crosspost.validate.tree import Scalar

Verdict = Literal["good", "lenient", "shifted", "invalid"]

_ISO = lazy_compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|[ \t]+|$)"
    r"(?:(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{0,9})?)?[ \t]*"
    r"(Z|[-+]\d{1,2}:\d\d|[-+]\d\d(?:\d\d)?|[-+]\d|(?![AP]M)[A-Z]{2,5})?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as Jekyll reads it.

    Attributes:
        verdict: ``good`` is read alike everywhere, ``lenient`` is guessed by Ruby, ``shifted`` is a
            day that does not exist and becomes another, ``invalid`` stops the build.
        day: the day as it is written, or as Ruby guesses it; None for ``invalid``.
        timestamp: the instant with its offset, where one is written; naive where none is.
        reason: why it is not good, in a few words.
        zone: a time zone that Ruby does not know: it takes the time as the site's own.
        numeric: day and month are two numbers that could be swapped.
        plain: every word of it is read, and as anybody would read it.
        quoted: it is text to YAML; without an offset Jekyll then takes it as the site's own time,
            while a plain one counts as UTC.
    """

    verdict: Verdict
    day: date | None = None
    timestamp: datetime | None = None
    reason: str = ""
    numeric: bool = False
    quoted: bool = False
    zone: str = ""
    plain: bool = False


def read_date(scalar: Scalar) -> Reading:
    """Return how Jekyll reads the value of ``date``."""
    kind, printed = resolve(scalar)
    text = scalar.value.strip()
    if kind in ("null", "bool", "sexagesimal", "symbol", "float"):
        if kind == "null":
            return Reading("invalid", reason="it is empty")
        became = f"the number {printed}" if kind in ("sexagesimal", "float") else printed
        return Reading("invalid", reason=f"YAML makes {became} of it")
    if not scalar.style and text in _SEEN:
        return _SEEN[text]
    # For YAML a time without seconds is text, which is in the site's own time zone.
    quoted = bool(scalar.style) or kind == "text"
    reading = _read(printed if kind == "integer" else text, quoted)
    if not scalar.style and len(_SEEN) < 20_000:
        _SEEN[text] = reading
    return reading


# Cached, since posts of a site repeat dates (translations, for example).
_SEEN: dict[str, Reading] = {}


def _read(text: str, quoted: bool) -> Reading:
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day, hour, minute, second, zone = iso.groups()
        timestamp_parts = (int(hour), int(minute), int(second or 0)) if hour else None
        return _checked(int(year), int(month), int(day), timestamp_parts, zone, quoted)
    if len(text) > 200:
        return Reading("invalid", reason="it is not a date")
    return _guessed(text, quoted)


def _checked(
    year: int, month: int, day: int, clock: tuple[int, int, int] | None, zone: str | None,
    quoted: bool,
) -> Reading:  # fmt: skip
    """Check an ISO date against the calendar and the clock.

    Psych reads a plain one with a time; what it cannot read is left to ``Time.parse``, as text is.
    """
    wall = offset = None
    if clock and not quoted:
        offset = _psych_offset(zone) if zone else None
        wall = wall_of(year, month, day, clock, None)
    if wall is None:
        offset = offset_of(zone) if zone else None
        wall = wall_of(year, month, day, clock or (0, 0, 0), offset)
    if wall is None or (offset is not None and abs(offset) >= timedelta(days=1)):
        return Reading("invalid", reason=_impossible(year, month, day, clock, zone, offset))
    first = _later(datetime(year, month, 1), timedelta(days=day - 1)).date()
    verdict: Verdict = "good" if (first.month, first.day) == (month, day) else "shifted"
    reason = f"there is no {year}-{month:02}-{day:02}" if verdict == "shifted" else ""
    if clock is None:
        return Reading(verdict, first, None, reason, False, quoted)
    timestamp = wall if offset is None else wall.replace(tzinfo=timezone(offset))
    if clock[0] > 24 or clock[1] > 59:
        return Reading("lenient", timestamp.date(), timestamp,
                       f"there is no time {clock[0]}:{clock[1]:02}", False, quoted)  # fmt: skip
    if zone and offset is None:
        reason = f"{zone} is not a time zone"
        return Reading("lenient", first, timestamp, reason, False, quoted, zone)
    return Reading(verdict, timestamp.date(), timestamp, reason, False, quoted)


def _psych_offset(zone: str) -> timedelta | None:
    """Return the offset of a zone of a plain time with seconds: Psych knows ``+8``."""
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").rjust(2, "0") if len(zone) < 4 else zone[1:]
        hours, minutes = digits[:2].rstrip(":"), digits[2:].lstrip(":")
        delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return -delta if zone[0] == "-" else delta
    return offset_of(zone)


def _impossible(
    year: int, month: int, day: int, clock: tuple[int, int, int] | None, zone: str | None,
    offset: timedelta | None,
) -> str:  # fmt: skip
    """Return why Ruby refuses a date."""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if not 1 <= day <= 31:
        return f"there is no day {day}"
    if offset is not None and abs(offset) >= timedelta(days=1):
        return f"there is no offset {zone}"
    hour, minute, second = clock or (0, 0, 0)
    if hour >= 24 or minute > 59 or second > 60:
        return f"there is no time {hour}:{minute:02}" + (f":{second:02}" if second else "")
    return f"there is no year {year}" if year < 1 else "it is not a date"


def _later(start: datetime, time: timedelta) -> datetime:
    """Add a time; Python has no day after that of ``datetime.max``; Ruby has."""
    return datetime.max if datetime.max - start < time else start + time


def _guessed(text: str, quoted: bool) -> Reading:
    """Read what is not ISO 8601 as ``Time.parse`` does."""
    parts = parts_of(text)
    if parts is None:
        return Reading("invalid", reason="it is not a date")
    try:
        found = time_of(parts)
    except Unclear:
        missing = "day" if parts.month is None and parts.day is None else "year"
        return Reading(
            "lenient", None, None, "" if parts.unknown else f"it has no {missing}", quoted=quoted
        )
    if found is None:
        year, month, day_of_month = (
            1 if number is None else number for number in (parts.year, parts.month, parts.day)
        )
        offset = offset_of(parts.zone) if parts.zone else None
        reason = _impossible(year, month, day_of_month, parts.clock, parts.zone, offset)
        return Reading("invalid", reason=reason)
    timestamp = found.wall if found.has_clock or found.offset is not None else None
    if found.offset is not None:
        timestamp = found.wall.replace(tzinfo=timezone(found.offset))
    day = found.wall.date()
    zone = parts.zone if found.offset is None else ""
    is_whole = parts.month is not None and parts.day is not None
    is_shifted = is_whole and (parts.clock or (0,))[0] < 24 and parts.day != day.day
    plain = is_whole and not (parts.swappable or parts.ignored or zone or is_shifted)
    return Reading(
        "lenient", day, timestamp, "only Ruby can read it, by guessing", parts.swappable, quoted,
        zone, plain,
    )  # fmt: skip


def instant(reading: Reading, site: tzinfo, plain: tzinfo = UTC) -> datetime | None:
    """Return when a date begins; None if it is not one.

    Args:
        site: the zone of a date without a time, and of a text without an offset.
        plain: the zone of a plain time without an offset, which is UTC to Psych.
    """
    if reading.day is None:
        return None
    timestamp = reading.timestamp or datetime(reading.day.year, reading.day.month, reading.day.day)
    if timestamp.tzinfo is not None:
        return timestamp
    return timestamp.replace(tzinfo=plain if reading.timestamp and not reading.quoted else site)


def days_of(reading: Reading, zones: tuple[object, ...] = ()) -> set[date]:
    """Return every day that a date may mean: as written, in UTC, in the site's zones.

    Args:
        zones: time zones (``tzinfo``) that count, too.
    """
    if reading.day is None:
        return set()
    days = {reading.day}
    timestamp = reading.timestamp
    if timestamp is not None:
        if timestamp.tzinfo is None:
            timestamp = timestamp.replace(tzinfo=UTC)
        for place in (UTC, *zones):
            try:
                days.add(timestamp.astimezone(place).date())  # type: ignore[arg-type]
            except OverflowError:
                continue
    return days
