"""Long lines of a report → lines that fit the terminal, broken between words."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.reports.columns import cells

# A text, and the style that a terminal gives it.
Part = tuple[str, str]
_WORD = lazy_compile(r"\S+\s*")


def wrapped(line: list[Part], width: int, indent: str = "") -> Iterator[list[Part]]:
    """Yield a line as lines of at most ``width`` columns.

    A word that is longer, such as a path, is not broken, so that it can be copied.

    Args:
        indent: before every line but the first.
    """
    plain = "".join(text for text, _ in line)
    breaks, column = [], len(plain) - len(plain.lstrip())
    for word in _WORD.finditer(plain):
        wide = sum(columns for _, columns in cells(word[0].rstrip()))
        if column > len(indent) and column + wide > width:
            breaks.append(word.start())
            column = len(indent)
        column += wide + len(word[0]) - len(word[0].rstrip())
    for number, piece in enumerate(_divided(line, breaks)):
        yield [(indent, ""), *piece] if number else piece


def _divided(line: list[Part], breaks: list[int]) -> Iterator[list[Part]]:
    """Yield the parts of a line up to each break, without the spaces before it."""
    start = 0
    for end in [*breaks, sum(len(text) for text, _ in line)]:
        piece, at = [], 0
        for text, style in line:
            piece.append((text[max(0, start - at) : max(0, end - at)], style))
            at += len(text)
        while piece and not piece[-1][0].rstrip():
            piece.pop()
        if piece:
            piece[-1] = (piece[-1][0].rstrip(), piece[-1][1])
        yield piece
        start = end
