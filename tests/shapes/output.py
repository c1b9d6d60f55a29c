"""Shapes made against what is written: escaping, formulas, URLs, fields."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from crosspost import convert, to_markdown
from shapes import Shape, repeated


def _document(piece: str, before: str = "<p>", after: str = "</p>") -> Shape:
    return Shape(repeated(escape(piece), before, after), to_markdown)


def _titled(piece: str) -> Shape:
    body = f"<article><h1>a</h1><p>{'some words of it ' * 40}</p></article>"
    make: Callable[[int], Any] = repeated(
        escape(piece), '<title>a</title><meta name="author" content="'
    )
    return Shape(lambda size: f'{make(size)}"><body>{body}', convert)


def _words_in_pieces(piece: str) -> Shape:
    def make(size: int) -> str:
        words = " ".join(piece.replace("#", str(at)) for at in range(size // (len(piece) + 4)))
        return f"<article><h1>Of rivers</h1>{'<p>Some words of it.</p>' * 20}<p>{words}</p>"

    return Shape(make, convert)


TEX = '<script type="math/tex">'
SHAPES = {
    "signs in a heading": _document("#", "<h2>", "x</h2>"),
    "signs at a heading's end": _document(" #", "<h2>", "</h2>"),
    "overlays": _document("\u0338<", "<p>", "</p>"),
    "characters that NFC changes": _document("\u037e\u1fef\u212b", "<p>", "</p>"),
    "commands in text": _document(r"\(\href{", "<p>", "</p>"),
    "lengths in text": _document(r"$\rule 9", "<p>", "</p>"),
    "commands in formulas": Shape(repeated(r"\href{a}{", TEX, "</script>"), to_markdown),
    "macros in formulas": Shape(repeated(r"\def\x{", TEX, "</script>"), to_markdown),
    "braces in formulas": Shape(repeated("{", TEX, "</script>"), to_markdown),
    "names in formulas": Shape(repeated(r"\html@a", TEX, "</script>"), to_markdown),
    "carets in formulas": Shape(repeated("^", TEX, "</script>"), to_markdown),
    "tildes in code": _document("~~~\n~~ ", "<pre>", "</pre>"),
    "form feeds in code": _document("\x0c~", "<pre>", "</pre>"),
    "elements in elements": _document("", "<p>", "</p>")._replace(
        make=repeated("<sup>a<mark>b</mark><u>c</u></sup><em>d<b>e</b></em>", "<p>", "</p>")
    ),
    "an entity's beginnings in URLs": Shape(
        repeated("&amp;a", '<a href="/', '">a</a>'), to_markdown
    ),
    "a long link around notes": Shape(
        lambda size: (
            f'<p><a href="/{"a" * (size // 2)}">' + "b<d-footnote>c</d-footnote>" * (size // 60)
        ),
        to_markdown,
    ),
    "words in pieces": _words_in_pieces("w#<b>x</b>"),
    "words in pieces and parts": _words_in_pieces("w#-y#<b>x#</b>"),
    "words in pieces, marked": _words_in_pieces("w#<b>-</b>x#<sup>a</sup>"),
    "an author of quotes": _titled("\"'"),
    "an author of tags": _titled("<"),
}
