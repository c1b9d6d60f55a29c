"""The sets of names that a page offers as its authors, each with the places it was found in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.fields.other_bylines import without_others
from crosspost.metadata.hints import Hint
from crosspost.metadata.people.names import is_person, people, without_title
from crosspost.metadata.source import SourceType
from crosspost.metadata.text import key, squash

# Names in the form for comparing → the names as they are written, and where.
Groups = dict[frozenset[str], tuple[tuple[str, ...], list[Candidate]]]
_LEAST_ORGANIZATION, _MOST_ORGANIZATION = 3, 8  # words
# Sets of names that are compared with each other; a page with more is a list of articles.
_MAX_GROUPS = 300
# What a person is at the paper, after its name.
_POSTS = frozenset({"staff", "reporter", "correspondent", "writer", "team"})
_LEAST_PAPER = 4  # letters
# From these, readers have taken the names out of the words around them.
_NAMES_ONLY = frozenset(
    {
        SourceType.BYLINE,
        SourceType.SIGNATURE,
        SourceType.AUTHOR_LINK,
        SourceType.COPYRIGHT_NOTICE,
    }
)


def grouped(found: Sequence[Candidate], site: frozenset[str], language: str) -> Groups:
    """Return the sets of names, without sections, the site beside people, and parts of others.

    ``site`` has the names of the site as ``text.squash`` makes them.
    """
    sections = _sections(found)
    groups: Groups = {}
    for candidate in without_others(found):
        names = _without_site(
            tuple(_without_paper(name, site) for name in _names(candidate, site, language)), site
        )
        if names and not all(key(name) in sections for name in names):
            keys = frozenset(key(without_title(name)) for name in names)
            if keys in groups or len(groups) < _MAX_GROUPS:
                groups.setdefault(keys, (names, []))[1].append(candidate)
    return _without_parts(groups)


def _names(candidate: Candidate, site: frozenset[str], language: str) -> tuple[str, ...]:
    """Return the names in a candidate; in a field there may be other words."""
    values: Any = candidate.value
    if candidate.source.type in _NAMES_ONLY:
        return tuple(values)
    if len(values) == 1 and squash(values[0]) in site:
        return tuple(values)  # "The Weekly Editor" may be the site's own name
    if Hint.ORGANIZATION in candidate.hints and all(map(_can_sign, values)):
        return tuple(values)
    once = {key(n): n for value in reversed(values) for n in reversed(people(value, language))}
    return tuple(reversed(once.values()))


def _can_sign(name: str) -> bool:
    """Tell whether the name of an organization can be that of an author."""
    is_unlikely = not people(name) and len(name.split()) < _LEAST_ORGANIZATION
    return not is_unlikely and len(name.split()) <= _MOST_ORGANIZATION and "://" not in name


def _sections(found: Sequence[Candidate]) -> frozenset[str]:
    """Return the sections of the page ("Politics") but for those that are named after a person."""
    labels = (label for c in found if c.field == "categories" for label in c.value)  # type: ignore[union-attr]
    return frozenset(key(str(label)) for label in labels if not is_person(str(label)))


def _without_paper(name: str, site: frozenset[str]) -> str:
    """Return a person's name without the site's after it: "Ann Otter Courier Staff"."""
    words = name.split()
    has_post = words[-1].lower() in _POSTS
    last = len(words) - has_post
    for first in range(2, last):
        of_paper, person = squash(" ".join(words[first:last])), " ".join(words[:first])
        is_site = of_paper in site and (has_post or last - first > 1)
        if has_post and len(of_paper) >= _LEAST_PAPER:
            is_site = is_site or any(known.endswith(of_paper) for known in site)
        if is_site and is_person(person) and not any(squash(person) in known for known in site):
            return person
    return name


def _without_site(names: Any, site: frozenset[str]) -> Any:
    """Leave out the site's name and accounts where there are people, too."""
    if len(names) < 2:
        return names
    others = tuple(n for n in names if squash(n) not in site and not n.startswith("@"))
    return others if any(map(is_person, others)) else names


def _without_parts(groups: Groups) -> Groups:
    """Leave out a part of the people whom the article's JSON-LD names, and names cut to initials.

    A byline may show one of three, or link one. What is known of initials ("A. Otter", "ao") is
    known of the full name.
    """
    whole = [k for k, (names, group) in groups.items() if _names_all(names, group)]
    kept: Groups = {}
    for keys, (names, group) in groups.items():
        if any(keys < of_data for of_data in whole):
            continue
        full = next((other for other in groups if _are_initials(keys, other)), None)
        if full is None:
            kept.setdefault(keys, (names, []))[1].extend(group)
        else:
            kept.setdefault(full, (groups[full][0], []))[1].extend(group)
    return kept


def _names_all(names: Any, group: list[Candidate]) -> bool:
    """Tell whether the article's JSON-LD names several people."""
    if len(names) < 2 or not all(map(is_person, names)):
        return False
    return any(
        c.source.type is SourceType.JSON_LD
        and Hint.ARTICLE in c.hints
        and not c.hints & {Hint.NESTED, Hint.CONTRIBUTOR}
        for c in group
    )


def _are_initials(short: frozenset[str], full: frozenset[str]) -> bool:
    """Tell whether one name is another with initials for words of it: "a otter", "ao"."""
    if len(short) != 1 or len(full) != 1 or short == full:
        return False
    (name,), (whole,) = short, full
    words, pieces = name.split(), whole.split()
    if len(pieces) < 2 or not all(len(piece) > 1 for piece in pieces):
        return False
    if name == "".join(piece[0] for piece in pieces):
        return True
    return (
        len(words) == len(pieces)
        and any(len(word) == 1 for word in words)
        and all(w == p or (len(w) == 1 and p[0] == w) for w, p in zip(words, pieces, strict=True))
    )
