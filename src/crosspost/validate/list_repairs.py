"""Fixes of a list: its brackets, its commas, its dashes, its items; see ``key_repairs``."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.piece import SyntaxFix, alone, lines_of
from crosspost.validate.quoting import cause_of, quote, unquoted
from crosspost.validate.rule import TextEdit
from crosspost.validate.vocabulary import LISTS

_ITEM = lazy_compile(r"(?P<indent>[ \t]*)-(?P<gap>[ \t]*)(?P<value>[^\r\n]*)")
_QUOTED_LINE = lazy_compile(r"(?P<indent>[ ]+)(?P<item>\"[^\"\\]*\"|'[^']*')[ \t]*\r?\n?")


def half_list(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """``tags: [a]`` or ``tags: a`` with ``- b`` lines below: the rest of a list."""
    value = found["value"].split(" #")[0].rstrip()
    lines = lines_of(text)
    items = [(_ITEM.match(line), line) for line in lines[1:]]
    below = [match for match, line in items if match and match["gap"]]
    if not value or not below or any(not m and line.strip() for m, line in items):
        return None
    start = found.start("value")
    end = start + len(value)
    title = "make one list of the items on both lines"
    if value.startswith("[") and value.endswith("]"):
        rest, last = _joined(lines)
        inner = value[1:-1].strip().rstrip(",")
        body = f"[{inner}, {rest}]" if inner else f"[{rest}]"
        return SyntaxFix("half-list", start, len(value), ((start, last, body),), title)
    if value.startswith("- "):
        value = value[2:].lstrip()
    if value[0] in "[{|>&*!" or (value[0] in "'\"" and alone(f"x: {value}") is None):
        return None
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    lead = below[0]["indent"] + "-" + below[0]["gap"]
    edit: TextEdit = (found.start("gap"), end, f"{newline}{lead}{value}")
    return SyntaxFix("half-list", start, end - start, (edit,), title)


def _joined(lines: list[str]) -> tuple[str, int]:
    """Return the items of the lines below as they are in a flow list, and where they end."""
    at = end = len(lines[0])
    parts: list[str] = []
    for line in lines[1:]:
        match = _ITEM.match(line)
        if match and match["value"].strip():
            item = match["value"].strip()
            plain = item[0] not in "'\"[{" and not any(c in item for c in ",[]{}")
            parts.append(item if plain or item[0] in "'\"" else quote(item))
            end = at + match.end()
        at += len(line)
    return ", ".join(parts), end


def flow_list(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """``["a" "b"]`` needs commas, ``["a""]`` one quote less, ``[a, @b]`` quotes, ``[a, b`` a ]."""
    value = found["value"].rstrip()
    start = found.start("value")
    if not value.startswith("["):
        return None
    if not value.endswith("]"):
        rest = text[found.end() :].strip()
        if found["key"] not in LISTS or rest or "]" in value:
            return None
        closed = ((start + len(value), start + len(value), "]"),)
        return SyntaxFix("flow-comma", start, len(value), closed, "close the bracket")
    commas = re.sub(r'"(?=[ \t]+")', '",', value)
    doubled = re.sub(r'(?<=[^\s,\[])""(?=[ \t]*[,\]])', '"', value)
    for candidate, cause, title in (
        (commas, "flow-comma", "put a comma between the items"),
        (doubled, "nested-quote", "remove the doubled quote"),
        (_quoted_items(value), "reserved-start", "quote the items that need it"),
    ):
        if candidate != value and alone(text[:start] + candidate + text[start + len(value) :]):
            edits = ((start, start + len(value), candidate),)
            return SyntaxFix(cause, start, len(value), edits, title)
    return None


def _quoted_items(value: str) -> str:
    """Return a list in brackets in which every item that cannot be read is quoted."""
    items = [item.strip() for item in value[1:-1].split(",")]
    if any(c in value[1:-1] for c in "'\"[]{}") or not all(items):
        return value
    good = [item if alone(f"x: [{item}]") is not None else quote(item) for item in items]
    return f"[{', '.join(good)}]"


def list_lines(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """``-item`` needs a space, ``- @name`` needs quotes."""
    lines = lines_of(text)
    at = len(lines[0])
    edits: list[TextEdit] = []
    first: tuple[str, int, int] | None = None
    for line in lines[1:]:
        match = _ITEM.match(line)
        value = match["value"].rstrip() if match else ""
        if match and value and not match["gap"] and not value.startswith("-"):
            edits.append((at + match.start("value"), at + match.start("value"), " "))
            first = first or ("missing-space", at + match.start(), match.end() - match.start())
        elif match and value and alone(f"x:\n{match['indent']}- {value}\n") is None:
            start = at + match.start("value")
            edits.append((start, start + len(value), quote(unquoted(value))))
            first = first or (cause_of(value)[0], start, len(value))
        at += len(line)
    if first is None or found["value"].strip():
        return None
    title = "put a space after the dash" if first[0] == "missing-space" else "quote the item"
    return SyntaxFix(first[0], first[1], first[2], tuple(edits), title)


def missing_dashes(text: str, found: re.Match[str]) -> SyntaxFix | None:
    """Quoted texts, each on a line of its own below a key: a list without its dashes."""
    edits: list[TextEdit] = []
    lines = lines_of(text)
    at = len(lines[0])
    for line in lines[1:]:
        match = _QUOTED_LINE.fullmatch(line)
        if match:
            edits.append((at + match.start("item"), at + match.start("item"), "- "))
        elif line.strip():
            return None
        at += len(line)
    if len(edits) < 2 or found["value"].strip():
        return None
    return SyntaxFix("missing-dash", edits[0][0], 1, tuple(edits), "put a dash before each item")
