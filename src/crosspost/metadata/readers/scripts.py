"""Authors and days in the data that a page gives to its own scripts: JSON other than JSON-LD.

Sites that are drawn by scripts have their state in a script, with a few usual names for day and
author. They are trusted little: where there are several values, they are those of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.hints import Hint
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import plain
from crosspost.metadata.view import View

_MAX_SCRIPTS = 100
_MAX_LENGTH = 400_000
_MAX_FOUND = 4
_MAX_LABELS = 20
_MAX_NAME = 40
# Patterns begin with letters, for which the texts are searched fast; what precedes them is checked
# afterwards.
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
    for script in view.document.elements["script"][:_MAX_SCRIPTS]:
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
        hints = {Hint.DATE_PUBLISHED} if label.endswith("datePublished") else set()
        for index, day in enumerate(values):
            timestamp = read_timestamp(day)
            if timestamp:
                trust = 0.5 if len(values) == 1 else 0.2
                known = frozenset(hints | {Hint.ONE_OF_SEVERAL} if index else hints)
                yield Candidate(field, timestamp, Source(SourceType.SCRIPT, label), trust, known)
    if len(people) == 1:
        yield Candidate("authors", tuple(people), Source(SourceType.SCRIPT, "author"), 0.3)


def _days(text: str) -> Iterator[tuple[str, Field, str]]:
    """Yield the days in a script: the name of the property, the field, the text of the day."""
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
