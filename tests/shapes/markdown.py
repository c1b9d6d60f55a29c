"""Articles made so that writing them as Markdown, or building what is written, takes long.

``SHAPES`` has every element of HTML repeated and nested, those that meet in pages in pairs, and
what was found to be slow by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import permutations

import crosspost
from shapes import Shape, repeated


def _words(text: str) -> list[str]:
    return text.split()


# The elements of the HTML standard, obsolete ones included, that a parser does not treat as text.
ELEMENTS = _words(
    "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br "
    "button canvas caption center cite code col colgroup data datalist dd del details dfn "
    "dialog dir div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 "
    "h6 header hgroup hr i iframe img input ins kbd label legend li link listing main map mark "
    "math menu meter nav nobr noscript object ol optgroup option output p picture pre progress "
    "q rb rp rt rtc ruby s samp search section select slot small source span strike strong sub "
    "summary sup svg table tbody td template tfoot th thead time tr track tt u ul var video wbr "
)
_PAIRS = _words(
    "a b i code sup span p br li ul dl dt dd table tr td blockquote pre figure figcaption "
    "picture source img noscript details summary ruby rt cite button math mi "
)
_ATTRIBUTES = {
    "a": ' href="/x"',
    "img": ' src="/a.jpg" alt="x"',
    "source": ' srcset="/b.jpg 900w"',
    "iframe": ' src="https://www.youtube.com/embed/abcdefgh"',
    "video": ' src="/a.mp4"',
    "abbr": ' title="t"',
}
_VOID = _words("area base br col embed hr img input link source track wbr ")

Make = Callable[[int], str]


def _start(name: str) -> str:
    return f"<{name}{_ATTRIBUTES.get(name, '')}>"


def _element(name: str, inner: str = "w") -> str:
    return _start(name) if name in _VOID else f"{_start(name)}{inner}</{name}>"


def _within(before: str, piece: str, after: str = "") -> Make:
    return repeated(piece, before, after)


def _nested(*names: str) -> Make:
    start, end = "w".join(map(_start, names)), "".join(f"</{name}>" for name in reversed(names))

    def make(size: int) -> str:
        levels = max(1, size // len(start + end))
        return start * levels + "w" + end * levels

    return make


def _numbered(mark: str, note: str, before: str = "", between: str = "", after: str = "") -> Make:
    """Return a maker of pages with a numbered mark and a numbered note each, ``#`` the number."""

    def make(size: int) -> str:
        numbers = range(max(1, size // len(mark + note + "123456")))
        marks, notes = ("".join(t.replace("#", str(n)) for n in numbers) for t in (mark, note))
        return before + marks + between + notes + after

    return make


def _halves(template: str, long: str, piece: str) -> Make:
    """Return a maker of pages that are to one half one long value, to the other many pieces."""
    return lambda size: template.format(
        long * (size // 2 // len(long)), piece * (size // 2 // len(piece))
    )


def _elements() -> Iterator[tuple[str, Make]]:
    for name in ELEMENTS:
        yield f"{name} repeated", repeated(_element(name) + " ")
        yield f"{name} side by side", repeated(_element(name))
        yield f"{name} never closed", repeated(_start(name) + "w ")
        yield f"{name} nested", _nested(name)
        if name not in _VOID:
            yield f"{name} around paragraphs", _within(_start(name), "<p>w</p>", f"</{name}>")
            yield f"{name} around line breaks", _within(_start(name), "w<br>", f"</{name}>")
            yield f"{name} around pictures", _within(_start(name), _element("img"), f"</{name}>")
            yield f"{name} around new lines", _within(_start(name), "\n", f"x</{name}>")
            deep = _start(name) * 100
            yield f"{name} 100 times around words", _within(deep, "<i>w</i> ")


def _pairs() -> Iterator[tuple[str, Make]]:
    for one, other in permutations(_PAIRS, 2):
        yield f"{one} beside {other}", repeated(_element(one) + _element(other))
        yield f"{one} and {other} nested", _nested(one, other)


_TEXTS = (
    *("*", "_", "`", "[", "![", "](", "<", ">", "&", "&amp;", '"', "'", "$$", "|", "~", "~~", "{:"),
    *("\\", "- ", "1. ", "> ", "--", " -- ", "...", "[^1]", "[a]: ", "{{", "{%", "a_b ", "\xa0"),
    *("\\(x\\) ", "$x^{2}$ ", "\\[x\\] ", "*[a]: ", "<b>", "<!--", "^", "!", "#", "é*"),
)
_PLACES = {
    "p": "<p>{}</p>",
    "li": "<ul><li>{}</ul>",
    "h2": "<h2>{}</h2>",
    "td": "<table><tr><th>a<th>b<tr><td>{}<td>b</table>",
    "dt": "<dl><dt>{}<dd>b</dl>",
    "figcaption": "<figure><img src=/a.jpg><figcaption>{}</figcaption></figure>",
    "summary": "<details><summary>{}</summary><p>b</details>",
    "code": "<p>a <code>{}</code></p>",
    "pre": "<pre>{}</pre>",
    "sup": "<p><sup>{}</sup></p>",
    "link": '<p><a href="/x">{}</a></p>',
}


def _texts() -> Iterator[tuple[str, Make]]:
    for text in _TEXTS:
        for place, template in _PLACES.items():
            before, after = template.split("{}")
            yield f"{text!r} in {place}", _within(before, escape(text), after)


_NAMED: dict[str, Make] = {
    "one row of many cells among many of one": lambda size: (
        "<table>" + "<tr><td>1" * (size // 18) + "<tr>" + "<td>1" * (size // 10) + "</table>"
    ),
    "one row of many cells": _within("<table><tr>", "<td>1"),
    "spans of a thousand": _within("<table>", "<tr><td colspan=1000 rowspan=65534>1"),
    "spaces in code in a table": _within(
        "<table><tr><td>a<td>b<tr><td colspan=2><pre>x", " ", "y</pre></table>"
    ),
    "line breaks in a spanned cell": _within(
        "<table><tr><td>a<td>b<tr><td colspan=2>x", "<br>", "y</table>"
    ),
    "new lines in code in nested quotes": _within("<blockquote>" * 19 + "<pre>x", "\n", "y</pre>"),
    "items in nested numbered lists": _within("<ol start=999999999><li>" * 19, "<li>a"),
    "pictures within bold": _within("<b>x<img src=/a.jpg></b>", "<b><img src=/a.jpg></b>"),
    "noscript pictures": repeated("<noscript><img src=/a.jpg></noscript>"),
    "one picture of many sources and images": _within(
        "<picture>", "<source srcset='/b.jpg 2x'><img src=/a.jpg>"
    ),
    "a citation around paragraphs": _within("<cite>", "<p>w</p>", "</cite>"),
    "a long link around paragraphs": _halves('<a href="/{}">{}</a>', "x", "<p>w</p>"),
    "a long link around broken lines": _halves('<a href="/{}">{}</a>', "x", "w<br><br>"),
    "a long abbreviation around paragraphs": _halves('<abbr title="{}">{}</abbr>', "x", "<p>w</p>"),
    "a long base of links": _halves('<base href="https://x.y/{}/">{}', "x", '<a href="b">w</a> '),
    "classes": _halves('<pre class="{}">{}</pre>', "c d ", "<b>w</b>"),
    "KaTeX": repeated('<span class="katex"><span class="katex-html">x</span></span> '),
    "KaTeX never closed": repeated('<span class="katex">x '),
    "code by style": repeated('<div style="white-space: pre">x\n'),
    "code by style in a box": _within(
        '<div style="white-space: pre; font-family: monospace">', "<div>x</div>\n", "</div>"
    ),
    "rows of numbers": repeated('<div><span class="line-num">1</span><span>x</span></div>'),
    "labels of code": repeated('<div class="header">sh <button>Copy</button></div><pre>x</pre>'),
    "buttons in a sentence": _within("<p>", "w <button>x</button> ", "</p>"),
    "questions": _numbered(
        '<button aria-expanded="false" aria-controls="a#">w?</button>',
        '<div id="a#">An answer that is long enough to be one.</div>',
    ),
    "previews": repeated('<div class="video" data-id="AAAAAAAAAA1">x'),
    "one formula": _within("<math>", "<mrow><mi>x</mi><mo>+</mo></mrow>", "</math>"),
    "formulas within formulas": repeated("<i>w<math>w "),
    "notes": _numbered(
        '<p>w<sup><a href="&num;n#" id="r#">#</a></sup></p>',
        '<li id="n#">x <a href="&num;r#">^</a>',
        between="<ol>",
    ),
    "notes of one mark": _numbered(
        '<a href="&num;n#" id="r#">#</a>',
        '<li id="n#">x <a href="&num;r#">^</a>',
        before="<p>w<sup>",
        between="</sup></p><ol>",
    ),
    "marks of one note": _numbered(
        '<p>w<sup><a href="&num;n" id="r#">1</a></sup></p>',
        '<a href="&num;r#">^</a>',
        between='<ol><li id="n">x',
    ),
    "notes in a box each": _numbered(
        '<p>w<sup><a href="&num;n#" id="r#">#</a></sup></p>',
        '<div><p id="n#">x <a href="&num;r#">^</a></div>',
        between="<section class=footnotes>",
    ),
    "attributes": lambda size: f"<p {' '.join(f'a{n}=1' for n in range(size // 9))}>w",
    "void elements never closed": repeated("<source x"),
    "void elements with a quotation mark": repeated('<wbr "'),
    "one text without spaces": lambda size: f"<p>{'x' * size}</p>",
    "paragraphs": repeated("<p>Word after word, and some more of them.</p>"),
    "mixed bold and italic": repeated("<b>a</b> <i>b</i> "),
}

MAKERS: dict[str, Make] = {
    **dict(_elements()),
    **dict(_pairs()),
    **dict(_texts()),
    **_NAMED,
}
SHAPES: dict[str, Shape] = {
    name: Shape(make, crosspost.to_markdown) for name, make in MAKERS.items()
}
NAMED = {name: SHAPES[name] for name in _NAMED}
