"""Dates as generators other than Jekyll read them.

Hugo: spf13/cast, whose formats are written out below; Eleventy: luxon's ISO 8601, and the names of
times that it finds itself; Zola: a date of TOML, RFC 3339 or a timestamp of YAML; Astro: what
JavaScript reads, since a schema may convert it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.tree import Scalar

_DAYS = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ISO = lazy_compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:(?P<sep>[Tt]|[ \t]+)(?P<h>\d{1,2}):(?P<min>\d\d)(?P<sec>:\d\d(?:[.,]\d{1,9})?)?"
    r"(?P<zone>[ \t]*(?:[Zz]|[-+]\d{1,2}(?::?\d\d)?)(?:[ ][A-Z]{3,5})?)?)?",
    re.ASCII,
)
# The formats of cast that are not ISO 8601, as Go reads them: two digits are two digits.
_GO = lazy_compile(
    rf"\d\d {_MONTHS} \d{{4}}"
    rf"|{_DAYS}, \d\d {_MONTHS} \d{{4}} \d\d:\d\d:\d\d (?:[A-Z]{{3,5}}|[-+]\d{{4}})"
    rf"|\d\d {_MONTHS} \d\d \d\d:\d\d (?:[A-Z]{{3,5}}|[-+]\d{{4}})"
    rf"|\w{{6,9}}, \d\d-{_MONTHS}-\d\d \d\d:\d\d:\d\d [A-Z]{{3,5}}"
    rf"|{_DAYS} {_MONTHS} [ \d]\d \d\d:\d\d:\d\d (?:[A-Z]{{3,5}} |[-+]\d{{4}} )?\d{{4}}",
    re.ASCII,
)
_GO_ZONE = lazy_compile(r"|Z|[-+]\d\d:\d\d|[-+]\d{4}|[ ][-+]\d\d:?\d\d|[ ][-+]\d{4}[ ][A-Z]{3,5}")
_LUXON = lazy_compile(
    r"(?:\d{4}(?:-?\d\d(?:-?\d\d)?)?|\d{4}-?W\d\d(?:-?\d)?|\d{4}-?\d{3})"
    r"(?:T\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?(?:Z|[-+]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_NAMED = frozenset({"last modified", "created", "git last modified", "git created"})
_DIGIT = lazy_compile(r"\d", re.ASCII)
#: Numbers below are days written without hyphens, rather than seconds since 1970.
_SECONDS = 900_000_000


@dataclass(frozen=True, slots=True)
class Day:
    """A date as a generator reads it.

    Attributes:
        timestamp: when it is; UTC where no offset is written; None if that is not known.
        fault: why it is not read; empty if it is.
        note: how it is read, if another way than meant.
    """

    timestamp: datetime | None = None
    fault: str = ""
    note: str = ""


def read_day(scalar: Scalar, kind: str, how: str) -> Day:
    """Return how a generator reads a date.

    Args:
        kind: the type of the value, as ``resolve_as`` says.
        how: as ``Reading.dates``.
    """
    text = scalar.value.strip()
    if kind in ("bool", "sexagesimal"):
        return Day(fault=f"{text} is not a date")
    iso = _ISO.fullmatch(text)
    if iso:
        timestamp, fault = _timestamp(iso)
        if fault:
            if how in ("luxon", "javascript") and kind in ("date", "time") and "day" in fault:
                return Day(note=f"{fault}: the reader of YAML makes a day of the next month of it")
            return Day(fault=fault)
        if kind in ("date", "time") or _is_read(iso, text, how):
            return Day(timestamp)
        return Day(fault=_why(iso, how))
    return _other(text, kind, how)


def _other(text: str, kind: str, how: str) -> Day:
    """Read what is not ``2013-03-06`` with or without a time."""
    if kind in ("integer", "float"):
        if how == "go":
            seconds = float(text) if kind == "float" or text.isdecimal() else 0.0
            if seconds < _SECONDS:
                return Day(note=f"{text} is a number, and counts as seconds since 1970")
            return Day()
        if how == "javascript":
            return Day()
        return Day(fault=f"{text} is a number")
    if how == "go":
        return (
            Day() if _GO.fullmatch(text) else Day(fault="it is in none of the forms that it knows")
        )
    if how == "luxon":
        known = text.lower() in _NAMED or _LUXON.fullmatch(text)
        return Day() if known else Day(fault="it is not ISO 8601")
    if how == "rfc3339":
        return Day(fault="it is neither YYYY-MM-DD nor RFC 3339")
    return Day() if _DIGIT.search(text) else Day(fault="it is not a date")


def _is_read(iso: re.Match[str], text: str, how: str) -> bool:
    """Tell whether a text that has a day, and perhaps a time, is read."""
    exact = len(iso["m"]) == len(iso["d"]) == 2
    zone = iso["zone"] or ""
    if how == "go":
        if iso["sep"] is None:
            return exact
        clock = bool(iso["sec"]) and len(iso["h"]) == 2 and iso["sep"] in ("T", " ")
        spaced = zone[:1] == " " and iso["sep"] == "T"
        return exact and clock and not spaced and _GO_ZONE.fullmatch(zone) is not None
    if how == "luxon":
        return _LUXON.fullmatch(text) is not None
    return True  # Zola reads the forms of YAML's timestamps, too


def _why(iso: re.Match[str], how: str) -> str:
    if len(iso["m"]) != 2 or len(iso["d"]) != 2:
        return "month and day need two digits"
    if how == "luxon":
        return (
            "it is not ISO 8601, which has a T between day and time and no space before the offset"
        )
    if iso["sec"] is None:
        return "the time has no seconds"
    return "time or offset are not in a form that it knows"


def _timestamp(iso: re.Match[str]) -> tuple[datetime | None, str]:
    """Return the timestamp, and what of it does not exist."""
    year, month, day = int(iso["y"]), int(iso["m"]), int(iso["d"])
    if not 1 <= month <= 12:
        return None, f"there is no month {month}"
    try:
        start = date(year, month, day)
    except ValueError:
        return None, f"there is no day {year}-{month:02}-{day:02}"
    hour, minute = int(iso["h"] or 0), int(iso["min"] or 0)
    second = int((iso["sec"] or ":00")[1:3])
    if hour > 23 or minute > 59 or second > 60:
        return None, f"there is no time {hour}:{minute:02}" + (
            f":{second:02}" if second > 60 else ""
        )
    timestamp = datetime(
        start.year, start.month, start.day, hour, minute, min(second, 59), tzinfo=UTC
    )
    zone = re.sub(r"[^\d+-]", "", iso["zone"] or "")
    if zone[:1] in ("+", "-") and len(zone) > 1:
        minutes = int(zone[1:3]) * 60 + int(zone[3:5] or 0)
        if minutes >= 24 * 60:
            return None, f"there is no offset {zone}"
        offset = timedelta(minutes=minutes if zone[0] == "+" else -minutes)
        try:
            timestamp = timestamp.replace(tzinfo=timezone(offset)).astimezone(UTC)
        except OverflowError:
            return None, ""
    return timestamp, ""
