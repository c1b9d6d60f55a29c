"""What Ruby's ``Time.parse`` makes of a text: Jekyll reads every date that is text with it.

``Date._parse`` searches the text for a time of day and then, in this order, for a date in one of
eleven forms (date_parse.c of Ruby 3.1); ``Time.parse`` takes what is missing from the clock
(time.rb). What depends on the machine that builds is marked, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from crosspost.lazy_regex import lazy_compile

MOST = 128  # characters; Ruby refuses longer texts
# Offsets in hours of the names of zones that Ruby knows anywhere (time.rb ZoneOffset).
ZONES = {
    "UTC": 0, "Z": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7,
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
}  # fmt: skip
_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MONTHS = {name: number for number, name in enumerate(_NAMES.split("|"), 1)}
_ERA = r"(?P<era>c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?"
_FLAGS = re.I | re.A

# What Ruby takes for a space before it looks for the parts of a date.
SEPARATORS = lazy_compile(r"[^-+',./:@A-Za-z0-9\[\]]+")
_DAY_NAME = lazy_compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]{0,128}", _FLAGS)
_CLOCK = lazy_compile(
    r"(\d{1,128}\s{0,9}(?:(?::\s{0,9}\d{1,128}(?:\s{0,9}:\s{0,9}\d{1,128}(?:[,.]\d{0,128})?)?"
    r"|h(?:\s{0,9}\d{1,128}m?(?:\s{0,9}\d{1,128}s?)?)?)(?:\s{0,9}[ap](?:m\b|\.m\.))?|[ap](?:m\b|\.m\.)))"
    r"(?:\s{0,9}((?:gmt|utc?)?[-+]\d{1,128}(?:[,.:]\d{1,128}(?::\d{1,128})?)?"
    r"|(?-i:[A-Za-z.\s]{1,128})(?:standard|daylight)\stime\b|(?-i:[A-Za-z]{1,128})(?:\sdst)?\b))?",
    _FLAGS,
)
_CLOCK_PARTS = lazy_compile(
    r"(\d+)h?(?:\s{0,9}:?\s{0,9}(\d+)m?(?:\s{0,9}:?\s{0,9}(\d+)(?:[,.](\d*))?s?)?)?(?:\s{0,9}([ap])(?:m\b|\.m\.))?",
    _FLAGS,
)
_EU = lazy_compile(
    rf"('?\d{{1,128}})[^-\d\s]{{0,128}}\s{{0,9}}({_NAMES})[^-\d\s']{{0,128}}"
    rf"(?:\s{{0,9}}{_ERA}\s{{0,9}}('?-?\d{{1,128}}(?:(?:st|nd|rd|th)\b)?))?",
    _FLAGS,
)
_US = lazy_compile(
    rf"\b({_NAMES})[^-\d\s']{{0,128}}\s{{0,9}}('?\d{{1,128}})[^-\d\s']{{0,128}}"
    rf"(?:\s{{0,9}},?\s{{0,9}}{_ERA}\s{{0,9}}('?-?\d{{1,128}}))?",
    _FLAGS,
)
_ISO = lazy_compile(r"('?[-+]?\d{1,128})-(\d{1,128})-('?-?\d{1,128})", _FLAGS)
_WEEK = lazy_compile(r"\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b|-w-\d\b", _FLAGS)
_NO_YEAR = lazy_compile(r"--(\d{2})?-(\d{2})\b|--(\d{2})(\d{2})?\b", _FLAGS)
_JIS = lazy_compile(r"\b[mtshr]\d{1,128}\.\d{1,128}\.\d{1,128}", _FLAGS)
_VMS = lazy_compile(rf"('?-?\d{{1,128}})-({_NAMES})[^-/.]{{0,128}}-('?-?\d{{1,128}})", _FLAGS)
_VMS_US = lazy_compile(
    rf"\b({_NAMES})[^-/.]{{0,128}}-('?-?\d{{1,128}})(?:-('?-?\d{{1,128}}))?", _FLAGS
)
_SLASHES = lazy_compile(
    r"('?-?\d{1,128})/\s{0,9}('?\d{1,128})(?:\D\s{0,9}('?-?\d{1,128}))?", _FLAGS
)  # fmt: skip
_DOTS = lazy_compile(r"('?-?\d{1,128})\.\s{0,9}('?\d{1,128})\.\s{0,9}('?-?\d{1,128})", _FLAGS)
_YEAR = lazy_compile(r"'(\d{1,128})\b", _FLAGS)
_MONTH = lazy_compile(rf"\b({_NAMES})\S{{0,128}}", _FLAGS)
_ORDINAL = lazy_compile(r"(\d{1,128})(?:st|nd|rd|th)\b", _FLAGS)
_DIGITS = lazy_compile(
    r"([-+]?)(\d{2,14})(?:\s{0,9}t?\s{0,9}(\d{2,6})?(?:[,.](\d{0,128}))?)?"
    r"\s{0,9}(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]{0,128}\])?",
    _FLAGS,
)
_BC = lazy_compile(r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)", _FLAGS)
_REST = lazy_compile(r"\s*(\d{1,2})\s*", _FLAGS)
_SIGNED = lazy_compile(r"[^-+\d]*([-+]?\d+)", _FLAGS)
_NUMERIC_ZONE = lazy_compile(r"([+-])(\d\d)(:?)(\d\d)(?:\3(\d\d))?", _FLAGS)


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
        Unclear: it takes the year from the clock of the machine; or the text is in a form that no
            blog uses (weeks, days of a year, Japanese eras, before Christ).
    """
    if len(text) > MOST:
        return None
    found = _parts(SEPARATORS.sub(" ", text))
    if not found.keys() & {"year", "mon", "mday", "hour", "unknown"}:
        return None
    if "unknown" in found:
        raise Unclear(text)
    numbers = [int(found.get(name, default)) for name, default in _MISSING.items()]
    zone = str(found.get("zone", ""))
    offset = offset_of(zone) if zone else None
    unknown = zone if zone and offset is None and zone.isalpha() else ""
    wall = _wall(numbers, offset)
    if wall is None:
        if unknown or (not 1 <= numbers[0] <= 9999 and _wall([2000, *numbers[1:]], offset)):
            raise Unclear(text)
        return None
    if "year" not in found:
        raise Unclear(text)
    wall += timedelta(microseconds=int(found.get("microsecond", 0)))
    return RubyTime(wall, offset, unknown, "hour" in found)


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


def _wall(numbers: list[int], offset: timedelta | None) -> datetime | None:
    """Return the time of six numbers as ``Time.local`` does, or as ``apply_offset`` before it."""
    year, month, day, hour, minute, second = numbers
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1 <= year <= 9999):
        return None
    if offset:
        if abs(offset) >= timedelta(days=1):
            return None
        if max(hour, minute, second) > 99 or (
            day > 27 and (hour > 24 or not _exists(year, month, day))
        ):
            raise Unclear(str(numbers))  # the offset is applied before the day overflows
    elif hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return None
    try:
        return datetime(year, month, 1) + timedelta(day - 1, second, 0, 0, minute, hour)
    except OverflowError:
        return None


def _exists(year: int, month: int, day: int) -> bool:
    return (datetime(year, month, 1) + timedelta(day - 1)).month == month


# What counts where nothing is read; without a year, any that has all days.
_MISSING = {"year": 2000, "mon": 1, "mday": 1, "hour": 0, "min": 0, "sec": 0}
_Found = dict[str, int | str]
_Form = Callable[[str, _Found], "re.Match[str] | None"]


def _parts(text: str) -> _Found:
    """Return what ``Date._parse`` finds, with ``unknown`` if a form is not worked out."""
    found: _Found = {}
    text = _DAY_NAME.sub(" ", text, count=1)
    clock = _CLOCK.search(text)
    if clock:
        _read_clock(clock, found)
        text = text[: clock.start()] + " " + text[clock.end() :]
    for read in _FORMS:
        matched = read(text, found)
        if matched is None:
            continue
        text = text[: matched.start()] + " " + text[matched.end() :]
        break
    if _BC.search(text):
        found["unknown"] = 1
    rest = _REST.fullmatch(text)
    if rest:
        number = int(rest[1])
        if "hour" in found and "mday" not in found and 1 <= number <= 31:
            found["mday"] = number
        if "mday" in found and "hour" not in found and 0 <= number <= 24:
            found["hour"] = number
    year = found.get("year")
    if isinstance(year, int) and 0 <= year <= 99 and found.get("comp", 1):
        found["year"] = year + (1900 if year >= 69 else 2000)
    return found


def _read_clock(clock: re.Match[str], found: _Found) -> None:
    parts = _CLOCK_PARTS.match(clock[1])
    if parts is None:
        return
    if clock[2]:
        found["zone"] = clock[2]
    hour = int(parts[1])
    if parts[5]:
        hour = hour % 12 + (12 if parts[5] in "pP" else 0)
    found["hour"] = hour
    if parts[2]:
        found["min"] = int(parts[2])
    if parts[3]:
        found["sec"] = int(parts[3])
    if parts[4]:
        found["microsecond"] = int(parts[4][:6].ljust(6, "0"))


def _set(found: _Found, year: str | None, month: str | None, day: str | None) -> None:
    """Set year, month and day of three texts, of which the longest is the year (``s3e``)."""
    if year and month and not day:
        year, month, day = None, year, month
    if not year and day and (len(day) > 2 or day[0] == "'"):
        year, day = day, None
    if year:
        number = _SIGNED.match(year)
        if number and number.end() < len(year):
            year, day = day, number[1]
    if month and (month[0] == "'" or len(month) > 2):
        year, month, day = month, day, year
    if day and (day[0] == "'" or len(day) > 2):
        year, day = day, year
    if year and (number := _SIGNED.match(year)):
        found["year"] = int(number[1])
        if number[1][0] in "+-" or len(number[1]) > 2:
            found["comp"] = 0
    for name, value in (("mon", month), ("mday", day)):
        digits = re.search(r"\d+", value) if value else None
        if digits:
            found[name] = int(digits[0])


def _eu(text: str, found: _Found) -> re.Match[str] | None:
    matched = _EU.search(text)
    if matched:
        if matched["era"]:
            found["unknown"] = 1
        _set(found, matched[4], str(MONTHS[matched[2].lower()]), matched[1])
    return matched


def _us(text: str, found: _Found) -> re.Match[str] | None:
    matched = _US.search(text)
    if matched:
        if matched["era"]:
            found["unknown"] = 1
        _set(found, matched[4], str(MONTHS[matched[1].lower()]), matched[2])
    return matched


def _three(pattern: re.Pattern[str], month: bool = False) -> _Form:
    def read(text: str, found: _Found) -> re.Match[str] | None:
        matched = pattern.search(text)
        if matched:
            middle = str(MONTHS[matched[2].lower()]) if month else matched[2]
            if month:
                _set(found, matched[3], middle, matched[1])
            else:
                _set(found, matched[1], middle, matched[3])
        return matched

    return read


def _vms_us(text: str, found: _Found) -> re.Match[str] | None:
    matched = _VMS_US.search(text)
    if matched:
        _set(found, matched[3], str(MONTHS[matched[1].lower()]), matched[2])
    return matched


def _not_worked_out(pattern: re.Pattern[str]) -> _Form:
    def read(text: str, found: _Found) -> re.Match[str] | None:
        matched = pattern.search(text)
        if matched:
            found["unknown"] = 1
        return matched

    return read


def _week(text: str, found: _Found) -> re.Match[str] | None:
    return _WEEK.search(text)  # ``Time.parse`` does not use it


def _one(pattern: re.Pattern[str], name: str) -> _Form:
    def read(text: str, found: _Found) -> re.Match[str] | None:
        matched = pattern.search(text)
        if matched:
            found[name] = MONTHS[matched[1].lower()] if name == "mon" else int(matched[1])
        return matched

    return read


# Digits in a row: what their groups of two are, for a length; what follows an odd length is unread.
_IN_ROWS = {
    2: (("mday", 2),),
    4: (("mon", 2), ("mday", 2)),
    6: (("year", 2), ("mon", 2), ("mday", 2)),
    8: (("year", 4), ("mon", 2), ("mday", 2)),
    10: (("year", 4), ("mon", 2), ("mday", 2), ("hour", 2)),
    12: (("year", 4), ("mon", 2), ("mday", 2), ("hour", 2), ("min", 2)),
    14: (("year", 4), ("mon", 2), ("mday", 2), ("hour", 2), ("min", 2), ("sec", 2)),
}


def _digits(text: str, found: _Found) -> re.Match[str] | None:
    """``20210903T112100Z`` (``parse_ddd``)."""
    matched = _DIGITS.search(text)
    if not matched:
        return None
    sign, digits, clock, fraction, zone = matched.groups()
    if sign == "-" or len(digits) not in _IN_ROWS or fraction is not None:
        found["unknown"] = 1
        return matched
    at = 0
    for name, length in _IN_ROWS[len(digits)]:
        found[name] = int(digits[at : at + length])
        at += length
    if len(digits) >= 8:
        found["comp"] = 0
    if clock:
        pairs = [int(clock[i : i + 2]) for i in range(0, len(clock) - 1, 2)]
        if len(clock) % 2:
            found["unknown"] = 1
        found.update(zip(("hour", "min", "sec"), pairs, strict=False))
    if zone:
        found["zone"] = zone
        if zone[0] == "[" or (zone[0] in "+-" and len(zone) not in (3, 5)):
            found["unknown"] = 1
    return matched


_FORMS: tuple[_Form, ...] = (
    _eu,
    _us,
    _three(_ISO),
    _not_worked_out(_JIS),
    _three(_VMS, month=True),
    _vms_us,
    _three(_SLASHES),
    _three(_DOTS),
    _week,
    _not_worked_out(_NO_YEAR),
    _not_worked_out(_YEAR),
    _one(_MONTH, "mon"),
    _one(_ORDINAL, "mday"),
    _digits,
)
