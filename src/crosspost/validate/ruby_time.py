"""What Ruby's ``Time.parse`` makes of a text: Jekyll reads every date that is text with it.

The parts of the date are those of ``Date._parse`` (``ruby_dates``); what is missing comes from the
clock (time.rb of Ruby 3.1). What depends on the machine that builds is marked, not guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.ruby_dates import Parts, parts_of

# Offsets in hours of the names of zones that Ruby knows anywhere (time.rb ZoneOffset).
ZONES = {
    "UTC": 0, "Z": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7,
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
}  # fmt: skip
_NUMERIC_ZONE = lazy_compile(r"([+-])(\d\d)(:?)(\d\d)(?:\3(\d\d))?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class RubyTime:
    """A text as ``Time.parse`` reads it.

    Attributes:
        wall: date and time; with an offset they are in it.
        offset: from UTC; None if none was read: then it is the time of the site's zone.
        zone: the name of a zone that only machines in it know; others read no offset.
        has_clock: a time of day was read.
    """

    wall: datetime
    offset: timedelta | None = None
    zone: str = ""
    has_clock: bool = False


class Unclear(ValueError):
    """A text that Ruby reads, but whose time is not known here."""


def parse(text: str) -> RubyTime | None:
    """Return what ``Time.parse`` reads; None if it raises ``ArgumentError``.

    Raises:
        Unclear: as ``time_of``.
    """
    parts = parts_of(text)
    return None if parts is None else time_of(parts)


def time_of(parts: Parts) -> RubyTime | None:
    """Return the time of the parts of a date; None if ``Time.parse`` raises ``ArgumentError``.

    Raises:
        Unclear: it takes the year from the clock of the machine, or the form is not worked out.
    """
    if parts.unknown:
        raise Unclear("the form is not worked out")
    year = 2000 if parts.year is None else parts.year  # one that has all days
    month = 1 if parts.month is None else parts.month
    day = 1 if parts.day is None else parts.day
    clock = parts.clock or (0, 0, 0)
    offset = offset_of(parts.zone) if parts.zone else None
    unknown = parts.zone if offset is None and parts.zone.isalpha() else ""
    wall = wall_of(year, month, day, clock, offset)
    if wall is None:
        if unknown or (not 1 <= year <= 9999 and wall_of(2000, month, day, clock, offset)):
            raise Unclear("it depends on the machine")
        return None
    if parts.year is None:
        raise Unclear("it has no year")
    wall += timedelta(microseconds=parts.microsecond)
    return RubyTime(wall, offset, unknown, parts.clock is not None)


def offset_of(zone: str) -> timedelta | None:
    """Return the offset of a zone as ``Time.zone_offset`` reads it on every machine."""
    zone = zone.upper()
    numeric = _NUMERIC_ZONE.fullmatch(zone)
    if numeric:
        seconds = (int(numeric[2]) * 60 + int(numeric[4])) * 60 + int(numeric[5] or 0)
        return timedelta(seconds=-seconds if numeric[1] == "-" else seconds)
    if len(zone) == 3 and zone[0] in "+-" and zone[1:].isdigit():
        return timedelta(hours=int(zone))
    hours = ZONES.get(zone)
    return None if hours is None else timedelta(hours=hours)


def wall_of(
    year: int, month: int, day: int, clock: tuple[int, int, int], offset: timedelta | None
) -> datetime | None:
    """Return the time of six numbers; None if Ruby refuses them.

    Without an offset it is ``Time.local`` or ``Time.utc``, in which a day that the month does not
    have is in the next. An offset is subtracted first, number by number (time.rb apply_offset):
    hour 29 at +0800 is a time.
    """
    if not 1 <= month <= 12:
        return None
    if offset:
        if abs(offset) >= timedelta(days=1):
            return None
        year, month, day, clock = _in_utc(year, month, day, clock, offset)
    hour, minute, second = clock
    if not (1 <= day <= 31 and 1 <= year <= 9999 and 0 <= hour <= 24):
        return None
    if minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return None
    try:
        wall = datetime(year, month, 1) + timedelta(day - 1, second, 0, 0, minute, hour)
        return wall + (offset or timedelta())
    except OverflowError:
        return None


def _in_utc(
    year: int, month: int, day: int, clock: tuple[int, int, int], offset: timedelta
) -> tuple[int, int, int, tuple[int, int, int]]:
    """Subtract an offset as ``apply_offset`` does: a part that does not change is not checked."""
    hour, minute, second = clock
    sign = 1 if offset < timedelta() else -1
    left = abs(int(offset.total_seconds()))
    left, part = divmod(left, 60)
    if part:
        carry, second = divmod(second + sign * part, 60)
        left += sign * carry
    left, part = divmod(left, 60)
    if part:
        carry, minute = divmod(minute + sign * part, 60)
        left += sign * carry
    left, part = divmod(left, 24)
    if part:
        carry, hour = divmod(hour + sign * part, 24)
        left += sign * carry
    day += sign * left
    if left and day < 1:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        day = monthrange(max(1, year), month)[1]
    elif left and day > monthrange(min(max(1, year), 9999), month)[1]:
        year, month, day = (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)
    return year, month, day, (hour, minute, second)
