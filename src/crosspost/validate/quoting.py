"""Quotes: a text as a double-quoted scalar, and the text of a value whose quotes are wrong."""

from __future__ import annotations

import re

from crosspost.validate.scalars import resolve_plain

# Characters that do not begin a plain value.
RESERVED = "@`%&*!|>?,]}#"
# Characters that authors, or word processors, close a quote with.
_CLOSING = {'"': '"”“', "'": "'’‘"}
_OPENING = {"”": "“", "“": "„", "’": "‘", "‘": "‚"}


def quote(text: str) -> str:
    """Return a text as a double-quoted scalar on one line."""
    out = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return '"' + re.sub(r"[\r\n]+[ \t]*", " ", out) + '"'


def list_item(text: str) -> str:
    """Return an item in the form for a list in brackets."""
    text = text.strip()
    plain = re.fullmatch(r"[^\W\d_][\w .+/-]*", text) and resolve_plain(text)[0] == "text"
    return text if plain else quote(text)


def cause_of(value: str) -> tuple[str, int]:
    """Name what is wrong with a plain or quoted value, and where in it."""
    if not value:
        return "other", 0
    if value.startswith(("{{", "{%")):
        return "liquid", 0
    if value[0] in "'\"":
        if value.count(value[0]) == 1:
            return "unclosed-quote", 0
        if value[0] == '"' == value[-1] and value.count('"') == 2 and "\\" in value:
            return "bad-escape", value.find("\\")
        return "nested-quote", value.find(value[0], 1)
    if value[0] in RESERVED or value[0] == "[" or value.startswith(("- ", "? ")):
        return "reserved-start", 0
    colon = re.search(r":(?=[ \t]|$)", value)
    if colon:
        return "unquoted-colon", colon.start()
    return "other", 0


def unquoted(value: str) -> str:
    """Return the text of a value without the quotes that were meant to enclose it."""
    mark = value[:1]
    if mark and mark in "'\"":
        return _without_marks(value, mark)
    if value.endswith('"') and value.count('"') == 1:
        return value[:-1]
    if mark == "|":
        return value[1:].lstrip()
    inner = between_curly(value)
    # A backslash before these was meant as an escape; in a plain value there are none.
    return re.sub(r"\\(?=['\":])", "", value if inner is None else inner)


def between_curly(value: str) -> str | None:
    """Return the text between curly quotes around a whole value; None if there are none."""
    inner = value[1:-1]
    for opening, closing, all_of_them in (("“”„", "”“", "“”„"), ("‘‚", "’‘", "‘‚")):
        if len(value) > 2 and value[0] in opening and value[-1] in closing:
            return None if any(c in inner for c in all_of_them) else inner
    return None


def _without_marks(value: str, mark: str) -> str:
    if _begins_with_a_quoted_word(value, mark):
        return value
    inner = value[1:]
    last = value[-1]
    if len(value) > 1 and last in _CLOSING[mark] and _OPENING.get(last, "\0") not in inner:
        inner = inner[:-1]
    if mark == "'":
        return inner.replace("''", "'")
    inner = inner.replace('\\"', '"')
    # A closing quote typed twice: the quotes within are one too many.
    return inner[:-1] if inner.endswith('"') and inner.count('"') % 2 else inner


def _begins_with_a_quoted_word(value: str, mark: str) -> bool:
    """Tell ``"Apple" and "Pear"``, whose quotes are text, from ``"The "Apple" story"``."""
    second = value.find(mark, 1)
    if second < 0 or second == len(value) - 1:
        return False
    closes = not value[second - 1].isspace() and not value[second + 1].isalnum() and (
        value[second + 1] != mark
    )  # fmt: skip
    # 'The boys' day': an odd number of them has an apostrophe in it.
    return closes and not (value.count(mark) % 2 and value.endswith(mark))
