"""Microdata: ``itemscope``, ``itemtype``, ``itemprop`` (https://html.spec.whatwg.org/#microdata)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.hints import Hint
from crosspost.metadata.schema_org import Node, article_candidates, breadcrumb_candidates
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import fold, key, listed, plain, text_of
from crosspost.metadata.view import View

_MAX_ITEMS = 3_000
# The attribute with the value, by element; others have their text (HTML standard, 5.2.4 Values).
_VALUE_IN = {
    "meta": "content",
    "img": "src",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
    "data": "value",
    "meter": "value",
    "time": "datetime",
    "link": "href",
    "area": "href",
}
# Properties whose value is a URL: of a link the ``href``, not the text.
_URL_PROPERTIES = frozenset(
    {"url", "mainentityofpage", "image", "license", "sameas", "item", "logo"}
)
# Names in lower case → as schema.org writes them.
_NAMES = {
    name.lower(): name
    for name in listed(
        "headline name alternativeHeadline author creator contributor datePublished dateCreated"
        " uploadDate dateModified publisher description abstract inLanguage license url"
        " mainEntityOfPage image thumbnailUrl keywords articleSection itemListElement item"
        " givenName familyName contentUrl"
    )
}
_ASIDE = frozenset({"comment", "review", "hasPart", "blogPost", "itemListElement", "citation"})


def read(view: View) -> Iterator[Candidate]:
    """Yield what the page's microdata says of the article."""
    items, nested, orphans = _items(view)
    several = sum(Node(properties).is_article for properties in items.values()) > 1
    for element, properties in items.items():
        node = Node(properties)
        if node.is_a("BreadcrumbList"):
            yield from breadcrumb_candidates(node, {}, SourceType.MICRODATA)
        elif node.is_article or node.is_page:
            hints = {Hint.ARTICLE if node.is_article else Hint.PAGE}
            if element in nested:
                hints.add(Hint.NESTED)
            title = key(plain(node.text("headline") or node.text("name")))
            if title and any(title in text for text in view.title_keys):
                hints.add(Hint.THIS_TITLE)
            elif several:
                hints.add(Hint.NESTED)  # a list of other articles
            yield from article_candidates(
                node, {}, SourceType.MICRODATA, frozenset(hints), view.language
            )
        elif node.is_a("WebSite") and node.text("name"):
            source = Source(SourceType.MICRODATA, "WebSite")
            yield Candidate("site", plain(node.text("name")), source, 0.6)
    if len(orphans) > 1:
        orphans["@type"] = "WebPage"
        orphan = frozenset({Hint.PAGE, Hint.ORPHAN})
        yield from article_candidates(
            Node(orphans), {}, SourceType.MICRODATA, orphan, view.language
        )


def _items(view: View) -> tuple[dict[Any, dict[str, Any]], set[Any], dict[str, Any]]:
    """Return items by element, those in a list or a comment, and properties without an item."""
    items: dict[Any, dict[str, Any]] = {}
    nested: set[Any] = set()
    orphans: dict[str, Any] = {}
    for element in view.document.attributed[:_MAX_ITEMS]:
        owner = next((a for a in element.iterancestors() if a in items), None)
        value: Any = None
        if element.get("itemscope") is not None:
            value = items[element] = {"@type": (element.get("itemtype") or "").split()}
            if element.get("itemid"):
                value["@id"] = element.get("itemid")
            if owner in nested:
                nested.add(element)
        for name in (element.get("itemprop") or "").split()[:5]:
            name = _NAMES.get(name.lower(), name)
            if value is not None and name in _ASIDE:
                nested.add(element)
            target = orphans if owner is None else items[owner]
            target.setdefault(name, []).append(
                value if value is not None else _value(element, name)
            )
    return items, nested, orphans


def _value(element: Any, name: str) -> str:
    attribute = _VALUE_IN.get(element.tag)
    if attribute is None and name.lower() in _URL_PROPERTIES and element.tag == "a":
        attribute = "href"
    value = element.get(attribute) if attribute else None
    value = value or element.get("content")
    return value if value else fold(text_of(element, " "))
