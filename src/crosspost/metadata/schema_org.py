"""Candidates from schema.org items, in whatever syntax: JSON-LD, microdata or RDFa.

https://schema.org/CreativeWork names the properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.hints import Hint, Hints
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import listed, plain

_ARTICLES = frozenset(
    listed(
        "article newsarticle blogposting posting socialmediaposting reportagenewsarticle"
        " techarticle scholarlyarticle medicalscholarlyarticle opinionnewsarticle"
        " analysisnewsarticle reviewnewsarticle backgroundnewsarticle askpublicnewsarticle"
        " report satiricalarticle advertisercontentarticle liveblogposting"
        " discussionforumposting review recipe howto criticreview guide essay medicalwebpage"
    )
)
_PAGES = frozenset(listed("webpage itempage aboutpage faqpage qapage creativework collectionpage"))
_KINDS = {
    # Their authors are often named by their accounts.
    Hint.FORUM: frozenset({"discussionforumposting", "socialmediaposting"}),
    # Their author is often an agency or the paper itself.
    Hint.NEWS: frozenset(kind for kind in _ARTICLES if kind.endswith("newsarticle")),
}
_ORGANIZATIONS = frozenset(
    listed(
        "organization newsmediaorganization corporation localbusiness brand"
        " educationalorganization collegeoruniversity governmentorganization ngo website"
    )
)
_URL_FIELDS = frozenset({"license", "canonical_url"})
_TITLES = (("headline", 1.0), ("name", 0.9), ("alternativeHeadline", 0.4))
_AUTHORS = (("author", 1.0), ("creator", 0.8), ("contributor", 0.3))
_DAYS: tuple[tuple[Field, str, float, Hints], ...] = (
    ("published", "datePublished", 1.0, frozenset({Hint.DATE_PUBLISHED})),
    ("published", "dateCreated", 0.7, frozenset({Hint.DATE_CREATED})),
    ("published", "uploadDate", 0.4, frozenset()),
    ("updated", "dateModified", 1.0, frozenset()),
)
_TEXTS: tuple[tuple[Field, str, float], ...] = (
    ("description", "description", 0.8),
    ("description", "abstract", 0.8),
    ("language", "inLanguage", 0.8),
    ("license", "license", 1.0),
    ("canonical_url", "url", 0.6),
    ("canonical_url", "mainEntityOfPage", 0.5),
)
_LABELS: tuple[tuple[Field, str], ...] = (("tags", "keywords"), ("categories", "articleSection"))
_NUMBER = lazy_compile(r"\d{1,5}")
# Authors, pictures or steps of one node.
_MAX_VALUES = 200
# Things in things where a name belongs.
_MAX_NESTING = 5
_JSON = frozenset({"{", "["})
_Named = Mapping[str, "Node"]


@dataclass(frozen=True)
class Node:
    """A thing with properties; a value is text, a mapping (a nested thing) or a list of them."""

    properties: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its identifier, empty where it has none."""
        value = self.properties.get("@id")
        return value.strip() if isinstance(value, str) else ""

    @cached_property
    def types(self) -> frozenset[str]:
        """Its types in lower case, without the URL of the vocabulary."""
        names = [name for name in as_list(self.properties.get("@type")) if isinstance(name, str)]
        return frozenset(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names)

    def is_a(self, name: str) -> bool:
        """Tell whether the node has this type."""
        return name.lower() in self.types

    @property
    def is_article(self) -> bool:
        """True for an article or a similar text, which has an author and a day."""
        return bool(self.types & _ARTICLES)

    @property
    def is_page(self) -> bool:
        """True for a web page, which may contain an article."""
        return bool(self.types & _PAGES)

    def text(self, name: str) -> str:
        """Return the first text of a property; of a nested thing its name, URL or id."""
        return self._first(name, ("@value", "name", "url", "@id"))

    def url(self, name: str) -> str:
        """Return the first text of a property; of a nested thing its URL, id or name."""
        return self._first(name, ("@value", "url", "@id", "name"))

    def _first(self, name: str, inside: tuple[str, ...]) -> str:
        for value in as_list(self.properties.get(name)):
            if isinstance(value, Mapping):
                for inner in inside:
                    nested = value.get(inner)
                    if isinstance(nested, str) and nested.strip():
                        return nested
            elif isinstance(value, str | int | float) and str(value).strip():
                return str(value)
        return ""


def as_list(value: Any) -> list[Any]:
    """Return a property's values: it may have one, several or none. Too many are cut."""
    if value is None:
        return []
    return value[:_MAX_VALUES] if isinstance(value, list) else [value]


def article_candidates(
    node: Node, by_id: _Named, syntax: SourceType, hints: Hints, language: str = "en"
) -> Iterator[Candidate]:
    """Yield everything that the node of an article or a page says.

    Args:
        node: the node.
        by_id: the page's nodes by ``@id``, for references.
        syntax: that the node was read from.
        hints: what is known of the node.
        language: of the page, for days in words or numbers.
    """
    trust = 0.9 if node.is_article else 0.5
    if Hint.NESTED in hints:
        trust *= 0.4
    for name, weight in _TITLES:
        title = plain(node.text(name))
        if title:
            yield Candidate("title", title, Source(syntax, name), trust * weight, hints)
    where = hints | {hint for hint, types in _KINDS.items() if node.types & types}
    yield from _authors(node, by_id, syntax, trust, where)
    for field, name, weight, more in _DAYS:
        timestamp = read_timestamp(node.text(name), language)
        if timestamp:
            yield Candidate(field, timestamp, Source(syntax, name), trust * weight, hints | more)
    yield from _publisher(node, by_id, syntax, trust, hints)
    yield from _about(node, by_id, syntax, trust, hints)


def _authors(
    node: Node, by_id: _Named, syntax: SourceType, trust: float, hints: Hints
) -> Iterator[Candidate]:
    for name, weight in _AUTHORS:
        source = Source(syntax, name)
        known = hints if name == "author" else hints | {Hint.CONTRIBUTOR}
        people: list[str] = []
        others: list[str] = []
        for named, is_other in _named(node.properties.get(name), by_id):
            (others if is_other else people).append(named)
        if people:
            found = tuple(plain(person) for person in people)
            yield Candidate("authors", found, source, trust * weight, known | {Hint.PERSON})
        if others:
            found = tuple(plain(other) for other in others)
            yield Candidate(
                "authors", found, source, trust * weight * 0.6, known | {Hint.ORGANIZATION}
            )


def _named(value: Any, by_id: _Named, depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Yield the names in a property, each with whether it is an organization's.

    Some makers put a thing where the name belongs, or JSON into a text.
    """
    if depth > _MAX_NESTING:
        return
    for one in as_list(value):
        if isinstance(one, str) and one.strip() in by_id:
            one = by_id[one.strip()].properties
        if isinstance(one, Mapping):
            thing = _resolve(Node(one), by_id)
            names = thing.properties.get("name") or thing.properties.get("author")
            is_other = bool(thing.types & _ORGANIZATIONS)
            for name, inner in _named(names or _full_name(thing), by_id, depth + 1):
                yield name, is_other or inner
        elif isinstance(one, str) and one.strip()[:1] in _JSON:
            with suppress(ValueError, RecursionError):
                yield from _named(json.loads(one), by_id, depth + 1)
        elif isinstance(one, str) and one.strip():
            yield one, False
        elif isinstance(one, list):
            yield from _named(one, by_id, depth + 1)


def _full_name(node: Node) -> str:
    return f"{node.text('givenName')} {node.text('familyName')}".strip()


def _resolve(node: Node, by_id: _Named) -> Node:
    """Return the node that a reference ``{"@id": …}`` points to."""
    known = by_id.get(node.id)
    if known is None or "name" in node.properties:
        return node
    return known


def _publisher(
    node: Node, by_id: _Named, syntax: SourceType, trust: float, hints: Hints
) -> Iterator[Candidate]:
    """Yield the publisher's name as the site's, and its logo, which is not a lead image."""
    for value in as_list(node.properties.get("publisher"))[:1]:
        owner = _resolve(Node(value), by_id) if isinstance(value, Mapping) else None
        for logo in as_list(owner.properties.get("logo") if owner else None)[:2]:
            source = Source(syntax, "publisher logo")
            yield from _image(logo, by_id, source, 0.0, frozenset({Hint.LOGO}))
        name = plain(owner.text("name") if owner else str(value))
        if name and Hint.NESTED not in hints:
            yield Candidate("site", name, Source(syntax, "publisher"), 0.5 * trust)


def _about(
    node: Node, by_id: _Named, syntax: SourceType, trust: float, hints: Hints
) -> Iterator[Candidate]:
    """Yield description, image, URL, language, license, tags and categories."""
    for field, name, weight in _TEXTS:
        text = plain(node.url(name) if field in _URL_FIELDS else node.text(name))
        # In the body it may be that of a picture, which ``readers.licenses`` tells.
        if text and (field != "license" or syntax is SourceType.JSON_LD):
            yield Candidate(field, text, Source(syntax, name), trust * weight, hints)
    for name in ("image", "thumbnailUrl"):
        for value in as_list(node.properties.get(name))[:5]:
            yield from _image(value, by_id, Source(syntax, name), trust, hints)
    for field, name in _LABELS:
        texts = tuple(
            plain(value if isinstance(value, str) else Node(value).text("name"))
            for value in as_list(node.properties.get(name))
            if isinstance(value, str | Mapping)
        )
        if any(texts):
            yield Candidate(field, texts, Source(syntax, name), trust, hints)


def _image(
    value: Any, by_id: _Named, source: Source, trust: float, hints: Hints
) -> Iterator[Candidate]:
    pixels = None
    if isinstance(value, Mapping):
        node = _resolve(Node(value), by_id)
        node = by_id.get(node.id, node) if not node.text("url") else node
        url = node.text("contentUrl") or node.text("url") or node.id
        size = [_NUMBER.match(node.text(name)) for name in ("width", "height")]
        if size[0] and size[1]:
            pixels = int(size[0][0]) * int(size[1][0])
    else:
        url = value if isinstance(value, str) else ""
    if url.strip():
        yield Candidate("image", url.strip(), source, 0.7 * trust, hints, pixels)


def breadcrumb_candidates(node: Node, by_id: _Named, syntax: SourceType) -> Iterator[Candidate]:
    """Yield the steps of a breadcrumb, without the home page and the page itself, as categories."""
    steps = []
    for item in as_list(node.properties.get("itemListElement")):
        if isinstance(item, Mapping):
            step = Node(item)
            name = plain(step.text("name") or _inner_name(item, by_id))
            steps.append(name)
    if len(steps) > 2:
        source = Source(syntax, "BreadcrumbList")
        yield Candidate("categories", tuple(steps[1:-1]), source, 0.5)


def _inner_name(item: Mapping[str, Any], by_id: _Named) -> str:
    inner = item.get("item")
    return _resolve(Node(inner), by_id).text("name") if isinstance(inner, Mapping) else ""
