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
from crosspost.validate.ruby_time import Unclear, offset_of, parse
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
    """Check an ISO date against the calendar and the clock."""
    offset = _psych_offset(zone, quoted) if zone else None
    reason = _impossible(month, day, clock, offset)
    if not reason and offset is not None and abs(offset) > timedelta(hours=23, minutes=59):
        reason = f"there is no offset {zone}"
    if not reason and year < 1:
        reason = "there is no year 0"
    if reason:
        return Reading("invalid", reason=reason)
    first = _day(year, month, day)
    verdict: Verdict = "good" if (first.month, first.day) == (month, day) else "shifted"
    reason = f"there is no {year}-{month:02}-{day:02}" if verdict == "shifted" else ""
    if clock is None:
        return Reading(verdict, first, None, reason, False, quoted)
    timestamp = _timestamp(first, clock, offset)
    if clock[0] > 24 or clock[1] > 59:
        return Reading("lenient", timestamp.date(), timestamp,
                       f"there is no time {clock[0]}:{clock[1]:02}", False, quoted)  # fmt: skip
    if zone and offset is None:
        reason = f"{zone} is not a time zone"
        return Reading("lenient", first, timestamp, reason, False, quoted, zone)
    return Reading(verdict, timestamp.date(), timestamp, reason, False, quoted)


def _psych_offset(zone: str, quoted: bool) -> timedelta | None:
    """Return the offset of a zone; Psych, which reads plain times with seconds, knows ``+8``."""
    if not quoted and zone[0] in "+-":
        digits = zone[1:].replace(":", "").rjust(2, "0") if len(zone) < 4 else zone[1:]
        hours, minutes = digits[:2].rstrip(":"), digits[2:].lstrip(":")
        delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return -delta if zone[0] == "-" else delta
    return offset_of(zone)


def _day(year: int, month: int, day: int) -> date:
    """Return a day; one that the month does not have is in the next month, as for ``Time.utc``."""
    return _later(datetime(year, month, 1), timedelta(days=day - 1)).date()


def _timestamp(day: date, clock: tuple[int, int, int], offset: timedelta | None) -> datetime:
    hours, minutes, seconds = clock
    time = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    timestamp = _later(datetime(day.year, day.month, day.day), time)
    return timestamp if offset is None else timestamp.replace(tzinfo=timezone(offset))


def _impossible(
    month: int, day: int, clock: tuple[int, int, int] | None, offset: timedelta | None
) -> str:
    """Return why ``Time.utc`` refuses a date; empty if it does not.

    An offset is subtracted first, part by part (time.rb apply_offset), which makes a time of hour
    29 or minute 75, if the offset has hours or minutes.
    """
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if not 1 <= day <= 31:
        return f"there is no day {day}"
    if clock is None:
        return ""
    hour, minute, second = clock
    minutes_east = int(offset.total_seconds()) // 60 if offset else 0
    whole = minute == second == 0
    hour_fits = hour < 24 or (hour == 24 and whole) or (hour < 1000 and abs(minutes_east) >= 60)
    minute_fits = minute < 60 or (minute < 1000 and minutes_east % 60 != 0)
    if hour_fits and minute_fits and second <= 60:
        return ""
    return f"there is no time {hour}:{minute:02}" + (f":{second:02}" if second else "")


def _later(start: datetime, time: timedelta) -> datetime:
    """Add a time; Python has no day after that of ``datetime.max``; Ruby has."""
    return datetime.max if datetime.max - start < time else start + time


def _guessed(text: str, quoted: bool) -> Reading:
    """Read what is not ISO 8601 as ``Time.parse`` does.

    The time is that of ``ruby_time``; how the text is written is said by its parts.
    """
    reading = _from_parts(text, quoted)
    try:
        found = parse(text)
    except Unclear:
        if reading.verdict == "invalid" or reading.day is None:
            return reading
        return Reading("lenient", None, None, reading.reason, quoted=quoted)
    if found is None:
        return Reading("invalid", reason=reading.reason or "it is not a date")
    timestamp = found.wall if found.has_clock or found.offset is not None else None
    if found.offset is not None:
        timestamp = found.wall.replace(tzinfo=timezone(found.offset))
    day = found.wall.date()
    is_same = reading.verdict == "lenient" and (day, timestamp) == (reading.day, reading.timestamp)
    if is_same:
        return reading
    reason = "only Ruby can read it, by guessing"
    return Reading("lenient", day, timestamp, reason, reading.numeric, quoted, found.zone)


def _from_parts(text: str, quoted: bool) -> Reading:
    """Read a date from the parts of a text, as far as they are understood."""
    parts = parts_of(text)
    if parts is None or (parts.year is None and parts.day is None and parts.month is None):
        return Reading("invalid", reason="it is not a date")
    if parts.year is None:
        return Reading("lenient", None, None, "it has no year", quoted=quoted)
    month, day = parts.month or 1, parts.day or 1
    if parts.month == 0 or parts.day == 0:
        month, day = parts.month or 0, parts.day or 0
    zone, clock = parts.zone, parts.clock
    offset = offset_of(zone) if zone else None
    reason = _impossible(month, day, clock, offset)
    if not reason and not 1 <= parts.year <= 9999:
        reason = f"there is no year {parts.year}"
    if not reason and offset is not None and abs(offset) >= timedelta(hours=24):
        reason = f"there is no offset {zone}"
    if reason:
        return Reading("invalid", reason=reason)
    first = _day(parts.year, month, day)
    timestamp = _timestamp(first, clock, offset) if clock else None
    unknown = zone if zone and offset is None else ""
    plain = not (parts.numeric or parts.ignored or unknown) and bool(parts.month and parts.day)
    shifted = (first.month, first.day) != (month, day)
    reason = "only Ruby can read it, by guessing"
    day_read = first if timestamp is None else timestamp.date()
    return Reading(
        "lenient", day_read, timestamp, reason, parts.numeric, quoted, unknown,
        plain and not shifted,
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
