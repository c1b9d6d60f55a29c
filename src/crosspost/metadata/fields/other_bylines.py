"""Bylines that are not the article's: those of teasers, and of the works that a text lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.people.names import is_person, people, without_title
from crosspost.metadata.text import key

# So many different ones, and they are a list's.
_MANY = 3
_NO_LINE = frozenset({"several lines", "comment"})


def without_others(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates for authors without comments' and those that are surely another's.

    Many different bylines far from the heading are those of teasers. Many near it ("by Ann Otter",
    "by Bo Lee", "by Cy Fox") are those of books or recipes, where the page's data name a person.
    """
    offered = [c for c in found if c.field == "authors" and "comment" not in c.hints]
    if _are_many(c for c in offered if "far" in c.hints):
        offered = [c for c in offered if "far" not in c.hints]
    lines = [c for c in offered if "by" in c.hints and "far" not in c.hints]
    named = {name for c in offered if _is_data(c) for name in _names(c)}
    if named and _are_many(lines):
        offered = [c for c in offered if c not in lines or named & _names(c)]
    return offered


def _are_many(candidates: Iterable[Candidate]) -> bool:
    return len({c.value for c in candidates if not c.hints & _NO_LINE}) >= _MANY


def _is_data(candidate: Candidate) -> bool:
    """Tell whether a candidate is no line that a reader sees, and no list's."""
    return "nested" not in candidate.hints and candidate.source.startswith(
        ("json-ld", "meta", "h-")
    )


def _names(candidate: Candidate) -> set[str]:
    values: tuple[str, ...] = candidate.value  # type: ignore[assignment]
    found = (name for value in values for name in people(value))
    return {key(without_title(name)) for name in found if is_person(name)}
