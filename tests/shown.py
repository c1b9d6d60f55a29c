"""What a reader sees of a piece of HTML, for comparing a source with the page built from a post.

Every visible character with the marks it stands in, and where blocks begin: so that two pages are
equal when they look alike, however their tags are nested or split.
"""

from __future__ import annotations

import unicodedata

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

_SKIPPED = {"rp", "script", "style", "template", "noscript", "svg", "head"}
# Blocks whose beginning is seen. Paragraphs are not among them: whether an item's text is one is
# a matter of spacing.
_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "dt", "dd"}
_BLOCKS |= {"ul", "ol", "li", "table", "tr", "td", "th", "details", "summary"}
_MARKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "del": "struck"}
_MARKS |= {"s": "struck", "strike": "struck", "tt": "code", "samp": "code"}
_MARKS |= {"code": "code", "sup": "sup", "sub": "sub", "kbd": "key", "mark": "mark", "ins": "ins"}
_TYPOGRAPHY = str.maketrans(
    {
        **{"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."},
        **{"«": "<<", "»": ">>", "\u00ad": "", "\u200b": "", "\ufeff": ""},
        **{"\u2068": "", "\u2069": ""},
    }
)

Seen = tuple[str, ...]


def shown(html: str) -> list[Seen]:
    """Return what a reader sees, in order.

    Returns:
        ``("<h2>",)`` where a block with something in it begins, ``("a", "bold", …)`` for a
        character, ``("![alt](src)",)`` for a picture. White space is left out but in code blocks.
    """
    out: list[Seen] = []
    _walk(BeautifulSoup(html, "html.parser"), (), out, exact=False)
    return _without_empty_blocks(out)


def _walk(tag: Tag, marks: tuple[str, ...], out: list[Seen], *, exact: bool) -> None:
    for node in tag.contents:
        if isinstance(node, Tag):
            if node.name not in _SKIPPED:
                _element(node, marks, out, exact=exact)
        elif isinstance(node, NavigableString) and not isinstance(node, Comment):
            text = unicodedata.normalize("NFC", str(node)).translate(_TYPOGRAPHY)
            text = text.replace("\u00a0", " ")  # in code, they come from editors
            out.extend((char, *marks) for char in text if exact or not char.isspace())


def _element(tag: Tag, marks: tuple[str, ...], out: list[Seen], *, exact: bool) -> None:
    name = tag.name
    if name == "img":
        alt = unicodedata.normalize("NFC", " ".join(str(tag.get("alt") or "").split()))
        seen = (mark for mark in marks if mark not in {"bold", "italic", "struck"})
        out.append((f"![{alt}]({tag.get('src')})", *seen))
        return
    if name == "br":
        return
    block = name in _BLOCKS
    if block:
        out.append((f"<{name}>",))
    if name in _MARKS and not (name == "code" and exact):
        marks = tuple(sorted({*marks, _MARKS[name]}))
    if name == "a" and tag.get("href"):
        marks = tuple(sorted({*marks, f"link {tag['href']}"}))
    if name in {"h1", "h2", "h3", "h4", "h5", "h6", "th"}:
        marks = (*marks, name)
    start = len(out)
    _walk(tag, marks, out, exact=exact or name == "pre")
    if name == "pre":
        _trim(out, start)
    if block:
        out.append((f"</{name}>",))


def _trim(out: list[Seen], start: int) -> None:
    """Leave out the blank lines at the ends of a code block, which nobody sees."""
    while len(out) > start and out[-1][0].isspace():
        out.pop()
    lines = "".join(item[0] for item in out[start:])
    blank = len(lines) - len(lines.lstrip())
    del out[start : start + lines.rfind("\n", 0, blank) + 1]


def _without_empty_blocks(seen: list[Seen]) -> list[Seen]:
    """Leave out blocks with nothing in them, all ends, and what bold adds to a heading."""
    kept: list[Seen] = []
    for item in seen:
        if item[0].startswith("</") and len(item) == 1:
            if kept and kept[-1] == ("<" + item[0][2:],) and item[0] not in ("</hr>", "</td>"):
                kept.pop()
        elif any(mark in {"h1", "h2", "h3", "h4", "h5", "h6", "th"} for mark in item[1:]):
            kept.append(tuple(mark for mark in item if mark != "bold"))
        else:
            kept.append(item)
    return kept


def text(html: str) -> str:
    """Return the visible characters alone."""
    return "".join(
        item[0] for item in shown(html) if not item[0].startswith(("<", "![")) or item[1:]
    )
