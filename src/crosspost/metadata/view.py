"""One look at the page, shared by all readers: the tree is walked once for each question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree

from crosspost import urls
from crosspost.metadata.lines import Line, read_lines
from crosspost.metadata.text import fold, key, slug_words, squash, words
from crosspost.model import Document

# Both syntaxes name the thing before its properties; most pages have neither.
_HAS_ITEMS = etree.XPath("boolean(//@itemscope) or boolean(//@typeof)")
_MAX_ATTRIBUTED = 6_000
# A heading has to share this much with the head's title; an h1 is given a part of it.
_LEAST, _H1, _SURE = 0.6, 0.45, 1.1
# More of them than any honest page has: the rest is not looked at.
_MAX_COMMON = 400
# An address with fewer words may say anything ("/blog/post").
_LEAST_SLUG = 3
_MAX_META = 2_000
_MAX_HEADINGS = 200


class View:
    """What several readers ask of the same page; everything is worked out on first use."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tree = document.tree

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Every ``<meta>``: name, property, itemprop or http-equiv in lower case → its contents."""
        found: dict[str, list[str]] = {}
        for element in islice(self.tree.iter("meta"), _MAX_META):
            content = (element.get("content") or "").strip()
            if not content:
                continue
            names = {
                name.strip().lower()
                for attribute in ("property", "name", "itemprop", "http-equiv")
                for name in (element.get(attribute) or "").split()[:3]
            }
            for name in names:
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
    def lines(self) -> tuple[Line, ...]:
        """The visible text of the body, block by block, in the order of the page."""
        return read_lines(self.tree)

    @cached_property
    def attributed(self) -> tuple[Any, ...]:
        """The elements with microdata's or RDFa's attributes."""
        if not _HAS_ITEMS(self.tree):
            return ()
        return tuple(islice(filter(_has_meaning, self.tree.iter("*")), _MAX_ATTRIBUTED))

    @cached_property
    def text(self) -> str:
        """The visible text of the page's first few hundred lines, as one line."""
        return " ".join(line.text for line in self.lines[:_MAX_COMMON])

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
            second = islice(filter(_may_be_heading, self.tree.iter("*")), _MAX_HEADINGS)
            other, likeness = _most_alike(tuple(second), wanted, 0.0)
            if likeness > most:
                best = other
        if best is None and len(own) == 1 and fold(_text(own[0])):
            return own[0]
        return best

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
        for line in self.lines:
            if line.element in inside or line.element is self.heading:
                return line.index
        shown = key(_text(self.heading))
        return next((line.index for line in self.lines if key(line.text) == shown), None)


def _has_meaning(element: Any) -> bool:
    """Tell whether an element has microdata or RDFa."""
    get = element.get
    return not (
        get("itemprop") is None
        and get("property") is None
        and get("itemscope") is None
        and get("typeof") is None
    )


def _may_be_heading(element: Any) -> bool:
    """Tell whether an element other than ``h1`` can be the title's."""
    get = element.get
    return (
        element.tag in ("h2", "h3") or "title" in (get("class") or "") or get("role") == "heading"
    )


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
