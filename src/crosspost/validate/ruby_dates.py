"""The parts of a date in any text, found as Ruby's ``Date._parse`` finds them (date_parse.c).

The order of the forms is Ruby's: a time with its zone first, then the day, in the first form that
matches. Weeks and days of the year (2013-W10-3, 2015-065) are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.ruby_time import MONTHS, SEPARATORS

_MONTH = rf"(?P<m>{'|'.join(MONTHS)})"
_FLAGS = re.IGNORECASE | re.ASCII

_TIME = lazy_compile(
    r"(?<!\d)(?P<h>\d{1,9})(?:[ ]{0,3}:[ ]{0,3}(?P<min>\d{1,9})"
    r"(?:[ ]{0,3}:[ ]{0,3}(?P<s>\d{1,9})(?:[,.]\d{0,9})?)?"
    r"|[ ]{0,3}h(?:[ ]{0,3}(?P<hm>\d{1,9})m?(?:[ ]{0,3}(?P<hs>\d{1,9})s?)?)?"
    r"|(?=[ ]{0,3}[ap](?:m\b|\.m\.)))"
    r"(?:[ ]{0,3}(?P<half>[ap])(?:m\b|\.m\.))?"
    r"(?:[ ]{0,3}(?P<zone>(?:gmt|utc?)?[-+]\d{1,9}(?:[,.:]\d{1,9}(?::\d{1,9})?)?"
    r"|[A-Za-z]{1,20}(?:\sdst)?\b))?",
    _FLAGS,
)
_WEEKDAY = lazy_compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]{0,20}", _FLAGS)
# The forms of a day, in Ruby's order; a year may have an apostrophe.
_DAYS = tuple(
    lazy_compile(pattern, _FLAGS)
    for pattern in (
        rf"(?<!\d)(?P<d>\d{{1,9}})[^-\d\s]{{0,20}}\s{{0,3}}{_MONTH}[^-\d\s']{{0,20}}"
        r"(?:\s{0,3}(?P<y>'?-?\d{1,9}(?:(?:st|nd|rd|th)\b)?))?",
        rf"\b{_MONTH}[^-\d\s']{{0,20}}\s{{0,3}}(?P<d>'?\d{{1,9}})[^-\d\s']{{0,20}}"
        r"(?:\s{0,3},?\s{0,3}(?P<y>'?-?\d{1,9}))?",
        r"(?P<y>(?:'|(?<!\d))[-+]?\d{1,9})-(?P<m>\d{1,9})-(?P<d>'?-?\d{1,9})",
        rf"(?P<d>(?:'|(?<!\d))-?\d{{1,9}})-{_MONTH}[^-/.]{{0,20}}-(?P<y>'?-?\d{{1,9}})",
        rf"\b{_MONTH}[^-/.]{{0,20}}-(?P<d>'?-?\d{{1,9}})(?:-(?P<y>'?-?\d{{1,9}}))?",
        r"(?P<y>(?:'|(?<!\d))-?\d{1,9})/\s{0,3}(?P<m>'?\d{1,9})"
        r"(?:\D\s{0,3}(?P<d>'?-?\d{1,9}))?",
        r"(?P<y>(?:'|(?<!\d))-?\d{1,9})\.\s{0,3}(?P<m>'?\d{1,9})\.\s{0,3}(?P<d>'?-?\d{1,9})",
        rf"\b{_MONTH}\S{{0,20}}",
        r"(?<!\d)(?P<d>\d{1,9})(?:st|nd|rd|th)\b",
        r"(?<!\d)(?P<all>\d{6}(?:\d\d)?)(?:\s{0,3}t?\s{0,3}\d{2,6})?(?:z\b|[-+]\d{1,4}\b)?(?!\d)",
    )
)  # fmt: skip
# Forms in which day and month are two numbers, and what is left cannot say which is which.
_NUMERIC = frozenset({2, 5, 6})
_WORD = lazy_compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Parts:
    """What Ruby finds in a text.

    Attributes:
        year: None if there is none: then it is today's, and a month and a day are.
        clock: hours, minutes, seconds, as they are written.
        zone: as it is written.
        numeric: day and month are two numbers that could be swapped.
        ignored: letters or digits that Ruby passes over.
    """

    year: int | None
    month: int | None
    day: int | None
    clock: tuple[int, int, int] | None = None
    zone: str = ""
    numeric: bool = False
    ignored: bool = False


def parts_of(text: str) -> Parts | None:
    """Find a date in a text; None if Ruby finds neither a day nor a time."""
    text = SEPARATORS.sub(" ", text)
    clock, zone, text = _clock(text)
    text = _WEEKDAY.sub(" ", text, count=1)
    for form, pattern in enumerate(_DAYS):
        found = pattern.search(text)
        if not found:
            continue
        named = found.groupdict()
        if "all" in named:
            digits = found["all"].rjust(8)
            year, month, day = digits[:4].strip(), digits[4:6], digits[6:]
        else:
            year, month, day = _ordered(*(named.get(key) or "" for key in "ymd"))
        rest = text[: found.start()] + text[found.end() :]
        first = _number(named.get("y"))
        numeric = form in _NUMERIC and (first is None or first < 100)
        return Parts(_year(year), _month(month), _number(day), clock, zone, numeric,
                     bool(_WORD.search(rest)))  # fmt: skip
    return Parts(None, None, None, clock, zone, False, bool(_WORD.search(text))) if clock else None


def _clock(text: str) -> tuple[tuple[int, int, int] | None, str, str]:
    """Return the time, its zone, and the text without them."""
    found = _TIME.search(text)
    if not found:
        return None, "", text
    hour = int(found["h"])
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"] in "pP")
    clock = (hour, int(found["min"] or found["hm"] or 0), int(found["s"] or found["hs"] or 0))
    return clock, found["zone"] or "", f"{text[: found.start()]} {text[found.end() :]}"


def _ordered(year: str, month: str, day: str) -> tuple[str, str, str]:
    """Put year, month and day into their places, as ``s3e`` does: a long number is the year."""
    if year and month and not day:
        year, month, day = "", year, month
    if not year and _is_year(day):
        year, day = day, ""
    if year and not year.lstrip("'+-").isdigit():
        year, day = day, re.sub(r"\D", "", year)  # 6th
    if month.isdigit() and _is_year(month):
        year, month, day = month, day, year
    if _is_year(day):
        year, day = day, year
    return year, month, day


def _is_year(number: str) -> bool:
    return number.startswith("'") or len(number) > 2


def _year(text: str) -> int | None:
    number = _number(text)
    if number is None or len(text.strip("'-+")) > 2 or text[0] in "'+-":
        return number
    return number + (2000 if number < 69 else 1900)


def _month(text: str) -> int | None:
    return MONTHS.get(text.lower()) or _number(text)


def _number(text: str | None) -> int | None:
    digits = (text or "").lstrip("'+-")
    return int(digits) if digits else None
