"""Data that a page hands to its own scripts: the day of publication in JSON that is no JSON-LD.

Sites that are drawn by scripts ship their state in a script or an attribute; the names they give
the day are few. Only the page's own day is looked for, and it is trusted little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.moments import read_moment
from crosspost.metadata.view import View

_MAX_SCRIPTS = 100
_MAX_LENGTH = 400_000
_MAX_FOUND = 4
_NAMES: tuple[tuple[str, Field], ...] = (
    ("datePublished", "published"),
    ("publishedAt", "published"),
    ("publishDate", "published"),
    ("publish_date", "published"),
    ("published_at", "published"),
    ("pubDate", "published"),
    ("publicationDate", "published"),
    ("datePublish", "published"),
    ("dateModified", "updated"),
    ("updatedAt", "updated"),
)
# Most scripts have nothing of the kind: what most names have in common is looked for first.
_COMMON = "ubli"
_OTHERS = tuple(name for name in _NAMES if _COMMON not in name[0])
_VALUE = re.compile(r'\\?["\']\s*:\s*\\?["\']([^"\'\\]{8,40})\\?["\']')


def read(view: View) -> Iterator[Candidate]:
    """Yield days from the page's own scripts; several different ones for a name are a list's."""
    found: dict[tuple[str, Field], dict[str, None]] = {}
    for script in view.elements["script"][:_MAX_SCRIPTS]:
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") or not 20 < len(text) < _MAX_LENGTH:
            continue
        names = _NAMES if _COMMON in text else _OTHERS
        for name in names:
            start = text.find(name[0])
            while start >= 0 and len(found.get(name, ())) <= _MAX_FOUND:
                value = _VALUE.match(text, start + len(name[0]))
                if value:
                    found.setdefault(name, {})[value[1]] = None
                start = text.find(name[0], start + 1)
    for (label, field), values in found.items():
        for place, day in enumerate(values):
            moment = read_moment(day)
            if moment:
                trust = 0.5 if len(values) == 1 else 0.2
                hints = {"one of several"} if place else set()
                yield Candidate(field, moment, f"script {label}", trust, frozenset(hints))
