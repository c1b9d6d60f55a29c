"""Remove the bylines of other articles: those of teasers, and of the works that a text lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.hints import Hint
from crosspost.metadata.people.names import is_person, people, without_title
from crosspost.metadata.source import SourceType
from crosspost.metadata.text import key

# Different bylines; so many are those of a list.
_MANY = 3
_NOT_OURS = frozenset({Hint.COMMENT, Hint.OTHER_STORY})
_DATA = frozenset({SourceType.JSON_LD, SourceType.MICROFORMATS})
_NOT_ONE_LINE = frozenset({Hint.SEVERAL_LINES, Hint.COMMENT})


def without_others(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates for authors without those of comments and of other texts.

    The names that the data give another article are its author's in a teaser, too. Many different
    bylines far from the heading are those of teasers. Many near it ("by Ann Otter",
    "by Bo Lee", "by Cy Fox") are those of books or recipes, where the page's data name a person.
    """
    offered = [c for c in found if c.field == "authors" and not c.hints & _NOT_OURS]
    others = _of_other_articles(offered)
    offered = [c for c in offered if not (others and (names := _names(c)) and names <= others)]
    if _are_many(c for c in offered if Hint.FAR in c.hints):
        offered = [c for c in offered if Hint.FAR not in c.hints]
    lines = [c for c in offered if Hint.BY in c.hints and Hint.FAR not in c.hints]
    named = {name for c in offered if _is_data(c) for name in _names(c)}
    if named and _are_many(lines):
        offered = [c for c in offered if c not in lines or named & _names(c)]
    return offered


def _of_other_articles(offered: Sequence[Candidate]) -> set[str]:
    """Return the people whom the page's data name for its other articles only, not for its own."""
    of_articles = [c for c in offered if Hint.ARTICLE in c.hints]
    own = {name for c in of_articles if Hint.NESTED not in c.hints for name in _names(c)}
    others = {name for c in of_articles if Hint.NESTED in c.hints for name in _names(c)}
    return others - own if own else set()


def _are_many(candidates: Iterable[Candidate]) -> bool:
    return len({c.value for c in candidates if not c.hints & _NOT_ONE_LINE}) >= _MANY


def _is_data(candidate: Candidate) -> bool:
    """Tell whether a candidate is given as data about this article."""
    source = candidate.source.type
    return Hint.NESTED not in candidate.hints and (source in _DATA or source.is_meta)


def _names(candidate: Candidate) -> set[str]:
    values: tuple[str, ...] = candidate.value  # type: ignore[assignment]
    found = (name for value in values for name in people(value))
    return {key(without_title(name)) for name in found if is_person(name)}
