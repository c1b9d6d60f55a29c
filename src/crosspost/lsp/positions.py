"""Positions of the protocol and offsets in a text.

A position is a line and a number of units before it in that line: of UTF-16, or of the encoding
that editor and server have agreed on. Lines end with LF, CRLF or CR, and nothing else ends one.
"""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol import types

from crosspost.lazy_regex import lazy_compile

_LINE_END = lazy_compile(r"\r\n|\n|\r")
_CODECS = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Lines:
    """The lines of a text; offsets count code points."""

    def __init__(self, text: str, encoding: types.PositionEncodingKind | str) -> None:
        self.text = text
        self._codec, self._width = _CODECS[types.PositionEncodingKind(encoding)]
        ends = [(found.start(), found.end()) for found in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(text)]

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset; one within a line end is the end of its line."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : min(offset, self._ends[line])]
        return types.Position(line, len(before.encode(self._codec)) // self._width)

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; beyond a line it is the end of the line."""
        if position.line >= len(self._starts):
            return len(self.text)
        line = self.line(position.line)
        before = line.encode(self._codec)[: position.character * self._width]
        return self._starts[position.line] + len(before.decode(self._codec, "ignore"))

    def range(self, start: int, end: int) -> types.Range:
        """Return the range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def line(self, number: int) -> str:
        """Return a line without its end, counted from 0; empty beyond the last one."""
        if not 0 <= number < len(self._starts):
            return ""
        return self.text[self._starts[number] : self._ends[number]]

    def start(self, number: int) -> int:
        """Return the offset of a line."""
        return self._starts[number]

    def __len__(self) -> int:
        return len(self._starts)
