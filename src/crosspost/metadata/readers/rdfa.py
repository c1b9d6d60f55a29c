"""RDFa in the body: ``typeof`` and ``property`` with schema.org, Dublin Core, FOAF and SIOC names.

https://www.w3.org/TR/rdfa-lite/; Open Graph, which is RDFa in the head, has a reader of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.hints import Hint, Hints
from crosspost.metadata.schema_org import Node, article_candidates, breadcrumb_candidates
from crosspost.metadata.source import SourceType
from crosspost.metadata.text import fold, key, plain, text_of
from crosspost.metadata.view import View

# Drupal names the author with a relation, not with a property.
_WITH_CREATOR = etree.XPath("//body//*[@property or @typeof or contains(@rel,'sioc:has_creator')]")
_MAX_ELEMENTS = 2_000
# Names of other vocabularies → the same property of schema.org.
_SAME = {
    "dc:title": "headline",
    "dcterms:title": "headline",
    "dc:date": "datePublished",
    "dc:created": "datePublished",
    "dcterms:created": "datePublished",
    "dcterms:issued": "datePublished",
    "dc:modified": "dateModified",
    "dcterms:modified": "dateModified",
    "dc:creator": "author",
    "dcterms:creator": "author",
    "sioc:has_creator": "author",
    "cc:attributionname": "author",
    "foaf:name": "name",
    "dc:subject": "keywords",
    "dcterms:license": "license",
    "cc:license": "license",
}
_TYPES = {"sioc:item": "article", "sioc:post": "article", "foaf:document": "webpage"}


def read(view: View) -> Iterator[Candidate]:
    """Yield what RDFa in the body says of the article."""
    things: dict[Any, dict[str, Any]] = {}
    orphans: dict[str, Any] = {}
    elements = view.document.attributed[:_MAX_ELEMENTS]
    if any("sioc:" in (element.get("typeof") or "") for element in elements):
        elements = _WITH_CREATOR(view.tree)[:_MAX_ELEMENTS]
    for element in elements:
        if (
            element.tag == "meta"
            and element.get("name") is None
            and element.getparent().tag == "head"
        ):
            continue
        owner = next((a for a in element.iterancestors() if a in things), None)
        value: Any = None
        if element.get("typeof") is not None:
            types = [_TYPES.get(t.lower(), t) for t in element.get("typeof").split()]
            value = things[element] = {"@type": types}
        names = f"{element.get('property') or ''} {element.get('rel') or ''}".split()
        for name in names[:5]:
            name = _SAME.get(name.lower(), name.removeprefix("schema:"))
            target = orphans if owner is None else things[owner]
            target.setdefault(name, []).append(value if value is not None else _value(element))
    for thing in things.values():
        node = Node(thing)
        if node.is_a("BreadcrumbList"):
            yield from breadcrumb_candidates(node, {}, SourceType.RDFA)
        elif node.is_article or node.is_page:
            yield from article_candidates(
                node, {}, SourceType.RDFA, _hints(node, view), view.language
            )
    if orphans:
        node = Node({"@type": "WebPage", **orphans})
        hints = frozenset({Hint.PAGE, Hint.ORPHAN})
        yield from article_candidates(node, {}, SourceType.RDFA, hints, view.language)


def _hints(node: Node, view: View) -> Hints:
    hints = {Hint.ARTICLE if node.is_article else Hint.PAGE}
    title = key(plain(node.text("headline") or node.text("name")))
    if title and any(title in text for text in view.title_keys):
        hints.add(Hint.THIS_TITLE)
    return frozenset(hints)


def _value(element: Any) -> str:
    value = element.get("content") or element.get("datetime")
    return value if value else fold(text_of(element, " "))
