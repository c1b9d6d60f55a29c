"""What several readers need of a page, each computed once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from crosspost import urls
from crosspost.metadata.days.text import Day, find_days
from crosspost.metadata.headline import find_headline
from crosspost.metadata.lines import Line, read_lines
from crosspost.metadata.text import LONGEST, fold, key
from crosspost.model import Document
from crosspost.page.vocabulary import SKIPPED

# Lines; most bylines and dates that are farther from the heading are not the article's.
BEFORE, AFTER = 8, 20
# Top-level domains of countries where the day precedes the month in English.
_ENGLISH = frozenset({"uk", "ie", "au", "nz", "in", "za", "ng", "ke", "sg", "my", "hk", "pk", "lk"})
_MAX_META = 2_000
_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_MAX_HEADINGS = 200
_MAX_OF_LINE = 5_000  # characters


class View:
    """A page as the readers see it; everything is computed when it is first needed."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tree = document.tree
        # Those that have been read: reading all of them takes as long as everything else.
        self.lines: list[Line] = []
        self._days: dict[int, tuple[Day, ...]] = {}

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Every ``<meta>``: name, property, itemprop or http-equiv in lower case → its contents."""
        found: dict[str, list[str]] = {}
        for element in self.document.elements["meta"][:_MAX_META]:
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
            # "dc:creator" and "DC.creator" are one.
            names = [
                f"dc{name[2:].replace(':', '.')}" if name[:2] == "dc" else name for name in names
            ]
            for name in dict.fromkeys(names):
                found.setdefault(name, []).append(content)
        return found

    @cached_property
    def language(self) -> str:
        """The page's own language as a BCP 47 tag; "en" where it gives none."""
        for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
            value = fold(self.tree.get(name) or "")
            if value:
                return self._with_country(value.replace("_", "-"))
        for name in ("og:locale", "content-language", "dc.language"):
            for value in self.meta.get(name, []):
                return self._with_country(fold(value).replace("_", "-"))
        return self._with_country("en")

    def _with_country(self, language: str) -> str:
        """Return "en-uk" for English on a host that ends so: it tells the order of dates."""
        country = urls.host(self.document.url).rpartition(".")[2]
        return f"en-{country}" if language == "en" and country in _ENGLISH else language

    @cached_property
    def _unread(self) -> Iterator[Line]:
        return read_lines(self.document.flow, self.heading, BEFORE)

    def read_lines(self, count: int | None = None) -> list[Line]:
        """Return ``lines``, read so far that there are as many as this; None for all.

        They are the visible text of the body, block by block, from a little before the heading on:
        what is farther above belongs to the site. Without a heading they are all lines.
        """
        more = None if count is None else max(0, count - len(self.lines))
        self.lines.extend(islice(self._unread, more))
        return self.lines

    def days(self, line: Line) -> tuple[Day, ...]:
        """The dates in a line, in their order."""
        days = self._days.get(line.index)
        if days is None:
            found = sorted(find_days(line.text, self.language), key=lambda day: day.start)
            days = self._days[line.index] = tuple(found)
        return days

    @cached_property
    def text(self) -> str:
        """The visible text around the heading, as one line."""
        return " ".join(line.text[:_MAX_OF_LINE] for line in self.near)

    def is_common(self, word: str) -> bool:
        """Tell whether the page also writes this word in lower case: it is hardly a name."""
        return not word.islower() and f" {word.lower()} " in self.text

    @cached_property
    def title_element(self) -> str:
        """The text of ``<title>``, that of the head before any other."""
        titles = self.document.elements["title"]
        of_head = (title for title in titles if title.getparent().tag == "head")
        title = next(of_head, titles[0] if titles else None)
        return "" if title is None else title.text or ""

    @cached_property
    def title_texts(self) -> tuple[str, ...]:
        """The titles in the page's head: ``<title>``, ``og:title`` and the like."""
        texts = [self.title_element]
        for name in ("og:title", "twitter:title", "headline", "dc.title", "citation_title"):
            texts += self.meta.get(name, [])[:1]
        return tuple(fold(text[:LONGEST]) for text in texts if text.strip())

    @cached_property
    def title_keys(self) -> tuple[str, ...]:
        """``title_texts`` in the form for comparing (``text.key``)."""
        return tuple(map(key, self.title_texts))

    @cached_property
    def author_keys(self) -> frozenset[str]:
        """The authors in the page's head, in the form for comparing (``text.key``)."""
        named = self.meta.get("author", []) + self.meta.get("article:author", [])
        return frozenset(key(name[:LONGEST]) for name in named)

    @cached_property
    def headings(self) -> tuple[Any, ...]:
        """Every ``h1`` that is shown, in the order of the page."""
        headings = self.document.elements["h1"][:_MAX_HEADINGS]
        return tuple(
            heading
            for heading in headings
            if not any(around.tag in SKIPPED for around in heading.iterancestors())
        )

    @cached_property
    def heading(self) -> Any | None:
        """The element with the visible title; None where no element is like it."""
        titles = {key(text[:LONGEST]) for text in self.meta.get("og:title", [])}
        names = [name[:LONGEST] for name in self.meta.get("application-name", [])]
        names = [name for name in names if key(name) not in titles]
        names += [name[:LONGEST] for name in self.meta.get("og:site_name", [])]
        return find_headline(
            self.tree, self.headings, self.title_texts, self.document.url, frozenset(names)
        )

    @cached_property
    def around_heading(self) -> frozenset[Any]:
        """The elements that contain the heading, and the heading itself."""
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
        shown = key(" ".join(self.heading.itertext()))
        return next((line.index for line in self.read_lines() if key(line.text) == shown), None)

    @cached_property
    def near(self) -> list[Line]:
        """The lines around the heading, those after it first; without one those at the start."""
        start = self.heading_line or 0
        # Two more, which are the neighbours of the last one.
        lines = self.read_lines(start + AFTER + 3)
        return [*lines[start : start + AFTER + 1], *lines[max(0, start - BEFORE) : start]]

    @cached_property
    def far(self) -> list[Line]:
        """All lines after those."""
        return self.read_lines()[(self.heading_line or 0) + AFTER + 1 :]
