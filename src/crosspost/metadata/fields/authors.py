"""The authors: people as the page names them, or a team or the site if it is named as author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata import ranker
from crosspost.metadata.candidate import Candidate, Chosen
from crosspost.metadata.fields.other_bylines import without_others
from crosspost.metadata.fields.site import names as site_names
from crosspost.metadata.hints import DISTANCES, SURROUNDINGS, Hint
from crosspost.metadata.people.common_words import is_of_common_words
from crosspost.metadata.people.names import is_person, people, without_title
from crosspost.metadata.people.words import PARTICLES, is_organization
from crosspost.metadata.ranker import Option
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
_LEAST_ORGANIZATION, _MOST_ORGANIZATION = 3, 8  # words
# Sets of names that are compared with each other; a page with more is a list of articles.
_MAX_GROUPS = 300
_LEAST = 0.5  # more than the score of nothing: better no author than a wrong one
# What a person is at the paper, after its name.
_POSTS = frozenset({"staff", "reporter", "correspondent", "writer", "team"})
_LEAST_PAPER = 4  # letters
# Pairs of names of two sets that are compared; the author lists of large experiments are longer.
_MAX_PAIRS = 10_000
_UNSURE = frozenset({*SURROUNDINGS, Hint.PLAIN})
# From these, readers have taken the names out of the words around them.
_NAMES_ONLY = frozenset(
    {
        SourceType.BYLINE,
        SourceType.SIGNATURE,
        SourceType.AUTHOR_LINK,
        SourceType.COPYRIGHT_NOTICE,
    }
)
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
_Group = tuple[tuple[str, ...], list[Candidate]]


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the authors."""
    offered = options(found, document, chosen)
    option = ranker.best("authors", offered, least(offered))
    return Chosen(option.value, option.source) if option else None


def lacks_author(found: Sequence[Candidate]) -> bool:
    """Tell whether no candidate names an author, so that the rest of the page is read.

    Names beside the text, or with nothing but the heading near them, do not count.
    """
    named = (c for c in found if c.field == "authors" and not c.hints & _UNSURE)
    return not any(any(map(people, c.value)) for c in named)  # type: ignore[arg-type]


def least(offered: Sequence[Option]) -> float:
    """Return the score that an option must exceed: any will do where the page says whom to cite."""
    return float("-inf") if any(map(_is_cited, offered)) else _LEAST


def _is_cited(option: Option) -> bool:
    return _KINDS[SourceType.CITATION] in option.features


def options(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> list[Option]:
    """Return the sets of names that the page offers, each with its features.

    Where a scholarly page says whom to cite, there are no other options: Google Scholar relies on
    ``citation_author``, so that publishers check it.
    """
    language = str(chosen.get("language") or "en")
    site = site_names(found, document)
    sections = _sections(found)
    groups: dict[frozenset[str], _Group] = {}
    for candidate in without_others(found):
        values: Any = candidate.value
        names = values
        if len(values) == 1 and squash(values[0]) in site:
            names = values  # "The Weekly Editor" may be the site's own name
        elif Hint.ORGANIZATION in candidate.hints and all(map(_can_sign, values)):
            names = values
        elif candidate.source.type not in _NAMES_ONLY:
            once = {
                key(n): n for value in reversed(values) for n in reversed(people(value, language))
            }
            names = tuple(reversed(once.values()))
        names = _without_site(tuple(_without_paper(name, site) for name in names), site)
        if names and not all(key(name) in sections for name in names):
            keys = frozenset(key(without_title(name)) for name in names)
            if keys in groups or len(groups) < _MAX_GROUPS:
                groups.setdefault(keys, (names, []))[1].append(candidate)
    groups = _without_parts(groups)
    title = key(str(chosen.get("title") or ""))
    page = {kind(c) for _, group in groups.values() for c in group if Hint.FAR not in c.hints}
    order = _order(groups)
    shown = _Shown(document)
    bylines = [names for names, group in groups.values() if _is_byline(names, group)]
    made = []
    for keys, (names, group) in groups.items():
        shape = set(_shape(names, site, title))
        if any(Hint.FORUM in candidate.hints for candidate in group):
            shape.discard("account")
        if "people" in shape and any(Hint.ORGANIZATION in c.hints for c in group):
            shape = shape - {"people"} | {"no people", "organization"}
        if "account" in shape and _is_of_software(names, group, shown):
            continue
        features = {*_features(group, page), *shape, *_beside(keys, groups)}
        features |= set(order.get(keys, ()))
        if not any(candidate.hints & _NOT_DATA for candidate in group):
            features |= set(_seen(names, shown, shape))
            if "unseen" in features and any(names != other for other in bylines):
                features.add("unseen against a byline")
            if "the site" in shape:
                features |= set(_site_in_data(group, _site(shape)))
        features |= {
            f"{kind(candidate)} {trait}" for candidate in group for trait in shape & _TRAITS
        }
        first = max(group, key=lambda c: c.confidence)
        made.append(Option(names, first.source, frozenset(features)))
    return list(filter(_is_cited, made)) or made


class _Shown:
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
        """Return whether a name stands alone, in other words, or nowhere."""
        name = name.lower()
        if name in self._alone:
            return "seen alone"
        return "seen in words" if name in self._joined else "unseen"


def _seen(names: Any, shown: _Shown, shape: set[str]) -> Iterator[str]:
    """Tell whether names from the page's data are anywhere on the page."""
    where = shown.where(names[0])
    if "the site" in shape:
        yield f"{_site(shape)} {where}"  # its name is on every page
        return
    yield where
    yield from (f"{where} {trait}" for trait in shape & _TRAITS)


def _is_of_software(names: Any, group: list[Candidate], shown: _Shown) -> bool:
    """Tell whether names are only accounts of the site's software, which no reader sees."""
    if any(candidate.hints & _SHOWN for candidate in group):
        return False
    return all(_LOGIN.search(name) and shown.where(name) == "unseen" for name in names)


def _is_byline(names: Any, group: list[Candidate]) -> bool:
    """Tell whether names are those of people in a byline near the heading."""
    near = any(c.hints & _NEAR and not c.hints & _UNSURE and Hint.BY in c.hints for c in group)
    return near and all(map(is_person, names))


def _site(shape: set[str]) -> str:
    return "a person's site" if "people" in shape else "the site"


def _site_in_data(group: list[Candidate], site: str) -> Iterator[str]:
    """Say which of the page's data name the site as author: most makers fill that in unasked."""
    news = " of news" if any(Hint.NEWS in candidate.hints for candidate in group) else ""
    kinds = {kind(candidate) for candidate in group}
    yield f"{site} in {len(kinds)} places{news}"
    if all(name.startswith("ld") for name in kinds):
        yield f"{site} in ld alone{news}"


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


def _without_parts(groups: dict[frozenset[str], _Group]) -> dict[frozenset[str], _Group]:
    """Leave out a part of the people whom the article's JSON-LD names, and names cut to initials.

    A byline may show one of three, or link one. What is known of initials ("A. Otter", "ao") is
    known of the full name.
    """
    whole = [k for k, (names, group) in groups.items() if _names_all(names, group)]
    kept: dict[frozenset[str], _Group] = {}
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
    return any(kind(candidate) == "ld" for candidate in group)


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


def _order(groups: dict[frozenset[str], _Group]) -> dict[frozenset[str], list[str]]:
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


def _beside(keys: frozenset[str], groups: dict[frozenset[str], _Group]) -> Iterator[str]:
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
