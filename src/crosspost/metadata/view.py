"""One look at the page, shared by all readers: the tree is walked once for each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree

from crosspost import urls
from crosspost.metadata.day_words import Day, find_days
from crosspost.metadata.lines import Line, read_lines
from crosspost.metadata.text import fold, key, slug_words, squash, words
from crosspost.model import Document

# In lines; a byline or a date farther away from the heading is another's more often than the
# article's.
BEFORE, AFTER = 12, 40
# Both syntaxes name the thing before its properties; most pages have neither.
_HAS_ITEMS = etree.XPath("boolean(descendant::*/@itemscope) or boolean(descendant::*/@typeof)")
_MEANING = frozenset({"itemprop", "property", "itemscope", "typeof"})
_MAX_ATTRIBUTED = 6_000
# A heading has to share this much with the head's title; an h1 is given a part of it.
_LEAST, _H1, _SURE = 0.6, 0.45, 1.1
# An address with fewer words may say anything ("/blog/post").
_LEAST_SLUG = 3
_MAX_META = 2_000
_HEADINGS = frozenset({"h2", "h3"})
_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_MAX_HEADINGS = 200


class View:
    """What several readers ask of the same page; everything is worked out on first use."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tree = document.tree
        # As far as they were read: to read all of them takes as long as everything else.
        self.lines: list[Line] = []
        self._days: dict[int, tuple[Day, ...]] = {}

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Every ``<meta>``: name, property, itemprop or http-equiv in lower case → its contents."""
        found: dict[str, list[str]] = {}
        for element in islice(self.tree.iter("meta"), _MAX_META):
            given = dict(element.items())
            content = given.get("content", "").strip()
            if not content:
                continue
            names = [
                name
                for attribute in _META_NAMES
                if attribute in given
                for name in given[attribute].lower().split()[:3]
            ]
            for name in dict.fromkeys(names):
                found.setdefault(name, []).append(content)
        return found

    @cached_property
    def language(self) -> str:
        """The language that the page says it is in, as a BCP 47 tag; "en" where it says none."""
        for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
            value = fold(self.tree.get(name) or "")
            if value:
                return value.replace("_", "-")
        for name in ("og:locale", "content-language", "dc.language"):
            for value in self.meta.get(name, []):
                return fold(value).replace("_", "-")
        return "en"

    @cached_property
    def _unread(self) -> Iterator[Line]:
        return read_lines(self.tree, self.heading, BEFORE)

    def read_lines(self, count: int | None = None) -> list[Line]:
        """Return ``lines``, read so far that there are as many as this; None for all.

        They are the visible text of the body, block by block, from a little before the heading on:
        what stands farther before it is the site's. Of a page without a heading it is all of it.
        """
        more = None if count is None else max(0, count - len(self.lines))
        self.lines.extend(islice(self._unread, more))
        return self.lines

    def days(self, line: Line) -> tuple[Day, ...]:
        """The days in a line, in the order that they stand there."""
        days = self._days.get(line.index)
        if days is None:
            found = sorted(find_days(line.text, self.language), key=lambda day: day.start)
            days = self._days[line.index] = tuple(found)
        return days

    @cached_property
    def attributed(self) -> tuple[Any, ...]:
        """The elements with microdata's or RDFa's attributes."""
        if not _HAS_ITEMS(self.tree.getroottree()):
            return ()
        marked = (e for e in self.tree.iter("*") if not _MEANING.isdisjoint(e.keys()))
        return tuple(islice(marked, _MAX_ATTRIBUTED))

    @cached_property
    def text(self) -> str:
        """The visible text around the heading, as one line."""
        return " ".join(line.text for line in self.near)

    def is_common(self, word: str) -> bool:
        """Tell whether the page writes this word in lower case too: hardly anybody's name."""
        return not word.islower() and f" {word.lower()} " in self.text

    @cached_property
    def title_texts(self) -> tuple[str, ...]:
        """What the page's head calls it: ``<title>``, ``og:title`` and the like."""
        title = self.tree.find(".//head/title")
        if title is None:
            title = self.tree.find(".//title")
        texts = [(title.text or "") if title is not None else ""]
        for name in ("og:title", "twitter:title", "headline", "dc.title", "citation_title"):
            texts += self.meta.get(name, [])[:1]
        return tuple(fold(text) for text in texts if text.strip())

    @cached_property
    def headings(self) -> tuple[Any, ...]:
        """Every ``h1``, in the order of the page."""
        return tuple(islice(self.tree.iter("h1"), _MAX_HEADINGS))

    @cached_property
    def heading(self) -> Any | None:
        """The element that shows the title: mostly an ``h1`` that says what the head says.

        None where nothing on the page looks like it.
        """
        wanted = [set(words(text)) for text in self.title_texts]
        slug = slug_words(self.document.url)
        if len(slug) >= _LEAST_SLUG:
            wanted.append(set(slug))
        own = [element for element in self.headings if not self._is_site(_text(element))]
        best, most = _most_alike(own, wanted, _H1)
        if most < _SURE:
            other, likeness = _most_alike(self._other_headings(), wanted, 0.0)
            if likeness > most:
                best = other
        if best is None and len(own) == 1 and fold(_text(own[0])):
            return own[0]
        return best

    def _other_headings(self) -> tuple[Any, ...]:
        """The elements other than ``h1`` that can be the title's."""
        found = (
            element
            for element in self.tree.iter("*")
            if element.tag in _HEADINGS
            or ((marks := element.get("class")) and "title" in marks)
            or element.get("role") == "heading"
        )
        return tuple(islice(found, _MAX_HEADINGS))

    def _is_site(self, text: str) -> bool:
        """Tell whether a heading is nothing but the site's name, as over every page of a blog."""
        name = squash(text)
        if not name:
            return False
        host = urls.host(self.document.url).removeprefix("www.")
        known = [*self.meta.get("og:site_name", []), *self.meta.get("application-name", [])]
        return name in {squash(host), squash(host.rsplit(".", 1)[0]), *map(squash, known)}

    @cached_property
    def around_heading(self) -> frozenset[Any]:
        """The elements that the heading stands in, and the heading itself."""
        if self.heading is None:
            return frozenset()
        return frozenset([self.heading, *self.heading.iterancestors()])

    @cached_property
    def heading_line(self) -> int | None:
        """The index in ``lines`` of the heading's first line; None where there is no heading."""
        if self.heading is None:
            return None
        inside = set(self.heading.iter())
        for line in self.read_lines(2 * BEFORE):
            if line.element in inside or line.holder in inside:
                return line.index
        shown = key(_text(self.heading))
        return next((line.index for line in self.read_lines() if key(line.text) == shown), None)

    @cached_property
    def near(self) -> list[Line]:
        """The lines around the heading, those after it first; without one those at the start."""
        start = self.heading_line or 0
        # Two more, where what stands beside the last one can be looked up.
        lines = self.read_lines(start + AFTER + 3)
        return [*lines[start : start + AFTER + 1], *lines[max(0, start - BEFORE) : start]]

    @cached_property
    def far(self) -> list[Line]:
        """All lines after those."""
        return self.read_lines()[(self.heading_line or 0) + AFTER + 1 :]


def _text(element: Any) -> str:
    return " ".join(element.itertext())


def _most_alike(
    elements: Sequence[Any], wanted: list[set[str]], extra: float
) -> tuple[Any | None, float]:
    """Return the element that says most of what the head says, and how much; None if too little."""
    best, most = None, 0.0
    for element in elements:
        likeness = max((_likeness(element, title) for title in wanted), default=0.0) + extra
        if likeness > most and likeness >= _LEAST:
            best, most = element, likeness
    return best, most


def _likeness(element: Any, title: set[str]) -> float:
    """Return how much of the heading's words the title has and the other way round, 0 to 1."""
    text = fold(_text(element))
    if not text or len(text) > 400:
        return 0.0
    shown = set(words(text))
    if not shown or not title:
        return 0.0
    return 2 * len(shown & title) / (len(shown) + len(title))
