"""The authors: people, as the page names them; a team or the site only where it signs as author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata import ranker
from crosspost.metadata.candidate import Candidate, Chosen
from crosspost.metadata.fields.other_bylines import without_others
from crosspost.metadata.fields.site import names as site_names
from crosspost.metadata.people.common_words import is_of_common_words
from crosspost.metadata.people.names import is_person, people, without_title
from crosspost.metadata.people.words import PARTICLES, is_house
from crosspost.metadata.ranker import Option
from crosspost.metadata.text import key, squash
from crosspost.model import Document

_PLACES = ("just below", "below", "farther below", "just above", "above", "early", "far")
_BESIDE = ("comment", "teaser", "frame")
_FLAGS = (
    "in the host",
    "this page",
    "this title",
    "organisation",
    "person",
    "first person",
)
_NEAR = frozenset(_PLACES) - {"far"}
_LEAST_HOUSE, _MOST_HOUSE = 3, 8  # words
# Sets of names that are compared with each other; a page with more is a list of articles.
_MAX_GROUPS = 300
# Pairs of names of two sets that are compared; the author lists of large experiments are longer.
_MAX_PAIRS = 10_000
_UNSURE = frozenset({*_BESIDE, "plain"})
_READ_ALREADY = ("visible", "author link", "copyright")
# What a name looks like weighs differently in a field than in a marked line.
_TRAITS = frozenset(
    {
        *("people", "some people", "no people", "one word", "organisation", "the site"),
        *("like the site", "common words", "account"),
    }
)
# "jsmith42", "brandon-peaktwo": what somebody signs in with.
_ACCOUNT = lazy_compile(r"@?[a-z]\S*\d|[a-z]+(?:[-_.][a-z0-9]+)+")
_Group = tuple[tuple[str, ...], list[Candidate]]


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the authors."""
    offered = options(found, document, chosen)
    option = ranker.best("authors", offered, least(offered))
    return Chosen(option.value, option.source) if option else None


def names_nobody(found: Sequence[Candidate]) -> bool:
    """Tell whether no candidate names anybody, so that it is worth while to look farther.

    A name beside the text, or one that only stands near the heading, may be anything.
    """
    named = (c for c in found if c.field == "authors" and not c.hints & _UNSURE)
    return not any(any(map(people, c.value)) for c in named)  # type: ignore[arg-type]


def least(offered: Sequence[Option]) -> float:
    """Return what an option must weigh more than: who is to be cited is given in any case."""
    cited = any("citation" in option.features for option in offered)
    return float("-inf") if cited else 0.0


def options(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> list[Option]:
    """Return the sets of names that the page offers, each with what speaks for it.

    Where a scholarly page says whom to cite, nobody else is offered: Google Scholar takes
    ``citation_author`` at its word, so that those who write it check it.
    """
    language = str(chosen.get("language") or "en")
    site = site_names(found, document)
    groups: dict[frozenset[str], _Group] = {}
    for candidate in without_others(found):
        values: Any = candidate.value
        names = values
        if len(values) == 1 and squash(values[0]) in site:
            names = values  # "The Weekly Editor" may be the site's own name
        elif "organisation" in candidate.hints and all(map(_is_house_name, values)):
            names = values
        elif not candidate.source.startswith(_READ_ALREADY):
            once = {
                key(n): n for value in reversed(values) for n in reversed(people(value, language))
            }
            names = tuple(reversed(once.values()))
        names = _without_site(names, site)
        if names:
            keys = frozenset(key(without_title(name)) for name in names)
            if keys in groups or len(groups) < _MAX_GROUPS:
                groups.setdefault(keys, (names, []))[1].append(candidate)
    title = key(str(chosen.get("title") or ""))
    page = {kind(c) for _, group in groups.values() for c in group if "far" not in c.hints}
    order = _order(groups)
    made = []
    for keys, (names, group) in groups.items():
        shape = set(_shape(names, site, title))
        if any("forum" in candidate.hints for candidate in group):
            shape.discard("account")
        features = {*_features(group, page), *shape, *_beside(keys, groups)}
        features |= set(order.get(keys, ()))
        features |= {
            f"{kind(candidate)} {trait}" for candidate in group for trait in shape & _TRAITS
        }
        first = max(group, key=lambda c: c.confidence)
        made.append(Option(names, first.source, frozenset(features)))
    return [option for option in made if "citation" in option.features] or made


def _is_house_name(name: str) -> bool:
    """Tell whether what data call an organisation is named so that it can sign."""
    is_nobody = not people(name) and len(name.split()) < _LEAST_HOUSE
    return not is_nobody and len(name.split()) <= _MOST_HOUSE and "://" not in name


def _without_site(names: Any, site: frozenset[str]) -> Any:
    """Leave the site's name and accounts out where they stand beside people."""
    if len(names) < 2:
        return names
    others = tuple(n for n in names if squash(n) not in site and not n.startswith("@"))
    return others if any(map(is_person, others)) else names


def _order(groups: dict[frozenset[str], _Group]) -> dict[frozenset[str], list[str]]:
    """Say of the names in lines near the heading which come first, and of how many."""
    near = [
        keys
        for keys, (_, group) in groups.items()
        if any(c.hints & _NEAR and "several lines" not in c.hints for c in group)
    ]
    return {keys: [f"shown {min(n + 1, 3)} of {min(len(near), 3)}"] for n, keys in enumerate(near)}


def kind(candidate: Candidate) -> str:
    """Return what sort of place a candidate is from."""
    source, hints = candidate.source, candidate.hints
    if source.startswith("json-ld"):
        name = "ld" if "article" in hints else "ldpage"
        if "nested" in hints:
            name = "ldnested"
        return name + ("" if "author" in source else " other")
    if source.startswith(("microdata", "rdfa", "h-entry")):
        return "item" if not hints & {"nested", "one of several", "orphan"} else "itemother"
    if source.startswith("meta twitter"):
        return "twitter"
    if source.startswith("meta citation"):
        return "citation"
    if source == "feed":
        return "meta author"
    if source.startswith(("meta", "link ", "script")):
        return source if source in ("meta author", "meta article:author") else "meta"
    if source == "name of the site":
        return "site's name"
    for name in ("owner", "linked", "by", "marked", "plain"):
        if name in hints and not (name == "by" and "in a line" in hints):
            return f"by {name}" if name == "linked" and "by" in hints else name
    return "in a line" if "in a line" in hints else "visible"


def _features(group: list[Candidate], page: set[str]) -> Iterator[str]:
    names = {kind(c) for c in group}
    yield from names
    yield f"places {min(len(names), 4)}"
    for candidate in group:
        hints = candidate.hints
        name = kind(candidate)
        for flag in _FLAGS:
            if flag in hints:
                yield f"{name} {flag}"
        where = next((p for p in _PLACES if p in hints), None)
        if where is None:
            yield "in data"
            continue
        beside = next((b for b in _BESIDE if b in hints), "clear")
        yield f"shown {where}"
        yield f"shown {where} {beside}"
        yield f"shown {beside}"
        yield f"{name} {where}"
        yield f"{name} {beside}"
        for flag in ("words of the page", "said to be written", "after words"):
            if flag in hints:
                yield flag
        if "several lines" in hints:
            yield "several lines"
            yield f"several lines {where}"
    for other in page - names:
        if other in ("ld", "by", "by linked", "meta author", "citation", "item"):
            yield f"against {other}"


def _shape(names: tuple[str, ...], site: frozenset[str], title: str) -> Iterator[str]:
    yield f"names {min(len(names), 3)}"
    if all(is_person(name) for name in names):
        yield "people"
    elif any(is_person(name) for name in names):
        yield "some people"
    else:
        yield "no people"
        if all(" " not in name for name in names):
            yield "one word"
            yield "lower case" if names[0].islower() else "capital"
    if any(is_house(name) for name in names):
        yield "organisation"
    if any(is_of_common_words(name) for name in names):
        yield "common words"
    if any(_ACCOUNT.fullmatch(name) for name in names):
        yield "account"
    if any(len(name.split()) > 4 for name in names):
        yield "long"
    if any(word.islower() and word not in PARTICLES for name in names for word in name.split()[1:]):
        yield "lower case within"
    squashed = [squash(name) for name in names]
    if any(name in site for name in squashed):
        yield "the site"
    elif any(len(name) > 3 and any(name in s or s in name for s in site) for name in squashed):
        yield "like the site"
    if any(key(name) in title for name in names if title):
        yield "in the title"


def _beside(keys: frozenset[str], groups: dict[frozenset[str], _Group]) -> Iterator[str]:
    if len(groups) == 1:
        yield "the only"
    for other, (_, group) in groups.items():
        relation = _relation(keys, other)
        if relation:
            yield relation
            for name in {kind(c) for c in group if not c.hints & {"several lines", "comment"}}:
                yield f"{relation} {name}"


def _relation(keys: frozenset[str], other: frozenset[str]) -> str:
    if keys < other:
        return "part of another"
    if keys > other:
        return "holds another"
    if len(keys) * len(other) > _MAX_PAIRS:
        return ""
    if any(f" {a} " in f" {b} " for a in keys for b in other if a != b):
        return "shorter than another"
    if any(f" {b} " in f" {a} " for a in keys for b in other if a != b):
        return "longer than another"
    return ""
