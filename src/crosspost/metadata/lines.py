"""The visible text of a page as lines: one for each block, with its element."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

from crosspost.metadata.days.labels import says
from crosspost.metadata.text import fold, listed
from crosspost.model.flow import RIGHT_AFTER, SPACE, Flow

# A page longer than this has its byline and date near the top, or not at all.
_MAX_LINES = 3_000
_MAX_BEFORE = 1_000  # texts
_DEPTH = 5
_FAR = 1_000
# Characters of the names of one element, and of all elements of a line.
_MAX_NAMING, _MAX_MARKS = 2_000, 20_000
_NAMING = frozenset(listed("class id itemprop rel data-testid"))
_WORKS = frozenset({"em", "i", "cite", "q"})
_WHOLE_PAGE = frozenset({"body", "html", "main", "article"})


class Part(NamedTuple):
    """A text of a line, with the link and the time element around it."""

    text: str
    link: Any | None
    time: Any | None


class _Page:
    """Data that the lines of a page share: its flow, and caches of names of elements."""

    __slots__ = ("far", "flow", "names", "signed")

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.names: dict[Any, str] = {}
        self.signed: dict[Any, bool] = {}
        self.far: dict[tuple[str, ...], dict[Any, int]] = {}

    def holder(self, run: int) -> Any:
        """Return the element that holds a run."""
        slot = self.flow.slots[run]
        node = self.flow.nodes[slot >> 1]
        return node.getparent() if slot & 1 else node

    def within(self, node: int, run: int) -> Any | None:
        """Return a node around a run if it is in the run's box or is the parent of that box."""
        flow = self.flow
        box = flow.box_nodes[flow.boxes[run]]
        if node > box:
            return flow.nodes[node]
        is_near = node >= 0 and flow.nodes[box].getparent() is flow.nodes[node]
        return flow.nodes[node] if is_near else None


class Line:
    """The text of one block.

    Attributes:
        index: its index among the lines of the page.
        text: the visible text, whitespace folded.
        element: the block.
    """

    __slots__ = ("_first", "_last", "_page", "element", "index", "text")

    def __init__(self, index: int, text: str, page: _Page, first: int, last: int) -> None:
        """Make a line of the page's runs from ``first`` to before ``last``."""
        self.index = index
        self.text = text
        self.element = page.flow.nodes[page.flow.box_nodes[page.flow.boxes[first]]]
        self._page = page
        self._first = first
        self._last = last

    @property
    def parts(self) -> tuple[Part, ...]:
        """The texts of the line."""
        page, flow = self._page, self._page.flow
        return tuple(
            Part(_text(flow, run, self._first), self._link(run), page.within(flow.times[run], run))
            for run in range(self._first, self._last)
        )

    def _link(self, run: int) -> Any | None:
        return self._page.within(self._page.flow.links[run], run)

    @property
    def holder(self) -> Any:
        """The element that holds its first text."""
        return self._page.holder(self._first)

    @property
    def holders(self) -> list[Any]:
        """The elements that hold its texts, and the block, each once."""
        return self._inside()

    @property
    def link(self) -> Any | None:
        """The link around its first text."""
        return self._link(self._first)

    @property
    def is_signed(self) -> bool:
        """True if a class of its first or last element, its block or the parent says "author"."""
        block = self.element
        last = self._page.holder(self._last - 1)
        for element in (self.holder, last, block, block.getparent()):
            if element is None:
                continue
            signed = self._page.signed.get(element)
            if signed is None:
                marks = element.get("class")
                signed = marks is not None and ("uthor" in marks or "byline" in marks)
                self._page.signed[element] = signed
            if signed:
                return True
        return False

    @property
    def alike(self) -> tuple[str, ...]:
        """Its texts where elements that look the same hold them: "<b>Ann</b><b>Bo</b>".

        Words between them and a label before them may be in other elements.
        """
        looks: dict[tuple[str, str], list[str]] = {}
        for run in range(self._first, self._last):
            holder = self._page.holder(run)
            if holder is not self.element:
                named = (str(holder.tag), holder.get("class") or "")
                looks.setdefault(named, []).append(fold(self._page.flow.texts[run]))
        most: list[str] = max(looks.values(), key=len, default=[])
        return tuple(most)

    @property
    def names_a_work(self) -> bool:
        """True if its "by" follows a title in italics: "<em>The Long River</em> by Ann Otter"."""
        flow = self._page.flow
        for run in range(self._first + 1, self._last):
            if flow.texts[run].lstrip()[:3].lower() == "by " and (
                self._page.holder(run - 1).tag in _WORKS
            ):
                return True
        return False

    @property
    def has_link(self) -> bool:
        """True if one of its texts is in a link."""
        return any(self._link(run) is not None for run in range(self._first, self._last))

    @property
    def has_time(self) -> bool:
        """True if one of its texts is in a time element."""
        flow = self._page.flow
        # The innermost one has the highest number.
        return max(flow.times[self._first : self._last]) > flow.box_nodes[flow.boxes[self._first]]

    @property
    def times(self) -> list[Any]:
        """The time elements around its texts, each once."""
        if not self.has_time:
            return []
        times = dict.fromkeys(part.time for part in self.parts)
        times.pop(None, None)
        return list(times)

    @property
    def first_marks(self) -> str:
        """Class, id, itemprop and rel of the element with its first text, in lower case."""
        return self._name_of(self.holder)

    @property
    def looks(self) -> tuple[str, str | None]:
        """The block's element name and class; items of a list have the same."""
        return str(self.element.tag), self.element.get("class")

    @property
    def is_caption(self) -> bool:
        """True if it is in a figure."""
        return any(e.tag in ("figcaption", "figure") for e in (self.element, *self._around(4)))

    @property
    def marks(self) -> str:
        """Class, id, itemprop and rel of the block, its elements and four parents, lower case."""
        names = [self._name_of(element) for element in self._inside()]
        names += map(self._name_of, self._around(_DEPTH - 1))
        return " ".join(filter(None, names))[:_MAX_MARKS]

    def is_called(self, words: tuple[str, ...], steps: int) -> bool:
        """Tell whether the block, its elements or parents up to ``steps`` have one of the words.

        The words are searched for in class, id, itemprop and rel.
        """
        for element in self._inside():
            name = self._name_of(element)
            if name and says(words, name):
                return True
        return steps > 0 and self._steps_to(words, self.element.getparent()) < steps

    def _steps_to(self, words: tuple[str, ...], element: Any) -> int:
        """Return how many steps up from an element one has such a word; ``_FAR`` if none has."""
        known = self._page.far.setdefault(words, {})
        way = []
        steps = _FAR
        while element is not None and element.tag not in _WHOLE_PAGE:
            if element in known:
                steps = known[element]
                break
            way.append(element)
            name = self._name_of(element)
            if name and says(words, name):
                steps = -1  # one less than for this element
                break
            element = element.getparent()
        for element in reversed(way):
            steps += 1
            known[element] = steps
        return steps

    def _inside(self) -> list[Any]:
        holders = map(self._page.holder, range(self._first, self._last))
        return list(dict.fromkeys([*holders, self.element]))

    def _around(self, steps: int) -> Iterator[Any]:
        element = self.element.getparent() if steps else None
        while element is not None and steps and element.tag not in _WHOLE_PAGE:
            yield element
            element = element.getparent()
            steps -= 1

    def _name_of(self, element: Any) -> str:
        name = self._page.names.get(element)
        if name is None:
            # One look at all attributes costs less than one for each name.
            parts = [str(value) for name, value in element.items() if name in _NAMING]
            name = self._page.names[element] = " ".join(parts)[:_MAX_NAMING].lower()
        return name


def read_lines(flow: Flow, start: Any | None = None, before: int = 0) -> Iterator[Line]:
    """Yield the visible lines of a page, at most the first few thousand.

    The lines are made lazily.

    Args:
        flow: of the page.
        start: an element of it to begin at; None for the beginning of the page.
        before: the number of lines to yield before ``start``, approximately.
    """
    page = _Page(flow)
    runs = len(flow.texts)
    first = 0 if start is None else _lines_before(flow, flow.nodes.index(start), before)
    count = 0
    for last in range(first + 1, runs + 1):
        if last < runs and not _begins_line(flow, last):
            continue
        line = fold(_joined(page, first, last))
        if line:
            yield Line(count, line, page, first, last)
            count += 1
            if count >= _MAX_LINES:
                return
        first = last


def _lines_before(flow: Flow, node: int, count: int) -> int:
    """Return the run that begins about ``count`` lines before a node."""
    run = start = bisect_left(flow.positions, node)
    lines = 0
    while run and start - run < _MAX_BEFORE:
        lines += run == start or _begins_line(flow, run)
        if lines > count:
            break
        run -= 1
    return run


def _begins_line(flow: Flow, run: int) -> bool:
    """Tell whether a run, which is not the first, begins a new line."""
    return flow.flags[run] & RIGHT_AFTER != 0 or flow.boxes[run] != flow.boxes[run - 1]


def _text(flow: Flow, run: int, first: int) -> str:
    text = flow.texts[run]
    return f" {text}" if run > first and flow.flags[run] & SPACE else text


def _joined(page: _Page, first: int, last: int) -> str:
    """Join the texts of a line, with a space where only style separates elements ("ByAnn")."""
    flow = page.flow
    joined = flow.texts[first]
    for run in range(first + 1, last):
        text = _text(flow, run, first)
        if text[:1].isupper() or text[:1].isdigit():
            end = joined[-1]
            if (end.islower() or end.isdigit()) and page.holder(run) is not page.holder(run - 1):
                joined += " "
        joined += text
    return joined
