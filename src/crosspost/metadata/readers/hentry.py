"""Microformats: ``h-entry`` and the older ``hAtom`` that most WordPress themes still write.

https://microformats.org/wiki/h-entry, https://microformats.org/wiki/hatom
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.hints import Hint
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import fold, key, text_of
from crosspost.metadata.view import View

# Elements that an entry can be.
_HOLDERS = frozenset(("article", "div", "main", "section", "body", "li"))
_MAX_ENTRIES = 30
_MAX_INSIDE = 3_000
_ROOTS = frozenset({"h-entry", "hentry"})
_OTHERS = _ROOTS | {
    *("h-cite", "h-feed", "h-event", "h-review", "h-item", "p-comment", "u-comment", "comment"),
    *("comments", "comment-list", "commentlist", "comments-area", "related-posts", "hreview"),
}
_TITLES = {"p-name": 0.8, "entry-title": 0.8}
_AUTHORS = {"p-author": 0.8, "author": 0.5, "fn": 0.6}
_TIMESTAMPS: tuple[tuple[Field, dict[str, float]], ...] = (
    ("published", {"dt-published": 0.85, "published": 0.7}),
    ("updated", {"dt-updated": 0.8, "updated": 0.5}),
)
_NAMES = frozenset(
    ["p-category", *_TITLES, *_AUTHORS, *(name for _, names in _TIMESTAMPS for name in names)]
)


def read(view: View) -> Iterator[Candidate]:
    """Yield what the page's entry says; of several entries the one with the page's title."""
    flow = view.document.flow
    boxes = zip(flow.box_nodes, flow.box_tags, flow.box_classes, strict=True)
    marked = (flow.nodes[n] for n, tag, names in boxes if "entry" in names and tag in _HOLDERS)
    entries = list(islice((e for e in marked if _ROOTS & _classes(e)), _MAX_ENTRIES))
    entries = [e for e in entries if not any(a in entries for a in e.iterancestors())]
    for entry in entries:
        found = list(_entry(entry))
        title = next((key(str(c.value)) for c in found if c.field == "title"), "")
        hints = set() if len(entries) == 1 else {Hint.ONE_OF_SEVERAL}
        if title and any(title in text for text in view.title_keys):
            hints = {Hint.THIS_TITLE}
        for candidate in found:
            trust = candidate.confidence * (0.4 if Hint.ONE_OF_SEVERAL in hints else 1.0)
            yield Candidate(
                candidate.field, candidate.value, candidate.source, trust, frozenset(hints)
            )


def _source(name: str) -> Source:
    return Source(SourceType.MICROFORMATS, name)


def _classes(element: Any) -> frozenset[str]:
    return frozenset((element.get("class") or "").lower().split())


def _entry(entry: Any) -> Iterator[Candidate]:
    authors: list[str] = []
    trust = 0.0
    tags: list[str] = []
    others: set[Any] = set()  # what is in the entry and not its own
    for element in islice(entry.iter("*"), _MAX_INSIDE):
        classes = _classes(element)
        if element.getparent() in others or (element is not entry and _is_of_others(classes)):
            others.add(element)
            continue
        if _NAMES.isdisjoint(classes):
            continue
        for name in filter(classes.__contains__, _TITLES):
            text = _text(element)
            if text and len(text) < 300:
                yield Candidate("title", text, _source(name), _TITLES[name])
        for name in filter(classes.__contains__, _AUTHORS):
            text = _text(element) or _portrait(element)
            if text and len(text) < 100 and text not in authors:
                authors.append(text)
                trust = max(trust, _AUTHORS[name])
        yield from _timestamps(element, classes)
        if "p-category" in classes:
            tags.append(_text(element).lstrip("#"))
    if authors:
        yield Candidate("authors", tuple(authors[:10]), _source("author"), trust)
    if any(tags):
        yield Candidate("tags", tuple(filter(None, tags)), _source("p-category"), 0.8)


def _is_of_others(classes: frozenset[str]) -> bool:
    """Tell whether an element is a comment, a cited work or another entry within the entry."""
    return not _OTHERS.isdisjoint(classes)


def _timestamps(element: Any, classes: frozenset[str]) -> Iterator[Candidate]:
    for field, names in _TIMESTAMPS:
        for name in filter(classes.__contains__, names):
            given = element.get("datetime") or element.get("title") or _text(element)
            timestamp = read_timestamp(given)
            if timestamp:
                yield Candidate(field, timestamp, _source(name), names[name])


def _portrait(element: Any) -> str:
    """Return the ``alt`` of an author's picture, for an element without text."""
    picture = element if element.tag == "img" else element.find(".//img")
    return fold(picture.get("alt") or "") if picture is not None else ""


def _text(element: Any) -> str:
    return fold(text_of(element, " "))
