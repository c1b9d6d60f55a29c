"""JSON-LD: the nodes of schema.org in ``<script type="application/ld+json">``.

https://schema.org/Article, https://www.w3.org/TR/json-ld11/ (``@graph``, ``@id`` references).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.hints import Hint, Hints
from crosspost.metadata.readers.broken_json import read_json
from crosspost.metadata.schema_org import Node, article_candidates, breadcrumb_candidates
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import key, listed, plain
from crosspost.metadata.view import View

# Remix writes JSON-LD into a ``<meta>`` of this name.
_IN_META = "script:ld+json"
_MAX_SCRIPTS = 50
_MAX_NODES = 3_000
_MAX_DEPTH = 100
# Rare forms: {"@value": "2024-03-05"}, {"@list": […]}, "schema:headline".
_LONG_FORM = lazy_compile(r'"@(?:value|list|set)"\s*:|"(?:https?://schema\.org/|schema:)\w+"\s*:')
_VOCABULARY = lazy_compile(r"^(?:https?://schema\.org/|schema:)")
# A node with one of these hints is this page's; where there is one, the others are teasers.
_OURS = frozenset({Hint.THIS_PAGE, Hint.THIS_TITLE})
_TITLES = frozenset({"headline", "name"})
_TELLING = frozenset({"author", "datePublished"})
_LISTS = frozenset(
    listed(
        "comment itemListElement blogPost blogPosts hasPart review reviews relatedLink citation"
        " mentions episode video subjectOf workExample about suggestedAnswer acceptedAnswer"
        " isBasedOn"
    )
)


def read(view: View) -> Iterator[Candidate]:
    """Yield what the page's JSON-LD says of the article, the site and the breadcrumb."""
    nodes = _nodes(view)
    by_id = {node.id: node for node, _ in nodes if node.id and len(node.properties) > 1}
    for node, nested in nodes:
        if node.is_a("BreadcrumbList"):
            yield from breadcrumb_candidates(node, by_id, SourceType.JSON_LD)
        elif node.is_a("WebSite"):
            yield from _site(node, nested)
    articles = [(node, nested) for node, nested in nodes if node.is_article or node.is_page]
    seen = [(node, _hints(node, nested, view)) for node, nested in articles]
    own = _own(seen)
    for node, hints in seen:
        if own and (not _OURS & hints if node.is_page else node not in own):
            hints |= {Hint.NESTED}
        yield from article_candidates(node, by_id, SourceType.JSON_LD, hints, view.language)


def _own(seen: list[tuple[Node, Hints]]) -> list[Node]:
    """Return the articles that are this page's, so that author and day are of the same one.

    They have its title; or else its URL; or else it is the first that has an author or a day.
    """
    articles = [(node, hints) for node, hints in seen if node.is_article]
    for hint in (Hint.THIS_TITLE, Hint.THIS_PAGE):
        if any(hint in hints for _, hints in articles):
            return [
                n for n, hints in articles if hint in hints or not (_TITLES & n.properties.keys())
            ]
    whole = [
        n for n, hints in articles if Hint.NESTED not in hints and _TELLING & n.properties.keys()
    ]
    return whole[:1]


def _shortened(value: Any, depth: int = 0) -> Any:
    """Return JSON-LD with bare values and lists, and with names without their vocabulary."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [_shortened(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    for wrapper in ("@value", "@list", "@set"):
        if wrapper in value:
            return _shortened(value[wrapper], depth + 1)
    return {_VOCABULARY.sub("", name): _shortened(v, depth + 1) for name, v in value.items()}


def _site(node: Node, nested: bool) -> Iterator[Candidate]:
    name = plain(node.text("name") or node.text("alternateName"))
    if name:
        source = Source(SourceType.JSON_LD, "WebSite")
        yield Candidate("site", name, source, 0.6 if nested else 0.7)
    license = plain(node.url("license"))
    if license and not nested:
        source = Source(SourceType.JSON_LD, "WebSite license")
        yield Candidate("license", license, source, 0.7)


def _hints(node: Node, nested: bool, view: View) -> Hints:
    """Return hints on whether the node describes this page, or a teaser, a comment or a list."""
    hints = {Hint.ARTICLE} if node.is_article else {Hint.PAGE}
    if nested:
        hints.add(Hint.NESTED)
    here = urls.identity(view.document.url)
    named = [node.id, node.text("url"), node.text("mainEntityOfPage")]
    known = {
        urls.identity(urls.absolute(view.document.base_url, url) or "") for url in named if url
    }
    if here and here in known:
        hints.add(Hint.THIS_PAGE)
    title = key(plain(node.text("headline") or node.text("name")))
    if title and any(title in text or text in title for text in view.title_keys):
        hints.add(Hint.THIS_TITLE)
    return frozenset(hints)


def _nodes(view: View) -> list[tuple[Node, bool]]:
    """Return every node with a type or an ``@id``, and whether it is in a list of others."""
    found: list[tuple[Node, bool]] = []
    todo: list[tuple[Any, bool]] = []
    scripts = (s for s in view.document.elements["script"] if "ld+json" in (s.get("type") or ""))
    texts = [script.text or "" for script in islice(scripts, _MAX_SCRIPTS)]
    for text in texts + view.meta.get(_IN_META, [])[:_MAX_SCRIPTS]:
        values = read_json(text)
        if _LONG_FORM.search(text):
            values = list(map(_shortened, values))
        todo += [(value, False) for value in values]
    todo.reverse()
    steps = 0
    while todo and steps < _MAX_NODES:
        steps += 1
        value, nested = todo.pop()
        if isinstance(value, list):
            todo.extend((item, nested) for item in reversed(value))
        elif isinstance(value, dict):
            if "@type" in value or "@id" in value:
                found.append((Node(value), nested))
            todo.extend(
                (child, nested or name in _LISTS)
                for name, child in reversed(list(value.items()))
                if isinstance(child, dict | list)
            )
    return found
