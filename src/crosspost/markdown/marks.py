"""The marks of a line: how each is written, given what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape
from crosspost.markdown.escape import LEFT, MARK, OPEN, RIGHT, Place
from crosspost.markdown.flavor import BREAK, END_STRUCK, HASH, STRUCK

_PLACE = lazy_compile("[\x02\x03]")
_PICTURES = frozenset(("!", "["))
_EMPHASIS = frozenset(("*", "**"))
_BRACKETS = str.maketrans({LEFT: "\\[", RIGHT: "\\]"})


@dataclass(slots=True)
class Mark:
    """A mark in the line.

    Attributes:
        text: what it is written as.
        kind: ``*``, ``**``, ``~~``, `` ` ``, ``[``, ``!``, ``$``, or the name of an HTML element.
        partner: its other end, where it has one.
        opens: it is the first of the two.
    """

    text: str
    kind: str = ""
    partner: Mark | None = None
    opens: bool = False


@dataclass(slots=True)
class Element:
    """An inline element that is open: nothing is written for it before something is seen in it."""

    kind: str
    start: str
    end: str
    mark: Mark | None = None
    ignored: bool = False
    merged: bool = False


def take_blanks(parts: list[str]) -> str:
    """Remove the spaces at the end of a line so far, also no-break spaces and line ends."""
    taken = ""
    while parts[-1] not in (MARK, OPEN):
        last = parts.pop()
        kept = last.rstrip("\u00a0 \n")
        taken = last[len(kept) :] + taken
        if kept:
            parts.append(kept)
            break
    return taken


def take_mark_of_pictures(parts: list[str], marks: list[Mark], mark: Mark) -> bool:
    """Remove a mark around nothing but pictures, where it has no effect.

    Returns:
        Whether it was taken out.
    """
    number = len(marks)
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if part not in (MARK, OPEN):
            if not part.isspace():
                return False
            continue
        number -= 1
        if marks[number] is mark:
            del parts[at], marks[number]
            return True
        if marks[number].kind not in _PICTURES:
            return False
    return False


def write(text: str, marks: list[Mark], place: Place, *, html: bool) -> str:
    """Return a paragraph: its text escaped, its marks in their places.

    Args:
        text: the text, each mark one character in it.
        marks: the marks in order.
        place: what it stands in.
        html: it stands in an HTML element.
    """
    if not marks:
        written = _brackets(escape.inline(text, place))
    else:
        html = _choose(_PLACE.split(text), marks) or html
        # kramdown looks for code before it looks at backslashes when it looks for tables.
        ticks = "`" in text and any(mark.kind == "`" and "|" in mark.text for mark in marks)
        pieces = _PLACE.split(_brackets(escape.inline(text, place, ticks=ticks)))
        written = _join(pieces, marks, place)
        if place == "text" and text == MARK and marks[0].kind == "$":
            written = "\\" + written  # else kramdown sets it in a line of its own
    if place == "text":
        written = escape.definitions(written)
    if "\n" in written:
        written = written.replace("\n", _break(place, html))
    if _WRAP in written:
        written = written.replace(_WRAP, "\n")
    return written


def _break(place: Place, html: bool) -> str:
    if place != "text":
        return "<br>"
    return "<br>\n" if html else f"{BREAK}\n"


def _brackets(text: str) -> str:
    return text.translate(_BRACKETS) if LEFT in text or RIGHT in text else text


# kramdown looks for the end of the line at every mark: one with thousands of them is broken up, by
# a newline that is no line break.
_MANY = 500
_WRAP = "\x07"


def _join(pieces: list[str], marks: list[Mark], place: Place) -> str:
    out = [pieces[0]]
    many = place == "text" and len(marks) > _MANY
    broken = 0
    for i, mark in enumerate(marks):
        piece = pieces[i + 1]
        if mark.text == "~~":
            mark.text = STRUCK if mark.opens else END_STRUCK
        elif mark.opens and mark.text[0] == "<" and not _is_plain(pieces, marks, i):
            mark.text = mark.text[:-1] + ' markdown="span">'
        if many and mark.opens and i - broken >= _MANY and out[-1][-1:] == " ":
            out[-1] = out[-1][:-1] + _WRAP
            broken = i
        if mark.text[:2] == "$$":
            out[-1] = _DOLLAR_BEFORE.sub(r"\1\\$", out[-1])
            piece = "\\" + piece if piece[:1] == "$" else piece
        out.append(mark.text)
        out.append(piece)
    return "".join(out)


# A dollar beside a formula's own, unless it is escaped already.
_DOLLAR_BEFORE = lazy_compile(r"(?<!\\)((?:\\\\)*)\$\Z")


_TAG = lazy_compile(r"</?[a-z]+[ >]")
_ESCAPED = lazy_compile(f"[\\\\&{HASH}]")


def _is_plain(pieces: list[str], marks: list[Mark], i: int) -> bool:
    """Tell whether the content of an element is the same with and without Markdown.

    Whether kramdown reads Markdown in an element is a setting, ``parse_span_html``; if it does not,
    ``\\<`` begins a tag.
    """
    for j in range(i + 1, len(marks)):
        if _ESCAPED.search(pieces[j]):
            return False
        if marks[j] is marks[i].partner:
            return True
        if not _TAG.match(marks[j].text):
            return False
    return False


def _choose(pieces: list[str], marks: list[Mark]) -> bool:
    """Choose the marks of emphasis so that neighbouring stars do not run together.

    ``*`` and ``**`` where nothing stands beside; ``_`` where a star does and no word is touched
    (kramdown opens no ``_`` within a word); else the HTML element. ``~~`` must not hold a ``~``.

    Returns:
        Whether a line break stands within an HTML element chosen so.
    """
    index = {id(mark): i for i, mark in enumerate(marks)}
    breaks = False
    for i, mark in enumerate(marks):
        if not mark.opens or mark.partner is None:
            continue
        j = index[id(mark.partner)]
        name = ""
        if mark.kind == "~~" and _holds_tilde(pieces, marks, i, j):
            name = "del"
        elif mark.kind == "*" and (
            _beside_star(pieces, marks, i) or _beside_star(pieces, marks, j)
        ):
            if _touches_no_word(pieces, i, j):
                mark.text = mark.partner.text = "_"
            else:
                name = "em"
        elif mark.kind == "**" and _beside_strong(pieces, marks, i, j):
            name = "strong"
        if name:
            mark.text, mark.partner.text = f"<{name}>", f"</{name}>"
        if name or mark.kind == "~~":
            breaks = breaks or any("\n" in piece for piece in pieces[i + 1 : j + 1])
    return breaks


def _holds_tilde(pieces: list[str], marks: list[Mark], i: int, j: int) -> bool:
    """Tell whether a tilde stands within struck text or beside it."""
    held = [*pieces[i + 1 : j + 1], *(mark.text for mark in marks[i + 1 : j])]
    return any("~" in text for text in (*held, pieces[i][-1:], pieces[j + 1][:1]))


def _beside_star(pieces: list[str], marks: list[Mark], i: int) -> bool:
    """Tell whether another mark made of stars touches this one."""
    before = not pieces[i] and i > 0 and marks[i - 1].kind in _EMPHASIS
    after = not pieces[i + 1] and i + 1 < len(marks) and marks[i + 1].kind in _EMPHASIS
    return before or after


def _touches_no_word(pieces: list[str], i: int, j: int) -> bool:
    before, after = pieces[i][-1:], pieces[j + 1][:1]
    inside = pieces[i + 1][:1], pieces[j][-1:]
    return not (before.isalnum() or after.isalnum() or "_" in (before, after, *inside))


def _beside_strong(pieces: list[str], marks: list[Mark], i: int, j: int) -> bool:
    """Tell whether another strong element's mark touches this one's."""
    return (not pieces[i] and i > 0 and marks[i - 1].text == "**") or (
        not pieces[j + 1] and j + 1 < len(marks) and marks[j + 1].kind == "**"
    )


def code_span(text: str) -> str:
    """Return a code span: as many backticks as none within, with blanks if more than one.

    The blanks keep three backticks at the start of a paragraph from being a fence.
    """
    if "`" not in text:
        return f"`{text}`"
    ticks = "`" * (max(map(len, re.findall("`+", text))) + 1)
    return f"{ticks} {text} {ticks}"
