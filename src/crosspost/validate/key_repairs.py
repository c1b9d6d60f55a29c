"""Fixes of one broken key: the changes that an author would make, each checked by reading it again.

Each attempt gets a *piece*, a top-level key with the lines below it, and returns a ``SyntaxFix`` or
None. They are in ``ATTEMPTS`` in the order in which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.list_repairs import flow_list, half_list, list_lines, missing_dashes
from crosspost.validate.piece import KEY, SyntaxFix, alone, apply_text, keys_of, lines_of
from crosspost.validate.quoting import cause_of, quote, unquoted
from crosspost.validate.rule import TextEdit
from crosspost.validate.vocabulary import KNOWN, LISTS, PROSE

_BARE_KEY = lazy_compile(r"^(?P<word>(?P<key>[a-z_]{3,20})[;,.]?)[ \t]*\r?\n(?=[ \t]*-[ \t])", re.M)
_INDENTED_KEY = lazy_compile(r"^(?P<lead>[ \t]+)(?P<key>[A-Za-z_-]+)[ \t]*:(?=[ \t\r\n]|\Z)", re.M)


def fix(text: str) -> SyntaxFix | None:
    """Return the first fix that makes a piece readable."""
    found = KEY.match(text)
    assert found is not None
    for attempt in ATTEMPTS:
        tried = attempt(text, found)
        if tried is None:
            continue
        # Two attempts make two keys of the piece, and check both.
        if attempt in _OF_TWO_KEYS or alone(apply_text(text, tried.edits)) is not None:
            return tried
    return None


def _space_after_colon(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """``title:Text`` needs a space; the value may also need quotes."""
    if found["gap"] or not found["value"]:
        return None
    at = found.start("value")
    if alone(text[:at] + " " + text[at:]) is not None:
        edits: tuple[TextEdit, ...] = ((at, at, " "),)
    else:
        quoted = quote(unquoted(found["value"].rstrip()))
        edits = ((at, at + len(found["value"].rstrip()), " " + quoted),)
    return SyntaxFix("missing-space", found.start("colon"), 1, edits, "put a space after the colon")


def _quote_value(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """A value on one line that must be quoted, or quoted again."""
    value = found["value"].rstrip()
    rest = text[found.end() :].strip()
    if not value or (value[0] in "[{" and not value.startswith(("{{", "{%", "["))) or rest:
        return None
    if value[0] == "[" and not _text_after_bracket(value):
        return None
    cause, at = cause_of(value)
    start = found.start("value")
    words = quote(unquoted(value))
    length = 1 if cause == "unquoted-colon" else min(len(value) - at, 200)
    edits = ((start, start + len(value), words),)
    return SyntaxFix(cause, start + at, max(1, length), edits, "put the value in double quotes")


def _text_after_bracket(value: str) -> bool:
    """``[cross-post] A title`` is text; ``[a, b`` is a list that was not closed."""
    close = value.find("]")
    return 0 < close < len(value) - 1 and value[close + 1 :].strip(" \t,") != "" and (
        value[close + 1].isspace() or value[close + 1].isalpha()
    ) and value.count("[") == value.count("]")  # fmt: skip


def _tab_indent(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """Tabs before the lines below are two spaces each."""
    edits: list[TextEdit] = []
    at = 0
    for line in lines_of(text):
        lead = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in lead and line.strip():
            edits.append((at, at + len(lead), lead.replace("\t", "  ")))
        at += len(line)
    if not edits:
        return None
    first = edits[0]
    return SyntaxFix(
        "tab-indent", first[0], first[1] - first[0], tuple(edits), "indent with spaces"
    )


def _prose_lines(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """A text that continues at the beginning of the next lines must be quoted, or indented."""
    value = found["value"].rstrip()
    lines = text[found.end() :].strip("\r\n").split("\n")
    if len(value) < 15 or value[0] in "[{|>&*!" or not any(line.strip() for line in lines):
        return None
    if any(not line.strip() or line.lstrip()[0] in "-#[{" or len(line) > 2000 for line in lines):
        return None
    if any(KEY.match(line.lstrip()) for line in lines):
        return None  # it may be a key that was indented below another one
    if found["key"] not in PROSE:
        return None
    start = found.start("value")
    end = len(text.rstrip())
    words = " ".join([value, *(line.strip() for line in lines)])
    edits = ((start, end, quote(unquoted(words))),)
    title = "put the whole text in quotes, on one line"
    return SyntaxFix("indent", found.end() + 1, max(1, len(lines[0])), edits, title)


def _forgotten_colon(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """``category`` alone on a line, with items below it."""
    stray = _BARE_KEY.search(text, found.end())
    if not stray or stray["key"] not in LISTS:
        return None
    edit: TextEdit = (stray.start(), stray.end("word"), f"{stray['key']}:")
    if keys_of(apply_text(text, (edit,))) != [found["key"], stray["key"]]:
        return None
    length = stray.end("word") - stray.start()
    return SyntaxFix("missing-colon", stray.start(), length, (edit,), "put a colon after the key")


def _indented_key(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """A top-level key that is indented by a space or two."""
    stray = _INDENTED_KEY.search(text, found.end())
    if not stray or stray["key"] not in KNOWN | LISTS | PROSE:
        return None
    edit: TextEdit = (stray.start(), stray.end("lead"), "")
    if keys_of(apply_text(text, (edit,))) != [found["key"], stray["key"]]:
        return None
    length = stray.end() - stray.start("key")
    title = f"begin the line with {stray['key']}:"
    return SyntaxFix("indent", stray.start("key"), length, (edit,), title)


_Attempt = Callable[[str, re.Match[str]], SyntaxFix | None]
_OF_TWO_KEYS: tuple[_Attempt, ...] = (_forgotten_colon, _indented_key)
ATTEMPTS: tuple[_Attempt, ...] = (
    _space_after_colon,
    half_list,
    flow_list,
    _quote_value,
    _tab_indent,
    list_lines,
    missing_dashes,
    _prose_lines,
    *_OF_TWO_KEYS,
)
