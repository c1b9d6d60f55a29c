"""Collecting a run of text and inline elements for a paragraph.

Text is added as it is, and each mark leaves one placeholder in it. So spaces can be moved out of
marks (``**a** b`` for ``<b>a </b>b``), empty marks are dropped, and the text is escaped in one
piece, where the neighbours of every character are known.
"""

from __future__ import annotations

import re
import unicodedata

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import commonmark, escape, inline_marks
from crosspost.markdown.escape import LEFT, MARK, OPEN, RIGHT, Place
from crosspost.markdown.flavor import HTML_BREAK
from crosspost.markdown.inline_marks import Element, Mark
from crosspost.markdown.measure import LONG, Measure
from crosspost.model.dialect import KRAMDOWN_GFM, Dialect

# HTML's white space; U+2028 and U+2029 end lines in some editors.
_WHITESPACE = lazy_compile("[ \t\n\r\f\u2028\u2029]+")
_UNEVEN = lazy_compile(f"[\t\n\r\f\u2028\u2029]|  |{escape.INVISIBLE}")
_NONE, _SPACE, _BREAK, _PARAGRAPH = range(4)
_SPLIT = "\x06"
_MERGED = frozenset(("*", "**", "~~"))
# In the text of a link: brackets that are not a pair.
_LINK_BRACKETS = lazy_compile(r"\[[^\[\]]+\]|[\[\]]")


class Line:
    """Collects the text and marks of one run of inline content.

    Args:
        is_one: the end of a paragraph becomes a space, as in a heading.
        dialect: of the Markdown.
    """

    __slots__ = (
        *(
            "_active",
            "_dialect",
            "_html",
            "_is_one",
            "_marks",
            "_open",
            "_parts",
            "_pending",
            "_size",
        ),
        "_waiting",
    )

    def __init__(self, *, is_one: bool = False, dialect: Dialect = KRAMDOWN_GFM) -> None:
        self._is_one = is_one
        self._dialect = dialect
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._open: list[Element] = []
        self._waiting: list[Element] = []
        self._active: set[str] = set()
        self._pending = _NONE
        self._html = 0
        self._size = Measure()

    def text(self, text: str) -> None:
        """Add text, its white space collapsed as a browser does."""
        # Printable text needs this only for two spaces in a row; checking that takes a tenth of
        # the time.
        if ("  " in text or not text.isprintable()) and _UNEVEN.search(text):
            text = _WHITESPACE.sub(" ", escape.visible(_WHITESPACE.sub(" ", text)))
        for start in range(0, len(text), LONG):
            self._text(text[start : start + LONG])

    def _text(self, text: str) -> None:
        self._size.add(text)
        if text[0] == " ":
            self.space()
            text = text[1:]
            if not text:
                return
        trailing = text[-1] == " "
        if trailing:
            text = text[:-1]
        if "[" in self._active:
            text = _LINK_BRACKETS.sub(_bracket, text)
        if text[0] == "\u00a0":
            text = self._outside(text)
        if text:
            self._seen()
            self._parts.append(text)
        if trailing:
            self._pending = _SPACE

    def _outside(self, text: str) -> str:
        """Write the no-break spaces at the beginning of a mark before it, like other spaces."""
        rest = text.lstrip("\u00a0 ")
        if not self._waiting or any(element.kind not in _MERGED for element in self._waiting):
            return text
        waiting, self._waiting = self._waiting, []
        self._seen()
        self._waiting = waiting
        self._parts.append(text[: len(text) - len(rest)])
        return rest

    def space(self) -> None:
        """Add a space, unless there is one already."""
        self._pending = max(self._pending, _SPACE)

    def line_break(self) -> None:
        """End the line; a second time, the paragraph."""
        if not self._parts:
            return
        if self._html:
            self._add(Mark(HTML_BREAK))
            return
        self._pending = _PARAGRAPH if self._pending >= _BREAK else _BREAK

    def boundary(self) -> None:
        """End the line where a block begins or ends."""
        if self._parts:
            self._pending = max(self._pending, _BREAK)

    def atom(self, markdown: str, *, opens: bool = False, kind: str = "") -> None:
        """Add complete Markdown.

        Args:
            markdown: as written in the line.
            opens: it begins with ``[``.
            kind: ``!`` for a picture.
        """
        self._seen()
        self._add(Mark(markdown, kind), OPEN if opens else MARK)

    def reference(self, markdown: str) -> None:
        """Add a footnote reference.

        A link ends before it and begins again after it: kramdown reads a link that contains one as
        text, URL and title included.
        """
        kinds = ["" if element.ignored else element.kind for element in self._open]
        if "[" not in kinds:
            self.atom(markdown, opens=True)
            return
        inner = [element for element in self._open[kinds.index("[") :] if not element.ignored]
        for element in reversed(inner):
            if element.mark is not None:
                self._end(element)
                element.mark = None
        self._waiting = [e for e in self._waiting if all(e is not other for other in inner)]
        self.atom(markdown, opens=True)
        if self._size.may_end(len(element.start + element.end) for element in inner):
            self._waiting += inner
            return
        for element in inner:
            element.ignored = True
            self._leave(element.kind)

    def code(self, text: str) -> None:
        """Add a code span.

        An invisible entity separates it from another one, and keeps backticks at the
        start of a line from beginning a fence. A long one is split.
        """
        for start in range(0, len(text), LONG):
            self._code(text[start : start + LONG])

    def _code(self, text: str) -> None:
        starts = not self._parts or self._pending >= _BREAK
        self._seen()
        beside = self._parts and self._parts[-1] == MARK and self._marks[-1].kind == "`"
        if beside or (starts and "``" in text):
            self._add(Mark("&#8203;"))
        self._add(Mark(escape.code_span(text), "`"))

    def formula(self, tex: str, *, display: bool = False) -> None:
        """Add a formula.

        Args:
            tex: its source.
            display: alone in its paragraph, it is written on a line of its own.
        """
        self._seen()
        if self._dialect.is_commonmark:
            self._add(Mark(commonmark.formula(tex, self._dialect, display=display), "tex"))
            return
        self._add(Mark(f"$${tex}$$", "" if display else "$"))

    def open(self, kind: str, start: str, end: str) -> None:
        """Begin an element; one within another of the same kind has no effect.

        Args:
            kind: the mark (``*``, ``[``) or the name of the HTML element.
            start: what is written where it begins.
            end: what is written where it ends.
        """
        element = Element(kind, start, end, ignored=kind in self._active)
        self._open.append(element)
        if not element.ignored:
            self._active.add(kind)
            self._waiting.append(element)
            if kind[0] not in "*[":
                self._html += 1

    def close(self) -> None:
        """End the element begun last; if it has no visible content, it is dropped."""
        element = self._open.pop()
        if element.ignored:
            return
        self._leave(element.kind)
        if element.mark is None:
            self._waiting.pop()
            return
        self._end(element)

    def _leave(self, kind: str) -> None:
        self._active.discard(kind)
        if kind[0] not in "*[":
            self._html -= 1

    def inside(self, kind: str) -> bool:
        """Tell whether an element of this kind is open."""
        return kind in self._active

    def _end(self, element: Element) -> None:
        assert element.mark
        after = ""
        if element.kind in _MERGED:
            last = self._parts[-1]
            if last[-1] == "\u00a0":
                after = inline_marks.take_spaces(self._parts)
            elif (
                last == MARK
                and not element.merged
                and inline_marks.take_mark_of_pictures(self._parts, self._marks, element.mark)
            ):
                return
        end = Mark(element.end, element.kind, element.mark)
        element.mark.partner = end
        self._add(end)
        if after:
            self._parts.append(after)

    def _add(self, mark: Mark, place: str = MARK) -> None:
        self._size.add_mark(mark.text)
        self._parts.append(place)
        self._marks.append(mark)

    def _seen(self) -> None:
        """Write the pending space and openings, since something visible follows."""
        if self._parts and self._size.is_slow(bool(self._pending)):
            self._pending = _PARAGRAPH
        pending = self._pending
        if pending == _PARAGRAPH and self._is_one:
            pending = _SPACE
        if pending:
            if self._parts:
                if pending == _PARAGRAPH and self._size.may_end(
                    len(element.start + element.end) for element in self._open
                ):
                    self._split()
                else:
                    self._parts.append(" " if pending == _SPACE else "\n")
            self._pending = _NONE
        if self._waiting:
            for element in self._waiting:
                self._begin(element)
            self._waiting.clear()

    def _begin(self, element: Element) -> None:
        last = self._marks[-1] if self._marks and self._parts[-1] == MARK else None
        if last and last.kind == element.kind in _MERGED and last.partner and not last.opens:
            self._parts.pop()
            self._marks.pop()
            element.mark = last.partner
            element.merged = True  # it contains more than pictures
            return
        element.mark = Mark(element.start, element.kind, opens=True)
        self._add(element.mark, OPEN if element.start[0] == "[" else MARK)

    def _split(self) -> None:
        """End the paragraph and begin the next within the same elements."""
        reopened = [e for e in self._open if not e.ignored and e.mark is not None]
        for element in reversed(reopened):
            self._end(element)
        self._size.begin()
        self._parts.append(_SPLIT)
        for element in reopened:
            element.mark = None
        self._waiting[:0] = reopened

    def finish(self, place: Place = "text", *, html: bool = False) -> list[str]:
        """Return the paragraphs, escaped, with their marks.

        Args:
            place: where they are; anywhere but in a text, breaks are ``<br>``.
            html: within an HTML element, where the GFM parser finds no breaks of its own.
        """
        while self._open:
            self.close()
        if not self._parts:
            return []
        left = iter(self._marks)
        paragraphs = []
        for text in "".join(self._parts).split(_SPLIT):
            here = [next(left) for _ in range(text.count(MARK) + text.count(OPEN))]
            text = text.strip("\u00a0 \n")
            if text:
                if not text.isascii():
                    text = unicodedata.normalize("NFC", text)
                paragraphs.append(inline_marks.write(text, here, place, self._dialect, html=html))
        return paragraphs


def _bracket(match: re.Match[str]) -> str:
    found = match[0]
    return found if len(found) > 1 else LEFT if found == "[" else RIGHT
