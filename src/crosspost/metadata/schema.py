"""What schema.org says of an article, whatever syntax says it: JSON-LD, microdata or RDFa.

https://schema.org/CreativeWork names the properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.days.iso import read_moment
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
# Where people go by the names of their accounts.
_FORUMS = frozenset({"discussionforumposting", "socialmediaposting"})
_PEOPLE = frozenset({"person", "author"})
_ORGANISATIONS = frozenset(
    listed(
        "organization newsmediaorganization corporation localbusiness brand"
        " educationalorganization collegeoruniversity governmentorganization ngo website"
    )
)
_ADDRESSES = ("license", "canonical_url")
_NUMBER = lazy_compile(r"\d{1,5}")
# Authors, pictures or steps of one node.
_MAX_VALUES = 200
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
        """Its types in lower case, without the vocabulary's address."""
        names = [name for name in as_list(self.properties.get("@type")) if isinstance(name, str)]
        return frozenset(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names)

    def is_a(self, name: str) -> bool:
        """Tell whether the node has this type."""
        return name.lower() in self.types

    @property
    def is_article(self) -> bool:
        """True for a text that has an author and a day."""
        return bool(self.types & _ARTICLES)

    @property
    def is_page(self) -> bool:
        """True for a web page, of which an article may be the heart."""
        return bool(self.types & _PAGES)

    def text(self, name: str) -> str:
        """Return the first text of a property; of a nested thing its name, address or id."""
        return self._first(name, ("@value", "name", "url", "@id"))

    def address(self, name: str) -> str:
        """Return the first text of a property; of a nested thing its address before its name."""
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
    node: Node, by_id: _Named, source: str, hints: frozenset[str]
) -> Iterator[Candidate]:
    """Yield everything that an article's (or page's) node says."""
    trust = 0.9 if node.is_article else 0.5
    if "nested" in hints:
        trust *= 0.4
    for name, weight in (("headline", 1.0), ("name", 0.9), ("alternativeHeadline", 0.4)):
        title = plain(node.text(name))
        if title:
            yield Candidate("title", title, f"{source} {name}", trust * weight, hints)
    where = hints | {"forum"} if node.types & _FORUMS else hints
    yield from _authors(node, by_id, source, trust, where)
    for field, name, weight in (
        ("published", "datePublished", 1.0),
        ("published", "dateCreated", 0.7),
        ("published", "uploadDate", 0.4),
        ("updated", "dateModified", 1.0),
    ):
        moment = read_moment(node.text(name))
        if moment:
            yield Candidate(field, moment, f"{source} {name}", trust * weight, hints)  # type: ignore[arg-type]
    yield from _about(node, by_id, source, trust, hints)


def _authors(
    node: Node, by_id: _Named, source: str, trust: float, hints: frozenset[str]
) -> Iterator[Candidate]:
    for name, weight in (("author", 1.0), ("creator", 0.8), ("contributor", 0.3)):
        people: list[str] = []
        others: list[str] = []
        for value in as_list(node.properties.get(name)):
            if isinstance(value, str) and value.strip() in by_id:
                value = by_id[value.strip()].properties
            if isinstance(value, str):
                people.append(value)
                continue
            if isinstance(value, Mapping):
                thing = _resolve(Node(value), by_id)
                names = [n for n in as_list(thing.properties.get("name")) if isinstance(n, str)]
                if not names:
                    names = [_full_name(thing)]
                (others if thing.types & _ORGANISATIONS else people).extend(filter(None, names))
        if people:
            found = tuple(plain(person) for person in people)
            yield Candidate(
                "authors", found, f"{source} {name}", trust * weight, hints | {"person"}
            )
        if others:
            found = tuple(plain(other) for other in others)
            yield Candidate(
                "authors", found, f"{source} {name}", trust * weight * 0.6, hints | {"organisation"}
            )


def _full_name(node: Node) -> str:
    return f"{node.text('givenName')} {node.text('familyName')}".strip()


def _resolve(node: Node, by_id: _Named) -> Node:
    """Return the node that a reference ``{"@id": …}`` stands for."""
    known = by_id.get(node.id)
    if known is None or "name" in node.properties:
        return node
    return known


def _about(
    node: Node, by_id: _Named, source: str, trust: float, hints: frozenset[str]
) -> Iterator[Candidate]:
    """Yield site, description, image, address, language, license, tags and categories."""
    for value in as_list(node.properties.get("publisher"))[:1]:
        owner = _resolve(Node(value), by_id) if isinstance(value, Mapping) else None
        for logo in as_list(owner.properties.get("logo") if owner else None)[:2]:
            yield from _image(logo, by_id, f"{source} publisher logo", 0.0, frozenset({"logo"}))
        name = plain(owner.text("name") if owner else str(value))
        if name and "nested" not in hints:
            yield Candidate("site", name, f"{source} publisher", 0.5 * trust)
    for field, name, weight in (
        ("description", "description", 0.8),
        ("description", "abstract", 0.8),
        ("language", "inLanguage", 0.8),
        ("license", "license", 1.0),
        ("canonical_url", "url", 0.6),
        ("canonical_url", "mainEntityOfPage", 0.5),
    ):
        text = plain(node.address(name) if field in _ADDRESSES else node.text(name))
        if text:
            yield Candidate(field, text, f"{source} {name}", trust * weight, hints)  # type: ignore[arg-type]
    for name in ("image", "thumbnailUrl"):
        for value in as_list(node.properties.get(name))[:5]:
            yield from _image(value, by_id, f"{source} {name}", trust, hints)
    for field, name in (("tags", "keywords"), ("categories", "articleSection")):
        texts = tuple(
            plain(value if isinstance(value, str) else Node(value).text("name"))
            for value in as_list(node.properties.get(name))
            if isinstance(value, str | Mapping)
        )
        if any(texts):
            yield Candidate(field, texts, f"{source} {name}", trust, hints)  # type: ignore[arg-type]


def _image(
    value: Any, by_id: _Named, source: str, trust: float, hints: frozenset[str]
) -> Iterator[Candidate]:
    if isinstance(value, Mapping):
        node = _resolve(Node(value), by_id)
        node = by_id.get(node.id, node) if not node.text("url") else node
        address = node.text("contentUrl") or node.text("url") or node.id
        size = [_NUMBER.match(node.text(name)) for name in ("width", "height")]
        if size[0] and size[1]:
            hints |= {f"{size[0][0]}x{size[1][0]}"}
    else:
        address = value if isinstance(value, str) else ""
    if address.strip():
        yield Candidate("image", address.strip(), source, 0.7 * trust, hints)


def breadcrumb_candidates(node: Node, by_id: _Named, source: str) -> Iterator[Candidate]:
    """Yield the way to the page, without the home page and the page itself, as categories."""
    steps = []
    for item in as_list(node.properties.get("itemListElement")):
        if isinstance(item, Mapping):
            step = Node(item)
            name = plain(step.text("name") or _inner_name(item, by_id))
            steps.append(name)
    if len(steps) > 2:
        yield Candidate("categories", tuple(steps[1:-1]), f"{source} BreadcrumbList", 0.5)


def _inner_name(item: Mapping[str, Any], by_id: _Named) -> str:
    inner = item.get("item")
    return _resolve(Node(inner), by_id).text("name") if isinstance(inner, Mapping) else ""
