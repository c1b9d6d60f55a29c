"""Repairs of one broken key: the changes that a person would make, each tried by reading it again.

Every attempt looks at a *piece*, a top-level key with the lines below it, and returns a ``Mend`` or
None. They stand in ``ATTEMPTS`` in the order in which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.parse import NotYaml, TooMuch, parse
from crosspost.validate.quoting import cause_of, quote, unquoted
from crosspost.validate.rule import TextEdit
from crosspost.validate.tree import Mapping, Scalar, shape
from crosspost.validate.vocabulary import KNOWN, LISTS, PROSE

KEY = lazy_compile(
    r"(?P<key>[A-Za-z_][\w-]{0,40})[ \t]*(?P<colon>:)(?P<gap>[ \t]*)(?P<value>[^\r\n]*)"
)
_ITEM = lazy_compile(r"(?P<indent>[ \t]*)-(?P<gap>[ \t]*)(?P<value>[^\r\n]*)")
_BARE_KEY = lazy_compile(r"^(?P<word>(?P<key>[a-z_]{3,20})[;,.]?)[ \t]*\r?\n(?=[ \t]*-[ \t])", re.M)
_INDENTED_KEY = lazy_compile(r"^(?P<lead>[ \t]+)(?P<key>[A-Za-z_-]+)[ \t]*:(?=[ \t\r\n]|\Z)", re.M)
_QUOTED_LINE = lazy_compile(r"(?P<indent>[ ]+)(?P<item>\"[^\"\\]*\"|'[^']*')[ \t]*\r?\n?")


@dataclass(frozen=True, slots=True)
class Mend:
    """A repair of a piece, in offsets of it.

    Attributes:
        cause: the kind of fault, one of the names that CP201 explains.
        at: where it is.
        length: of what is wrong.
        edits: what to write.
        title: what that does.
    """

    cause: str
    at: int
    length: int
    edits: tuple[TextEdit, ...]
    title: str


def mend(text: str) -> Mend | None:
    """Return the first repair that makes a piece readable."""
    found = KEY.match(text)
    assert found is not None
    for attempt in ATTEMPTS:
        tried = attempt(text, found)
        if tried is None:
            continue
        # Two of them make two keys of the piece, and have looked at both.
        if attempt in _OF_TWO_KEYS or alone(apply_text(text, tried.edits)) is not None:
            return tried
    return None


def alone(text: str) -> str | None:
    """Return a key's value in one text where the piece can be read alone, else None."""
    root = _read(text)
    return shape(root.pairs[0][1]) if root is not None and len(root.pairs) == 1 else None


def _read(text: str) -> Mapping | None:
    try:
        root, _ = parse(text)
    except (NotYaml, TooMuch):
        return None
    return root if isinstance(root, Mapping) else None


def apply_text(text: str, edits: list[TextEdit] | tuple[TextEdit, ...]) -> str:
    """Return a text after edits, which must not overlap."""
    out: list[str] = []
    at = 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        out += [text[at:start], replacement]
        at = end
    return "".join([*out, text[at:]])


def lines_of(text: str) -> list[str]:
    """Return lines with their ends; YAML 1.1 knows more line ends, an editor does not."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _space_after_colon(text: str, found: re.Match[str]) -> Mend | None:
    """``title:Text`` wants a blank; what comes behind it may want quotes, too."""
    if found["gap"] or not found["value"]:
        return None
    at = found.start("value")
    if alone(text[:at] + " " + text[at:]) is not None:
        edits: tuple[TextEdit, ...] = ((at, at, " "),)
    else:
        quoted = quote(unquoted(found["value"].rstrip()))
        edits = ((at, at + len(found["value"].rstrip()), " " + quoted),)
    return Mend("missing-space", found.start("colon"), 1, edits, "put a blank after the colon")


def _half_list(text: str, found: re.Match[str]) -> Mend | None:
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
        return Mend("half-list", start, len(value), ((start, last, body),), title)
    if value.startswith("- "):
        value = value[2:].lstrip()
    if value[0] in "[{|>&*!" or (value[0] in "'\"" and alone(f"x: {value}") is None):
        return None
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    lead = below[0]["indent"] + "-" + below[0]["gap"]
    edit: TextEdit = (found.start("gap"), end, f"{newline}{lead}{value}")
    return Mend("half-list", start, end - start, (edit,), title)


def _joined(lines: list[str]) -> tuple[str, int]:
    """Return the items of the lines below as they stand in a flow list, and where they end."""
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


def _flow_list(text: str, found: re.Match[str]) -> Mend | None:
    """``["a" "b"]`` wants commas, ``["a""]`` one quote less, ``[a, @b]`` a pair, ``[a, b`` a ]."""
    value = found["value"].rstrip()
    start = found.start("value")
    if not value.startswith("["):
        return None
    if not value.endswith("]"):
        rest = text[found.end() :].strip()
        if found["key"] not in LISTS or rest or "]" in value:
            return None
        closed = ((start + len(value), start + len(value), "]"),)
        return Mend("flow-comma", start, len(value), closed, "close the bracket")
    commas = re.sub(r'"(?=[ \t]+")', '",', value)
    doubled = re.sub(r'(?<=[^\s,\[])""(?=[ \t]*[,\]])', '"', value)
    for candidate, cause, title in (
        (commas, "flow-comma", "put a comma between the items"),
        (doubled, "nested-quote", "take the doubled quote away"),
        (_quoted_items(value), "reserved-start", "quote the items that need it"),
    ):
        if candidate != value and alone(text[:start] + candidate + text[start + len(value) :]):
            edits = ((start, start + len(value), candidate),)
            return Mend(cause, start, len(value), edits, title)
    return None


def _quoted_items(value: str) -> str:
    """Return a list in brackets in which every item that cannot be read is quoted."""
    items = [item.strip() for item in value[1:-1].split(",")]
    if any(c in value[1:-1] for c in "'\"[]{}") or not all(items):
        return value
    good = [item if alone(f"x: [{item}]") is not None else quote(item) for item in items]
    return f"[{', '.join(good)}]"


def _quote_value(text: str, found: re.Match[str]) -> Mend | None:
    """A value on one line that must be quoted, or quoted anew."""
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
    return Mend(cause, start + at, max(1, length), edits, "put the value in double quotes")


def _text_after_bracket(value: str) -> bool:
    """``[cross-post] A title`` is text; ``[a, b`` is a list that was not closed."""
    close = value.find("]")
    return 0 < close < len(value) - 1 and value[close + 1 :].strip(" \t,") != "" and (
        value[close + 1].isspace() or value[close + 1].isalpha()
    ) and value.count("[") == value.count("]")  # fmt: skip


def _tab_indent(text: str, found: re.Match[str]) -> Mend | None:
    """Tabs before the lines below are two blanks each."""
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
    return Mend("tab-indent", first[0], first[1] - first[0], tuple(edits), "indent with blanks")


def _list_lines(text: str, found: re.Match[str]) -> Mend | None:
    """``-item`` wants a blank, ``- @name`` wants quotes."""
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
    title = "put a blank after the dash" if first[0] == "missing-space" else "quote the item"
    return Mend(first[0], first[1], first[2], tuple(edits), title)


def _missing_dashes(text: str, found: re.Match[str]) -> Mend | None:
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
    return Mend("missing-dash", edits[0][0], 1, tuple(edits), "put a dash before each item")


def _prose_lines(text: str, found: re.Match[str]) -> Mend | None:
    """A text that goes on at the beginning of the next lines must be quoted, or indented."""
    value = found["value"].rstrip()
    lines = text[found.end() :].strip("\r\n").split("\n")
    if len(value) < 15 or value[0] in "[{|>&*!" or not any(line.strip() for line in lines):
        return None
    if any(not line.strip() or line.lstrip()[0] in "-#[{" or len(line) > 2000 for line in lines):
        return None
    if found["key"] not in PROSE:
        return None
    start = found.start("value")
    end = len(text.rstrip())
    words = " ".join([value, *(line.strip() for line in lines)])
    edits = ((start, end, quote(unquoted(words))),)
    title = "put the whole text in quotes, on one line"
    return Mend("indent", found.end() + 1, max(1, len(lines[0])), edits, title)


def _forgotten_colon(text: str, found: re.Match[str]) -> Mend | None:
    """``category`` alone on a line, with items below it."""
    stray = _BARE_KEY.search(text, found.end())
    if not stray or stray["key"] not in LISTS:
        return None
    edit: TextEdit = (stray.start(), stray.end("word"), f"{stray['key']}:")
    if _keys_of(apply_text(text, (edit,))) != [found["key"], stray["key"]]:
        return None
    length = stray.end("word") - stray.start()
    return Mend("missing-colon", stray.start(), length, (edit,), "put a colon after the key")


def _indented_key(text: str, found: re.Match[str]) -> Mend | None:
    """A key of the top level that stands a blank or two in."""
    stray = _INDENTED_KEY.search(text, found.end())
    if not stray or stray["key"] not in KNOWN | LISTS | PROSE:
        return None
    edit: TextEdit = (stray.start(), stray.end("lead"), "")
    if _keys_of(apply_text(text, (edit,))) != [found["key"], stray["key"]]:
        return None
    length = stray.end() - stray.start("key")
    title = f"begin the line with {stray['key']}:"
    return Mend("indent", stray.start("key"), length, (edit,), title)


def _keys_of(text: str) -> list[str]:
    root = _read(text)
    return [k.value for k, _ in root.pairs if isinstance(k, Scalar)] if root is not None else []


_Attempt = Callable[[str, re.Match[str]], Mend | None]
_OF_TWO_KEYS: tuple[_Attempt, ...] = (_forgotten_colon, _indented_key)
ATTEMPTS: tuple[_Attempt, ...] = (
    _space_after_colon,
    _half_list,
    _flow_list,
    _quote_value,
    _tab_indent,
    _list_lines,
    _missing_dashes,
    _prose_lines,
    *_OF_TWO_KEYS,
)
