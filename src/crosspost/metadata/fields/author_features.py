"""What the learned weights know of a set of names: the places it is in, its form, the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.fields.author_groups import Groups
from crosspost.metadata.hints import DISTANCES, SURROUNDINGS, Hint
from crosspost.metadata.people.common_words import is_of_common_words
from crosspost.metadata.people.names import is_person
from crosspost.metadata.people.words import PARTICLES, is_organization
from crosspost.metadata.source import SourceType
from crosspost.metadata.text import key, squash
from crosspost.model import Document

_FLAGS = (
    Hint.IN_THE_HOST,
    Hint.THIS_PAGE,
    Hint.THIS_TITLE,
    Hint.ORGANIZATION,
    Hint.PERSON,
    Hint.FIRST_PERSON,
    Hint.NEWS,
)
_LINE_FLAGS = (Hint.WORDS_OF_THE_PAGE, Hint.SAID_WRITTEN)
_SHOWN = frozenset(DISTANCES)
_NOT_DATA = _SHOWN | {Hint.OWNER}
_NEAR = _SHOWN - {Hint.FAR}
_MAX_ALONE = 80
# Pairs of names of two sets that are compared; the author lists of large experiments are longer.
_MAX_PAIRS = 10_000
_UNSURE = frozenset({*SURROUNDINGS, Hint.PLAIN})
# The weights' names of the source types.
_KINDS = {
    SourceType.MICRODATA: "item",
    SourceType.RDFA: "item",
    SourceType.MICROFORMATS: "item",
    SourceType.TWITTER: "twitter",
    SourceType.CITATION: "citation",
    SourceType.HTML_META: "meta author",
    SourceType.FEED: "meta author",
    SourceType.OPEN_GRAPH: "meta article:author",
    SourceType.META: "meta",
    SourceType.HEAD_LINK: "meta",
    SourceType.SCRIPT: "meta",
    SourceType.SITE_NAME: "site's name",
}
CITED = _KINDS[SourceType.CITATION]
# The weights' names of visible lines, by their first hint of these.
_LINE_KINDS = {
    Hint.OWNER: "owner",
    Hint.LINKED: "linked",
    Hint.BY: "by",
    Hint.CLASS_HINT: "class hint",
    Hint.PLAIN: "plain",
}
_AGAINST = ("ld", "by", "by linked", "meta author", "citation", "item")
_OWN_DATA = frozenset({"ld", "meta author", "item", "by", "by linked", "linked"})
# These have another weight for each place.
_TRAITS = frozenset(
    {
        *("people", "some people", "no people", "one word", "organization", "the site"),
        *("like the site", "common words", "account"),
    }
)
# "jsmith42", "brandon-peaktwo": the name of an account.
_ACCOUNT = lazy_compile(r"@?[a-z]\S*\d|[a-z]+(?:[-_.][a-z0-9]+)+")
_LOGIN = lazy_compile(r"[-_\d]")
_LISTED = frozenset({Hint.SEVERAL_LINES, Hint.COMMENT})


class Features:
    """The features of the sets of names of one page.

    Args:
        groups: the sets.
        document: the page.
        site: the names of the site as ``text.squash`` makes them.
        title: of the article, as ``text.key`` makes it.
    """

    def __init__(
        self, groups: Groups, document: Document, site: frozenset[str], title: str
    ) -> None:
        self._groups = groups
        self._site = site
        self._title = title
        found = (c for _, group in groups.values() for c in group)
        self._page = {kind(c) for c in found if Hint.FAR not in c.hints}
        self._order = _order(groups)
        self._shown = Shown(document)
        self._bylines = [names for names, group in groups.values() if _is_byline(names, group)]

    def of(self, keys: frozenset[str]) -> frozenset[str] | None:
        """Return the features of a set; None where its names are accounts that nobody sees."""
        names, group = self._groups[keys]
        shape = set(_shape(names, self._site, self._title))
        if any(Hint.FORUM in candidate.hints for candidate in group):
            shape.discard("account")
        if "people" in shape and any(Hint.ORGANIZATION in c.hints for c in group):
            shape = shape - {"people"} | {"no people", "organization"}
        if "account" in shape and _is_of_software(names, group, self._shown):
            return None
        features = {*_places(group, self._page), *shape, *_beside(keys, self._groups)}
        features |= set(self._order.get(keys, ()))
        if not any(candidate.hints & _NOT_DATA for candidate in group):
            features |= set(self._in_data(names, group, shape))
        kinds = {kind(candidate) for candidate in group}
        return frozenset(features | {f"{k} {trait}" for k in kinds for trait in shape & _TRAITS})

    def _in_data(self, names: Any, group: list[Candidate], shape: set[str]) -> Iterator[str]:
        """Tell whether names that only the page's data give are anywhere on the page."""
        where = self._shown.where(names[0])
        if "the site" in shape:
            site = "a person's site" if "people" in shape else "the site"
            yield f"{site} {where}"  # its name is on every page
            yield from _site_in_data(group, site)
            return
        yield where
        yield from (f"{where} {trait}" for trait in shape & _TRAITS)
        if where == "not shown" and any(names != other for other in self._bylines):
            yield "not shown against a byline"


class Shown:
    """The words that readers of the page see, in lower case."""

    def __init__(self, document: Document) -> None:
        self._texts = document.flow.texts

    @cached_property
    def _alone(self) -> frozenset[str]:
        return frozenset(text.strip().lower() for text in self._texts if len(text) < _MAX_ALONE)

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self._texts).lower()

    def where(self, name: str) -> str:
        """Return whether a name is shown alone, among other words, or not at all."""
        name = name.lower()
        if name in self._alone:
            return "seen alone"
        return "seen in words" if name in self._joined else "not shown"


def _is_of_software(names: Any, group: list[Candidate], shown: Shown) -> bool:
    """Tell whether names are only accounts of the site's software, which no reader sees."""
    if any(candidate.hints & _SHOWN for candidate in group):
        return False
    return all(_LOGIN.search(name) and shown.where(name) == "not shown" for name in names)


def _is_byline(names: Any, group: list[Candidate]) -> bool:
    """Tell whether names are those of people in a byline near the heading."""
    near = any(c.hints & _NEAR and not c.hints & _UNSURE and Hint.BY in c.hints for c in group)
    return near and all(map(is_person, names))


def _site_in_data(group: list[Candidate], site: str) -> Iterator[str]:
    """Say which of the page's data name the site as author: most makers fill that in unasked."""
    news = " of news" if any(Hint.NEWS in candidate.hints for candidate in group) else ""
    kinds = {kind(candidate) for candidate in group}
    yield f"{site} in {len(kinds)} places{news}"
    if all(name.startswith("ld") for name in kinds):
        yield f"{site} in ld alone{news}"


def _order(groups: Groups) -> dict[frozenset[str], list[str]]:
    """Number the names in lines near the heading, in the order of the page."""
    near = [
        keys
        for keys, (_, group) in groups.items()
        if any(c.hints & _NEAR and Hint.SEVERAL_LINES not in c.hints for c in group)
    ]
    return {keys: [f"shown {min(n + 1, 3)} of {min(len(near), 3)}"] for n, keys in enumerate(near)}


def kind(candidate: Candidate) -> str:
    """Return the weights' name for the place of a candidate."""
    source, hints = candidate.source.type, candidate.hints
    if source is SourceType.JSON_LD:
        name = "ld" if Hint.ARTICLE in hints else "ldpage"
        name = "ldnested" if Hint.NESTED in hints else name
        return f"{name} other" if Hint.CONTRIBUTOR in hints else name
    name = _KINDS.get(source, "")
    if name == "item" and hints & {Hint.NESTED, Hint.ONE_OF_SEVERAL, Hint.ORPHAN}:
        return "itemother"
    if name:
        return name
    is_inside = Hint.IN_A_LINE in hints
    for hint, name in _LINE_KINDS.items():
        if hint in hints and not (hint is Hint.BY and is_inside):
            return "by linked" if hint is Hint.LINKED and Hint.BY in hints else name
    return "in a line" if is_inside else "visible"


def _places(group: list[Candidate], page: set[str]) -> Iterator[str]:
    names = {kind(c) for c in group}
    yield from names
    yield f"places {min(len(names), 4)}"
    for candidate in group:
        hints = candidate.hints
        name = kind(candidate)
        for flag in _FLAGS:
            if flag in hints:
                yield f"{name} {flag}"
        where = next((p for p in DISTANCES if p in hints), None)
        if where is None:
            yield "in data"
            continue
        beside = next((b for b in SURROUNDINGS if b in hints), "clear")
        yield f"shown {where}"
        yield f"shown {where} {beside}"
        yield f"shown {beside}"
        yield f"{name} {where}"
        yield f"{name} {beside}"
        yield from (flag for flag in _LINE_FLAGS if flag in hints)
        if Hint.SEVERAL_LINES in hints:
            yield Hint.SEVERAL_LINES
            yield f"{Hint.SEVERAL_LINES} {where}"
    for other in page - names:
        if other in _AGAINST:
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
    if any(is_organization(name) for name in names):
        yield "organization"
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


def _beside(keys: frozenset[str], groups: Groups) -> Iterator[str]:
    if len(groups) == 1:
        yield "the only"
    elif not all(map(is_person, groups[keys][0])):
        others = {kind(c) for names, g in groups.values() for c in g if all(map(is_person, names))}
        yield from (f"no people against people {name}" for name in others & _OWN_DATA)
    for other, (_, group) in groups.items():
        relation = _relation(keys, other)
        if relation:
            yield relation
            for name in {kind(c) for c in group if not c.hints & _LISTED}:
                yield f"{relation} {name}"
            if any(Hint.NEWS in c.hints and Hint.NESTED not in c.hints for c in group):
                yield f"{relation} of news"


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
