"""Find dates in text, in many languages: "5 mars 2024", "March 5th, 2024", "2024年3月5日".

Month names are those of Unicode CLDR (``data/months.json``, made by
``benchmarks/metadata_months.py``). A day needs its day, its month and its year; "March 2024",
"3 days ago" and "yesterday" are not found.

Why not dateparser: it takes 4 ms for each text, while a page has dozens of lines with a day and all
of its metadata should take 5 ms. Of the days that CLDR writes in 76 languages it reads 89 in 100,
within a byline 64; these tables read 99 (``benchmarks/metadata_days.py``).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.data_files import read_data

_MAX_LENGTH = 2_000
# A name is letters and the marks of scripts that need them; digits and punctuation end it.
# Thai and Lao write "มี.ค." with points within.
_NAME = r"(?P<name>(?:[\u0e00-\u0eff]{1,4}\.){2}|[^\W\d_][^\s\d.,،;:/()|\[\]<>–—·•-]{1,20})"
# The same at the start of a date: a whole word (or any letters of a script without spaces), so that
# no character is matched twice.
_FIRST_NAME = (
    r"(?:(?<![^\W\d_])|(?<=[\u0e00-\u0eff]))"
    r"(?P<name>(?:[\u0e00-\u0eff]{1,4}\.){2}|[^\W\d_][^\s\d.,،;:/()|\[\]<>–—·•-]{1,20}+)"
)
_YEAR = r"(?P<year>(?:19|20|25)\d\d)(?![\d])"
_DAY = r"(?<![\d/.:-])(?P<day>[0-3]?\d)"
# After the day: 1st 2nd 3rd 4th, 1er, 1º, 1ª, 1:a, 1-ге, Finnish and German "1."
_ORDINAL = r"(?:\.|st|nd|rd|th|er|re|º|ª|°|:a|:e|-(?:го|е|ге))?"
_OF = r"(?:\s*(?:(?:de|del|of|di|da|du|i)\s+|(?:d|ta)['’]\s*|-\s*)|\s+)?"
# "2024. gada", "2024-ж.,", "2024ko": "in the year", where the year comes first.
_OF_YEAR = r"(?:\s*gada|[\s-]*ж\.|\s*m\.|(?:\(e\)|e)?ko)"
_WORDS = (
    lazy_compile(
        rf"{_DAY}{_ORDINAL}[\s,-]*+{_OF}{_NAME}\.?[\s,،/-]*+(?:{_OF}|\s*[คพ]\.ศ\.\s*){_YEAR}", re.I
    ),
    lazy_compile(
        rf"{_FIRST_NAME}\.?\s*(?P<day>[0-3]?\d)(?:st|nd|rd|th)?[,.]?(?:\s+|(?<=,)){_YEAR}", re.I
    ),
    lazy_compile(
        rf"(?<!\d){_YEAR}[.,]?{_OF_YEAR}?[\s,-]*{_NAME}\.?[\s-]*(?P<day>[0-3]?\d)(?!\d)", re.I
    ),
    lazy_compile(
        rf"(?<!\d){_YEAR}[.,]?{_OF_YEAR}[\s,]+(?P<day>[0-3]?\d){_ORDINAL}[\s-]*{_NAME}", re.I
    ),
)
_NUMBERS = (
    lazy_compile(
        r"(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)"
    ),
    lazy_compile(
        r"(?<!\d)(?P<day>[0-3]?\d)\s+th(?:án)?g\s+(?P<month>[01]?\d)[,\s]+(?:năm\s+)?"
        r"(?P<year>(?:19|20)\d\d)",
        re.I,
    ),
    lazy_compile(
        r"(?P<year>20\d\d)\s?оны\s(?P<month>[01]?\d)(?:-р)?\sсарын\s(?P<day>[0-3]?\d)", re.I
    ),
    lazy_compile(
        r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.]) ?(?P<month>[01]?\d)(?P=sep) ?"
        r"(?P<day>[0-3]?\d)(?![\d])"
    ),
)
_EITHER_WAY = lazy_compile(
    r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<sep>[/.-]) ?(?P<second>[0-3]?\d)(?P=sep) ?"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/%-]|[.,]\d)"
)
# Checked before the other patterns, which are slower: most lines have none of these.
_HAS_DIGITS = lazy_compile(r"\d")
_YEARS = lazy_compile(r"(?:19|20|25)\d\d(?!\d)")
_YEAR_FIRST = lazy_compile(r"(?:19|20)\d\d ?[-/.年년]")
_HAS_SHORT = lazy_compile(r"\d[./-] ?\d\d?[./-] ?\d\d")
# Characters before and after a year in which its day and month stand.
_AROUND_YEAR = 60
# Where a numeric date starts with the month (CLDR dateFormats short: en-US, en-PH, fil; es-US and
# en-CA are left out, since both orders are used).
_MONTH_FIRST = frozenset({"en", "en-us", "en-ph", "fil", "en-pr", "en-gu"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in a text.

    Attributes:
        value: the day.
        start: the index in the text of its first character.
        end: the index after its last character.
        other: the second reading of a day such as "06/03/2013"; None where there is only one.
        month_first: how a date of numbers that ends with the year was read; None for other dates.
    """

    value: date
    start: int
    end: int
    other: date | None = None
    month_first: bool | None = None


@cache
def _months() -> dict[str, dict[str, int]]:
    text = read_data("months.json")
    table: dict[str, dict[str, int]] = json.loads(text)
    return table


@cache
def _in_any_language() -> dict[str, int]:
    """Return the names that mean the same month in every language that has them."""
    found: dict[str, int] = {}
    for names in _months().values():
        for name, number in names.items():
            if found.setdefault(name, number) != number:
                found[name] = 0
    return found


def month_of(name: str, language: str = "en") -> int | None:
    """Return the number of a month's name in this language, in English or in any, else None."""
    name = name.lower().rstrip(".")
    return _month(name, language) or _month(_bare(name), language)


def _bare(name: str) -> str:
    """Return a month's name without the Hebrew prefix "in" and the Basque suffix "of"."""
    return name.removeprefix("ב").removesuffix("ren")


def _month(name: str, language: str) -> int | None:
    for table in (_months().get(language[:2].lower(), {}), _months()["en"], _in_any_language()):
        if table.get(name):
            return table[name]
    return None


def find_day(text: str, language: str = "en") -> Day | None:
    """Return the first day in a text, None where there is none."""
    return min(find_days(text, language), key=lambda day: day.start, default=None)


def find_days(text: str, language: str = "en") -> Iterator[Day]:
    """Yield the days in a text; of a long text only those near its start.

    ``language`` is a BCP 47 tag; it decides which way "06/03/2013" is read (with "." the day
    always comes first) and what a month's name means ("listopad" is November in Czech, October in
    Croatian).
    """
    text = text[:_MAX_LENGTH]
    if not _HAS_DIGITS.search(text):
        return
    if not text.isascii():
        text = _western_digits(text)
    for start, end in _around_years(text):
        for pattern in _WORDS:
            for found in pattern.finditer(text, start, end):
                month = month_of(found["name"], language)
                day = _day(found["year"], month, found["day"]) if month else None
                if day:
                    yield Day(day, found.start(), found.end())
    for pattern in _NUMBERS if _may_be_of_numbers(text) else ():
        for found in pattern.finditer(text):
            day = _day(found["year"], int(found["month"]), found["day"])
            if day:
                yield Day(day, found.start(), found.end())
    if _HAS_SHORT.search(text):
        yield from _either_way(text, language)


def _around_years(text: str) -> list[tuple[int, int]]:
    """Return the spans (start, end) of a text in which a day with a year can be."""
    pieces: list[tuple[int, int]] = []
    for year in _YEARS.finditer(text):
        start, end = max(0, year.start() - _AROUND_YEAR), year.end() + _AROUND_YEAR
        if pieces and start <= pieces[-1][1]:
            start = pieces.pop()[0]
        pieces.append((start, end))
    return pieces


def _may_be_of_numbers(text: str) -> bool:
    """Tell quickly whether a text can have a day that is written in numbers, year first."""
    if _YEAR_FIRST.search(text):
        return True
    text = text.lower()
    return "thg" in text or "tháng" in text or "сарын" in text


def _either_way(text: str, language: str) -> Iterator[Day]:
    for found in _EITHER_WAY.finditer(text):
        first, second = int(found["first"]), int(found["second"])
        american = language.lower() in _MONTH_FIRST
        # "3.6.2013" has the day first in every language; "3.6.13" may be American.
        dotted = found["sep"] == "." and (len(found["year"]) == 4 or not american)
        month_first = american and not dotted
        if max(first, second) > 12:
            month_first = second > 12
        month, day_number = (first, second) if month_first else (second, first)
        year = found["year"]
        year = year if len(year) == 4 else f"20{year}"
        day = _day(year, month, str(day_number))
        if day:
            certain = max(first, second) > 12 or first == second
            other = None if certain else _day(year, day_number, str(month))
            yield Day(day, found.start(), found.end(), other, month_first)


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year)
    # The Thai calendar is 543 years ahead.
    number -= 543 if number >= 2500 else 0
    try:
        return date(number, month, int(day))
    except ValueError:
        return None


def _western_digits(text: str) -> str:
    """Replace the digits of other scripts by 0 to 9; the text keeps its length."""
    return "".join(
        str(unicodedata.digit(c)) if not c.isascii() and c.isdecimal() else c for c in text
    )
