"""The visible text of a page as lines: one for each block, with the element it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from crosspost.metadata.days.labels import says
from crosspost.metadata.text import fold, listed
from crosspost.metadata.walk import END, Piece, pieces_before, pieces_from

# A page longer than this has its byline and date near the top, or not at all.
_MAX_LINES = 3_000
_MAX_BODIES = 3
_MAX_BEFORE = 1_000  # texts, most of them blank
_DEPTH = 5
_FAR = 1_000
# Characters of the names of one element, and of all elements of a line.
_MAX_NAMING, _MAX_MARKS = 2_000, 20_000
_NAMING = frozenset(listed("class id itemprop rel data-testid"))
_WHOLE_PAGE = frozenset({"body", "html", "main", "article"})


class Part(NamedTuple):
    """A text of a line: what it says, the element that holds it, the link and time it stands in."""

    text: str
    element: Any
    link: Any | None
    time: Any | None


class _Texts:
    """All texts of a page that are seen, in order, and beside them what they stand in.

    Lists side by side: a page has a thousand texts, and few of them are looked at again.
    """

    __slots__ = ("far", "holders", "links", "names", "signed", "texts", "timed", "times")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.holders: list[Any] = []
        self.links: list[Any | None] = []
        self.times: list[Any | None] = []
        # The lines that stand in a ``<time>`` or have one in them.
        self.timed: set[int] = set()
        # What elements are called, and what that says, once it has been asked.
        self.names: dict[Any, str] = {}
        self.signed: dict[Any, bool] = {}
        self.far: dict[tuple[str, ...], dict[Any, int]] = {}


class Line:
    """The text of one block.

    Attributes:
        index: its place among the lines of the page.
        text: what is seen, blanks folded.
        element: the block.
    """

    __slots__ = ("_first", "_last", "_page", "element", "index", "text")

    def __init__(
        self, index: int, text: str, element: Any, page: _Texts, first: int, last: int
    ) -> None:
        """Keep what was read: the page's texts from ``first`` to before ``last``."""
        self.index = index
        self.text = text
        self.element = element
        self._page = page
        self._first = first
        self._last = last

    @property
    def parts(self) -> tuple[Part, ...]:
        """The texts that it is made of."""
        page, span = self._page, slice(self._first, self._last)
        return tuple(
            map(Part, page.texts[span], page.holders[span], page.links[span], page.times[span])
        )

    @property
    def holder(self) -> Any:
        """The element that holds its first text."""
        return self._page.holders[self._first]

    @property
    def holders(self) -> list[Any]:
        """The elements that hold its texts, and the block, each once."""
        return self._inside()

    @property
    def link(self) -> Any | None:
        """The link that its first text stands in."""
        return self._page.links[self._first]

    @property
    def is_signed(self) -> bool:
        """True where a class at its ends, its block or around it says "author"."""
        block = self.element
        last = self._page.holders[self._last - 1]
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
    def has_link(self) -> bool:
        """True where a text of it stands in a link."""
        links = self._page.links[self._first : self._last]
        return links.count(None) < len(links)

    @property
    def has_time(self) -> bool:
        """True where a text of it stands in a ``<time>``."""
        return self.index in self._page.timed

    @property
    def times(self) -> list[Any]:
        """The ``<time>`` elements that its texts stand in, each once."""
        if not self.has_time:
            return []
        times = dict.fromkeys(self._page.times[self._first : self._last])
        times.pop(None, None)
        return list(times)

    @property
    def first_marks(self) -> str:
        """Class, id, itemprop and rel of what holds its first text, in lower case."""
        return self._name_of(self.holder)

    @property
    def looks(self) -> tuple[str, str | None]:
        """The block's name and its classes: those of a list have the same."""
        return str(self.element.tag), self.element.get("class")

    @property
    def is_caption(self) -> bool:
        """True where it stands under a picture."""
        return any(e.tag in ("figcaption", "figure") for e in (self.element, *self._around(4)))

    @property
    def marks(self) -> str:
        """Class, id, itemprop and rel of the block, what is in it and four steps up, lower case."""
        names = [self._name_of(element) for element in self._inside()]
        names += map(self._name_of, self._around(_DEPTH - 1))
        return " ".join(filter(None, names))[:_MAX_MARKS]

    def is_called(self, words: tuple[str, ...], steps: int) -> bool:
        """Tell whether the block, what is in it or what it stands in so many steps up has a mark.

        A mark is a word in class, id, itemprop or rel.
        """
        for element in self._inside():
            name = self._name_of(element)
            if name and says(words, name):
                return True
        return steps > 0 and self._steps_to(words, self.element.getparent()) < steps

    def _steps_to(self, words: tuple[str, ...], element: Any) -> int:
        """Return how many steps up from an element one has a mark; many where none has."""
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
        holders = self._page.holders[self._first : self._last]
        if holders == [self.element]:
            return holders
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


def read_lines(tree: Any, start: Any | None = None, before: int = 0) -> Iterator[Line]:
    """Yield the visible lines of a page, at most the first few thousand.

    The page is walked no farther than its lines are asked for.

    Args:
        tree: the page.
        start: an element of it to begin at; None for the beginning of the body.
        before: about so many lines before ``start`` come first, or a few more.
    """
    page = _Texts()
    texts, holders = page.texts, page.holders
    count = first = 0  # of lines; of the texts in the line that is being read
    here: Any = None  # its block
    for text, breaks, holder, block, link, time in chain(_pieces(tree, start, before), (END,)):
        is_blank = text.isspace()
        if len(texts) > first and (breaks or not (is_blank or block is here)):
            line = fold(_joined(texts[first:], holders[first:]))
            if line:
                yield Line(count, line, here, page, first, len(texts))
                count += 1
                if count >= _MAX_LINES:
                    return
            first = len(texts)
        if is_blank:
            if len(texts) == first:
                continue
            text, holder, link, time = " ", holders[-1], page.links[-1], page.times[-1]
        else:
            here = block
        if time is not None:
            page.timed.add(count)
        texts.append(text)
        holders.append(holder)
        page.links.append(link)
        page.times.append(time)


def _pieces(tree: Any, start: Any | None, before: int) -> Iterator[Piece]:
    if start is None:
        bodies = islice(tree.iter("body"), _MAX_BODIES)
        return chain.from_iterable(map(pieces_from, bodies))
    earlier: list[Piece] = []
    lines = 0
    block: Any = None
    ends = True  # a line ends before the next text
    for piece in islice(pieces_before(start), _MAX_BEFORE):
        if not piece[0].isspace():
            lines += ends or piece[3] is not block
            if lines > before:
                break
            block = piece[3]
            ends = False
        ends = ends or piece[1]
        earlier.append(piece)
    return chain(reversed(earlier), pieces_from(start))


def _joined(texts: list[str], holders: list[Any]) -> str:
    """Join the texts of a block, with a blank where only style parts two elements ("ByAnn")."""
    if len(texts) == 1:
        return texts[0]
    joined = ""
    last: Any = None
    for text, holder in zip(texts, holders, strict=True):
        if joined and holder is not last and text[:1].isupper():
            end = joined[-1]
            if end.islower() or end.isdigit():
                joined += " "
        joined += text
        last = holder
    return joined
