"""What Jekyll makes of a date: Psych first, then Ruby's ``Time.parse`` (utils.rb parse_date).

Only a date with year, month and day in this order is read alike by every generator; the rest is
what Ruby guesses. Tried with Ruby 3.1: a day that the month does not have moves on (2016-06-31
becomes 2016-07-01), a month or an hour that does not exist stops the build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.scalars import resolve
from crosspost.validate.tree import Scalar

Verdict = Literal["good", "lenient", "shifted", "invalid"]

_ISO = lazy_compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|[ \t]+|$)"
    r"(?:(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{0,9})?)?[ \t]*"
    r"(Z|[-+]\d{1,2}:\d\d|[-+]\d\d(?:\d\d)?|[-+]\d|[A-Z]{2,5})?)?"
)
_ISO_START = lazy_compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_CLOCK = lazy_compile(r"(?<!\d)(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?!\d)")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_DAY = lazy_compile(
    rf"\b{_MONTH}[a-z]{{0,6}}\.?[ \t]{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?:,?[ \t]{1,3}(?:at[ \t])?(?:\d{1,2}:\d\d(?::\d\d)?[ \t]{1,3})?(\d{4}))?",
    re.I,
)
_DAY_MONTH = lazy_compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[ \t-]{{0,3}}{_MONTH}[a-z]{{0,6}}\.?"
    r"(?:,?[ \t-]{0,3}(\d{4}))?",
    re.I,
)
_MONTH_YEAR = lazy_compile(rf"\b{_MONTH}[a-z]{{0,6}}\.?,?[ \t]{{1,3}}(\d{{4}})\b", re.I)
_YEAR_FIRST = lazy_compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DAY_FIRST = lazy_compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_COMPACT = lazy_compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_SHORT = lazy_compile(r"(\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")

# Offsets in hours of the names that Ruby knows and blogs use.
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "BST": 1, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "JST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a date.

    Attributes:
        verdict: ``good`` is read alike everywhere, ``lenient`` is Ruby's guess, ``shifted`` is a
            day that does not exist and becomes another, ``invalid`` stops the build.
        day: the day as it is written, or as Ruby guesses it; None for ``invalid``.
        moment: the instant with its offset, where one is written; naive where none is.
        reason: why it is not good, a few words.
        numeric: day and month are two numbers that could be swapped.
        quoted: it is text to YAML; without an offset Jekyll then takes it as the site's own time,
            while a plain one counts as UTC.
    """

    verdict: Verdict
    day: date | None = None
    moment: datetime | None = None
    reason: str = ""
    numeric: bool = False
    quoted: bool = False

    @property
    def has_offset(self) -> bool:
        """Whether the time is written with its offset."""
        return self.moment is not None and self.moment.tzinfo is not None


def read_date(scalar: Scalar) -> Reading:
    """Return what Jekyll makes of the value of ``date``."""
    kind, printed = resolve(scalar)
    text = scalar.value.strip()
    if kind in ("null", "bool", "sexagesimal", "symbol", "float"):
        if kind == "null":
            return Reading("invalid", reason="it is empty")
        became = f"the number {printed}" if kind in ("sexagesimal", "float") else printed
        return Reading("invalid", reason=f"YAML makes {became} of it")
    if not scalar.style and text in _SEEN:
        return _SEEN[text]
    # A time without seconds is no time to YAML: what is text counts in the site's own zone.
    quoted = bool(scalar.style) or kind == "text"
    reading = _read(printed if kind == "integer" else text, quoted)
    if not scalar.style and len(_SEEN) < 20_000:
        _SEEN[text] = reading
    return reading


# Translations of one post carry one date: sites repeat themselves.
_SEEN: dict[str, Reading] = {}


def _read(text: str, quoted: bool) -> Reading:
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day, hour, minute, second, zone = iso.groups()
        moment_parts = (int(hour), int(minute), int(second or 0)) if hour else None
        return _checked(int(year), int(month), int(day), moment_parts, zone, quoted)
    if len(text) > 200:
        return Reading("invalid", reason="it is no date")
    return _guessed(text, quoted)


def _checked(
    year: int, month: int, day: int, clock: tuple[int, int, int] | None, zone: str | None,
    quoted: bool,
) -> Reading:  # fmt: skip
    """Check an ISO date against the calendar and the clock."""
    reason = _impossible(month, day, clock)
    offset = _offset(zone)
    if not reason and zone and offset is not None and abs(offset) > timedelta(hours=23, minutes=59):
        reason = f"there is no offset {zone}"
    if reason:
        return Reading("invalid", reason=reason)
    try:
        first = date(year, month, day)
        verdict: Verdict = "good"
    except ValueError:
        if year < 1:
            return Reading("invalid", reason="there is no year 0")
        first = _later(datetime(year, month, 28), timedelta(days=day - 28)).date()
        verdict = "shifted"
    if clock is None:
        return Reading(verdict, first, None, _no_such_day(year, month, day, verdict), False, quoted)
    hour, minute, second = clock
    moment = _later(
        datetime(first.year, first.month, first.day),
        timedelta(hours=hour, minutes=minute, seconds=second),
    )
    if zone is not None and offset is not None:
        moment = moment.replace(tzinfo=timezone(offset))
    reason = _no_such_day(year, month, day, verdict)
    if zone is not None and offset is None:
        return Reading("lenient", first, moment, f"{zone} is no time zone", False, quoted)
    return Reading(verdict, moment.date(), moment, reason, False, quoted)


def _no_such_day(year: int, month: int, day: int, verdict: Verdict) -> str:
    return f"there is no {year}-{month:02}-{day:02}" if verdict == "shifted" else ""


def _impossible(month: int, day: int, clock: tuple[int, int, int] | None) -> str:
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if not 1 <= day <= 31:
        return f"there is no day {day}"
    if clock:
        hour, minute, second = clock
        if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
            return f"there is no time {hour}:{minute:02}" + (f":{second:02}" if second else "")
    return ""


def _later(start: datetime, time: timedelta) -> datetime:
    """Add a time; Python has no day after that of ``datetime.max``, where Ruby goes on."""
    return datetime.max if datetime.max - start < time else start + time


def _offset(zone: str | None) -> timedelta | None:
    if zone is None:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        hours, minutes = (digits[:2], digits[2:]) if len(digits) > 2 else (digits, "0")
        delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return delta if zone[0] == "+" else -delta
    hours_east = _ZONES.get(zone)
    return None if hours_east is None else timedelta(hours=hours_east)


def _guessed(text: str, quoted: bool) -> Reading:
    """Read what is not ISO 8601 as ``Time.parse`` would."""
    found = _day_in(text)
    if found is None:
        return Reading("invalid", reason="it is no date")
    year, month, day, numeric = found
    clock_match = _CLOCK.search(text)
    clock = None
    if clock_match:
        clock = (int(clock_match[1]), int(clock_match[2]), int(clock_match[3] or 0))
    reason = _impossible(month, day, clock)
    if reason:
        return Reading("invalid", reason=reason)
    try:
        guessed = date(year, month, day)
    except ValueError:
        return Reading("invalid", reason=f"there is no day {day} in that month")
    moment = None
    if clock:
        moment = datetime(year, month, day) + timedelta(
            hours=clock[0], minutes=clock[1], seconds=clock[2]
        )
    return Reading("lenient", guessed, moment, "only Ruby's guessing reads it", numeric, quoted)


def _day_in(text: str) -> tuple[int, int, int, bool] | None:
    """Find year, month and day anywhere in a text, and whether their order is a guess."""
    found = _ISO_START.search(text) or _YEAR_FIRST.search(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3]), False
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        named = pattern.search(text)
        if named and named[3]:
            month, day = (named[1], named[2]) if pattern is _MONTH_DAY else (named[2], named[1])
            return int(named[3]), _MONTHS.index(month[:3].lower()) + 1, int(day), False
    named = _MONTH_YEAR.search(text)
    if named:
        return int(named[2]), _MONTHS.index(named[1][:3].lower()) + 1, 1, False
    found = _DAY_FIRST.search(text)
    if found:
        return int(found[4]), int(found[3]), int(found[1]), True
    found = _COMPACT.match(text)
    if found and len(text) in (8, 15, 16):
        return int(found[1]), int(found[2]), int(found[3]), False
    found = _SHORT.match(text)
    if found:
        year = int(found[1])
        return year + (2000 if year < 69 else 1900), int(found[2]), int(found[3]), True
    return None


def days_of(reading: Reading, zones: tuple[object, ...] = ()) -> set[date]:
    """Return every day that a date may be said to be: as written, in UTC, in the site's zones.

    Args:
        zones: time zones (``tzinfo``) that count, too.
    """
    if reading.day is None:
        return set()
    days = {reading.day}
    moment = reading.moment
    if moment is not None:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        for place in (UTC, *zones):
            try:
                days.add(moment.astimezone(place).date())  # type: ignore[arg-type]
            except OverflowError:
                continue
    return days
