"""Data that a page hands to its own scripts: who and when in JSON that is no JSON-LD.

Sites that are drawn by scripts ship their state in a script; the names that they give to the day
and the author are few. Only the page's own are looked for, and they are trusted little: where there
are several, they are a list's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_moment
from crosspost.metadata.text import plain
from crosspost.metadata.view import View

_MAX_SCRIPTS = 100
_MAX_LENGTH = 400_000
_MAX_FOUND = 4
_MAX_LABELS = 20
_MAX_NAME = 40
# Patterns begin with letters, by which the texts are searched fast; what stands before them is
# looked at afterwards.
_QUOTE = r"\\?[\"']"
_DAY = (
    rf"{_QUOTE}\s*:\s*(?:{_QUOTE}(?P<text>[^\"'\\]{{8,40}}){_QUOTE}"
    r"|(?P<number>1\d{9}(?:\d{3})?)\b)"
)
_PUBLISHED = lazy_compile(rf"ubli(?P<end>(?:sh(?:ed)?|cation)[A-Za-z_]{{0,30}}){_DAY}")
_OTHERS: tuple[tuple[re.Pattern[str], Field], ...] = (
    (lazy_compile(rf"pub_?[dD](?P<end>ate){_DAY}"), "published"),
    (lazy_compile(rf"date_?[mM](?P<end>odified){_DAY}"), "updated"),
    (lazy_compile(rf"updated_?[aA](?P<end>t){_DAY}"), "updated"),
)
# "datePublished", "first_published_at", "publicationDate": in lower case, without "_".
_DAY_NAME = lazy_compile(
    r"(?:first|original(?:ly)?|initial|article|content|post|page|date)*publi(?:sh|shed|cation)"
    r"(?:at|on|date|time|stamp|utc|gmt|iso)*"
)
_AUTHOR = lazy_compile(
    rf"uthor(?:_?[nN]ame)?{_QUOTE}\s*:\s*(?:\{{[^{{}}]{{0,200}}?{_QUOTE}name{_QUOTE}\s*:\s*)?"
    rf"{_QUOTE}(?P<name>[^\W\d_][^\"'\\<>{{}}]{{2,60}}){_QUOTE}"
)


def read(view: View) -> Iterator[Candidate]:
    """Yield days and authors from the page's own scripts."""
    days: dict[tuple[str, Field], dict[str, None]] = {}
    people: dict[str, None] = {}
    for script in view.elements["script"][:_MAX_SCRIPTS]:
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") or not 20 < len(text) < _MAX_LENGTH:
            continue
        for label, field, value in _days(text):
            if len(days) >= _MAX_LABELS and (label, field) not in days:
                continue
            values = days.setdefault((label, field), {})
            if len(values) <= _MAX_FOUND:
                values[value] = None
        people |= dict.fromkeys(plain(found["name"]) for found in _AUTHOR.finditer(text))
    for (label, field), values in days.items():
        for place, day in enumerate(values):
            moment = read_moment(day)
            if moment:
                trust = 0.5 if len(values) == 1 else 0.2
                hints = {"one of several"} if place else set()
                yield Candidate(field, moment, f"script {label}", trust, frozenset(hints))
    if len(people) == 1:
        yield Candidate("authors", tuple(people), "script author", 0.3)


def _days(text: str) -> Iterator[tuple[str, Field, str]]:
    """Yield what a script says of days: the name that it gives the day, whose it is, the day."""
    if "ubli" in text:
        for found in _PUBLISHED.finditer(text):
            earliest = max(0, found.start() - _MAX_NAME)
            quotes = (text.rfind(quote, earliest, found.start()) for quote in "\"'")
            start = max(quotes) + 1
            name = text[start : found.start()] + "ubli" + found["end"]
            if start and _DAY_NAME.fullmatch(name.lower().replace("_", "")):
                yield name, "published", found["text"] or found["number"]
    for pattern, field in _OTHERS:
        for found in pattern.finditer(text):
            yield (
                found[0][: found.end("end") - found.start()],
                field,
                found["text"] or found["number"],
            )
