"""Inline marks (emphasis, code, links): how each is written, depending on its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import commonmark, escape
from crosspost.markdown.escape import LEFT, MARK, OPEN, RIGHT, Place
from crosspost.markdown.flavor import BREAK, END_STRUCK, HASH, HTML_BREAK, READ, STRUCK
from crosspost.model.dialect import Dialect

_PLACE = lazy_compile("[\x02\x03]")
_PICTURES = frozenset(("!", "["))
_EMPHASIS = frozenset(("*", "**"))
_TILDE = lazy_compile(r"(?<!\\)~")
_BRACKETS = str.maketrans({LEFT: "\\[", RIGHT: "\\]"})


@dataclass(slots=True)
class Mark:
    """A mark in the line: the start or end of an inline element.

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
    """An open inline element: nothing is written for it before it has visible content."""

    kind: str
    start: str
    end: str
    mark: Mark | None = None
    ignored: bool = False
    merged: bool = False


def take_spaces(parts: list[str]) -> str:
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
    """Remove a mark around pictures only, where it has no effect.

    Returns:
        Whether it was removed.
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


def write(text: str, marks: list[Mark], place: Place, dialect: Dialect, *, html: bool) -> str:
    """Return a paragraph: its text escaped, its marks inserted.

    Args:
        text: the text, with a placeholder for each mark.
        marks: the marks in order.
        place: what it is in.
        dialect: of the Markdown.
        html: it is in an HTML element.
    """
    if not marks:
        written = _brackets(_escaped(text, place, dialect))
    else:
        html = _choose(_PLACE.split(text), marks, dialect) or html
        struck = not dialect.raw_html and any(mark.kind == "~~" for mark in marks)
        # When kramdown looks for tables, it reads code before backslashes.
        ticks = "`" in text and any(mark.kind == "`" and "|" in mark.text for mark in marks)
        pieces = _PLACE.split(_brackets(_escaped(text, place, dialect, ticks=ticks)))
        if struck:  # then no element can be written instead of its marks
            pieces = [_TILDE.sub(r"\\~", piece) for piece in pieces]
        if dialect.is_commonmark:
            _separate(_PLACE.split(text), marks, place, dialect)
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


def _escaped(text: str, place: Place, dialect: Dialect, *, ticks: bool = False) -> str:
    escaped = escape.inline(text, place, ticks=ticks)
    return commonmark.text(escaped, place, dialect) if dialect.is_commonmark else escaped


def _separate(pieces: list[str], marks: list[Mark], place: Place, dialect: Dialect) -> None:
    """Put gaps where CommonMark would not read a mark of emphasis between a word and a sign."""
    for i, mark in enumerate(marks):
        last = pieces[i][-1:] or (marks[i - 1].text[-1:] if i else "")
        following = pieces[i + 1][:1] or (marks[i + 1].text[:1] if i + 1 < len(marks) else "")
        if mark.text in ("*", "**", "~~") and mark.opens:
            mark.text = commonmark.before(mark.text, last, following)
        elif mark.text in ("*", "**", "~~"):
            mark.text = commonmark.after(mark.text, last, following)
        elif mark.kind in ("`", "!") and place == "cell":
            bar = dialect.code_bar if mark.kind == "`" else "\\|"
            mark.text = mark.text.replace("|", bar)


def _break(place: Place, html: bool) -> str:
    if place != "text":
        return HTML_BREAK
    return f"{HTML_BREAK}\n" if html else f"{BREAK}\n"


def _brackets(text: str) -> str:
    return text.translate(_BRACKETS) if LEFT in text or RIGHT in text else text


# kramdown searches for the end of the line at every mark: a line with thousands of them is split,
# by a newline that is not a line break.
_MANY = 500
_WRAP = "\x07"


def _join(pieces: list[str], marks: list[Mark], place: Place) -> str:
    out = [pieces[0]]
    many = place == "text" and len(marks) > _MANY
    broken = 0
    for i, mark in enumerate(marks):
        piece = pieces[i + 1]
        if mark.kind == "~~" and "~~" in mark.text:
            mark.text = mark.text.replace("~~", STRUCK if mark.opens else END_STRUCK)
        elif mark.opens and mark.text[:1] == "<" and not _is_plain(pieces, marks, i):
            mark.text = f"{mark.text[:-1]}{READ}>"
        if many and mark.opens and i - broken >= _MANY and out[-1][-1:] == " ":
            out[-1] = out[-1][:-1] + _WRAP
            broken = i
        if mark.text[:2] == "$$":
            out[-1] = _DOLLAR_BEFORE.sub(r"\1\\$", out[-1])
            piece = "\\" + piece if piece[:1] == "$" else piece
        out.append(mark.text)
        out.append(piece)
    return "".join(out)


# A dollar beside that of a formula, unless it is escaped already.
_DOLLAR_BEFORE = lazy_compile(r"(?<!\\)((?:\\\\)*)\$\Z")


_TAG = lazy_compile(rf"</?[a-z]+[ >]|{HTML_BREAK}")
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


def _choose(pieces: list[str], marks: list[Mark], dialect: Dialect) -> bool:
    """Choose the marks of emphasis so that neighbouring stars do not join.

    ``*`` and ``**`` if no star is beside; ``_`` if one is and no word is adjacent
    (kramdown does not open ``_`` within a word); else the HTML element. ``~~`` must not contain
    a ``~``.

    Returns:
        Whether a line break is within such an HTML element.
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
        if name and not dialect.raw_html:
            if mark.kind != "~~":
                sign = mark.kind
                mark.text, mark.partner.text = f"{commonmark.GAP}{sign}", f"{sign}{commonmark.GAP}"
            name = ""
        elif name:
            mark.text, mark.partner.text = f"<{name}>", f"</{name}>"
        if name or mark.kind == "~~":
            breaks = breaks or any("\n" in piece for piece in pieces[i + 1 : j + 1])
    return breaks


def _holds_tilde(pieces: list[str], marks: list[Mark], i: int, j: int) -> bool:
    """Tell whether a tilde is within struck text or beside it."""
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
