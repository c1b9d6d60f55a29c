"""The parts of a date in any text, found as Ruby's ``Date._parse`` finds them (date_parse.c).

It searches the text for the name of a day, then for a time of day with its zone, then, in this
order, for a day in one of fourteen forms (Ruby 3.1). Forms that no blog uses are recognised, not
worked out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile

MOST = 128  # characters; Ruby refuses longer texts
_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split("|"), 1)}
_ERA = r"(?P<era>c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?"
_FLAGS = re.I | re.A

# What Ruby takes for a space before it looks for the parts of a date.
_SEPARATORS = lazy_compile(r"[^-+',./:@A-Za-z0-9\[\]]+")
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
_MONTH_NAME = lazy_compile(rf"\b({_NAMES})\S{{0,128}}", _FLAGS)
_ORDINAL = lazy_compile(r"(\d{1,128})(?:st|nd|rd|th)\b", _FLAGS)
_DIGITS = lazy_compile(
    r"([-+]?)(\d{2,14})(?:\s{0,9}t?\s{0,9}(\d{2,6})?(?:[,.](\d{0,128}))?)?"
    r"\s{0,9}(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]{0,128}\])?",
    _FLAGS,
)
_BC = lazy_compile(r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)", _FLAGS)
_REST = lazy_compile(r"\s*(\d{1,2})\s*", _FLAGS)
_SIGNED = lazy_compile(r"[^-+\d]*([-+]?\d+)", _FLAGS)


_WORD = lazy_compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Parts:
    """What Ruby finds in a text; None is what it does not find.

    Attributes:
        clock: hour, minute, second; the last two are 0 if they are not written.
        microsecond: of the clock.
        zone: as it is written.
        swappable: day and month are two numbers, and what is written cannot say which is which.
        ignored: there are letters or digits that Ruby passes over.
        unknown: the text is in a form that is not worked out here (a year or a month alone with
            an apostrophe or dashes, Japanese eras, before Christ).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: tuple[int, int, int] | None = None
    microsecond: int = 0
    zone: str = ""
    swappable: bool = False
    ignored: bool = False
    unknown: bool = False


def parts_of(text: str) -> Parts | None:
    """Find a date in a text; None if Ruby finds neither a day nor a time, or refuses to look."""
    if len(text) > MOST:
        return None
    found, rest = _parts(_SEPARATORS.sub(" ", text))
    if not found.keys() & {"year", "mon", "mday", "hour", "unknown"}:
        return None
    number = {name: value for name, value in found.items() if isinstance(value, int)}
    clock = None
    if "hour" in number:
        clock = (number["hour"], number.get("min", 0), number.get("sec", 0))
    return Parts(
        number.get("year"), number.get("mon"), number.get("mday"), clock,
        number.get("microsecond", 0), str(found.get("zone", "")), bool(number.get("swappable")),
        bool(_WORD.search(rest)), "unknown" in number,
    )  # fmt: skip


_Found = dict[str, int | str]
_Form = Callable[[str, _Found], "re.Match[str] | None"]


def _parts(text: str) -> tuple[_Found, str]:
    """Return what ``Date._parse`` finds, and what is left of the text."""
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
            found["mday"], text = number, ""
        if "mday" in found and "hour" not in found and 0 <= number <= 24:
            found["hour"], text = number, ""
    year = found.get("year")
    if isinstance(year, int) and 0 <= year <= 99 and found.get("comp", 1):
        found["year"] = year + (1900 if year >= 69 else 2000)
    return found, text


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
        _set(found, matched[4], str(_MONTHS[matched[2].lower()]), matched[1])
    return matched


def _us(text: str, found: _Found) -> re.Match[str] | None:
    matched = _US.search(text)
    if matched:
        if matched["era"]:
            found["unknown"] = 1
        _set(found, matched[4], str(_MONTHS[matched[1].lower()]), matched[2])
    return matched


def _three(pattern: re.Pattern[str], month: bool = False) -> _Form:
    def read(text: str, found: _Found) -> re.Match[str] | None:
        matched = pattern.search(text)
        if matched and month:
            _set(found, matched[3], str(_MONTHS[matched[2].lower()]), matched[1])
        elif matched:
            _set(found, *matched.groups())
            found["swappable"] = int(int(matched[1].lstrip("'+-")) < 100)
        return matched

    return read


def _vms_us(text: str, found: _Found) -> re.Match[str] | None:
    matched = _VMS_US.search(text)
    if matched:
        _set(found, matched[3], str(_MONTHS[matched[1].lower()]), matched[2])
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
            found[name] = _MONTHS[matched[1].lower()] if name == "mon" else int(matched[1])
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
    _one(_MONTH_NAME, "mon"),
    _one(_ORDINAL, "mday"),
    _digits,
)
