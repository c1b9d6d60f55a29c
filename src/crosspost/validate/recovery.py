"""Broken front matter: which key broke it, why, and the one-line repair that a person would make.

libyaml points where it gave up, often lines below the fault. Here the block is cut at its top-level
keys and every piece is read alone: a piece that cannot be read is the fault itself. A repair counts
only where the whole block can be read afterwards, has exactly the keys that its lines show, and
gives every other key the value it has alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosspost.validate.rule import TextEdit
from crosspost.validate.tree import Mapping, Node, NotYaml, Scalar, Sequence, TooMuch, parse
from crosspost.validate.vocabulary import LISTS, PROSE

_KEY = re.compile(
    r"(?P<key>[A-Za-z_][\w-]{0,40})[ \t]*(?P<colon>:)(?P<gap>[ \t]*)(?P<value>[^\r\n]*)"
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?:[ \t].*)?$", re.M)
_ITEM = re.compile(r"(?P<indent>[ \t]*)-(?P<gap>[ \t]*)(?P<value>[^\r\n]*)")
_BARE_KEY = re.compile(r"^(?P<word>(?P<key>[a-z_]{3,20})[;,.]?)[ \t]*\r?\n(?=[ \t]*-[ \t])", re.M)
_RESERVED = "@`%&*!|>?,]}#"


@dataclass(frozen=True, slots=True)
class Piece:
    """A top-level key with all lines below it that are not another key's."""

    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a block cannot be read.

    Attributes:
        cause: the kind of fault, one of the names that CP201 explains.
        start: offset in the block.
        end: offset behind it.
        key: the field it stands in, empty where it stands in none.
        edits: what makes the block readable, in offsets of the block; empty where nothing does.
        title: what the repair does.
        repaired: the block after the edits.
    """

    cause: str
    start: int
    end: int
    key: str
    edits: tuple[TextEdit, ...] = ()
    title: str = ""
    repaired: str = ""


@dataclass(frozen=True, slots=True)
class _Mend:
    cause: str
    at: int
    length: int
    edits: tuple[TextEdit, ...]
    title: str


def diagnose(block: str, at: int, problem: str) -> Diagnosis:
    """Find the fault of a block and its repair.

    Args:
        block: the text between the fences, which libyaml refuses.
        at: where libyaml gave up.
        problem: libyaml's words.
    """
    conflict = _CONFLICT.search(block)
    if conflict:
        return Diagnosis("merge-conflict", conflict.start(), conflict.end(), "")
    control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", block)
    if control and "control" in problem:
        return Diagnosis("control-character", control.start(), control.end(), "")
    pieces = _pieces(block)
    edits: list[TextEdit] = []
    first: _Mend | None = None
    first_piece: Piece | None = None
    good: dict[str, str] = {}
    for piece in pieces:
        value = _alone(piece.text)
        if value is not None:
            good[piece.key] = value
            continue
        mend = _mend(piece)
        if first_piece is None:
            first_piece, first = piece, mend
        if mend is None:
            return _unrepaired(piece, block)
        edits += [(s + piece.start, e + piece.start, text) for s, e, text in mend.edits]
    if first_piece is None or first is None:
        return _elsewhere(block, at, pieces)
    found = Diagnosis(
        first.cause,
        first_piece.start + first.at,
        first_piece.start + first.at + first.length,
        first_piece.key,
    )
    repaired = apply_text(block, edits)
    keys = [piece.key for piece in _pieces(repaired)]
    if len(keys) < len(pieces) or not _accepted(repaired, keys, good):
        return found
    return Diagnosis(
        found.cause, found.start, found.end, found.key, tuple(edits), first.title, repaired
    )


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


def _pieces(block: str) -> list[Piece]:
    """Cut a block at the lines that begin with a key."""
    starts: list[tuple[int, str]] = []
    at = 0
    for line in lines_of(block):
        found = _KEY.match(line)
        if found and (found["gap"] or not found["value"] or not found["value"].startswith("//")):
            starts.append((at, found["key"]))
        at += len(line)
    bounds = [*(start for start, _ in starts), len(block)][1:]
    return [
        Piece(key, start, end, block[start:end])
        for (start, key), end in zip(starts, bounds, strict=True)
    ]


def _alone(text: str) -> str | None:
    """Return a key's value in one text where the piece can be read alone, else None."""
    try:
        root, _ = parse(text)
    except (NotYaml, TooMuch):
        return None
    if not isinstance(root, Mapping) or len(root.pairs) != 1:
        return None
    return shape(root.pairs[0][1])


def shape(root: Node) -> str:
    """Return a value in one text, equal for equal values whatever their places."""
    out: list[str] = []
    waiting: list[Node | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            out.append(node)
        elif isinstance(node, Scalar):
            out.append(f"{'q' if node.style else 'p'}{node.tag}{node.value!r},")
        elif isinstance(node, Sequence):
            out.append("[" + node.tag)
            waiting.append("]")
            waiting.extend(reversed(node.items))
        else:
            out.append("{" + node.tag)
            waiting.append("}")
            waiting.extend(n for pair in reversed(node.pairs) for n in reversed(pair))
        if len(out) > 20_000:
            break
    return "".join(out)


def _accepted(repaired: str, keys: list[str], good: dict[str, str]) -> bool:
    """Tell whether a repaired block says what its lines show."""
    try:
        root, _ = parse(repaired)
    except (NotYaml, TooMuch):
        return False
    if not isinstance(root, Mapping):
        return False
    values = {k.value: v for k, v in root.pairs if isinstance(k, Scalar)}
    if [k.value for k, _ in root.pairs if isinstance(k, Scalar)] != keys:
        return False
    return all(shape(values[key]) == value for key, value in good.items())


def _mend(piece: Piece) -> _Mend | None:
    """Return the first repair that makes a piece readable alone."""
    found = _KEY.match(piece.text)
    assert found is not None
    for attempt in (
        _space_after_colon, _half_list, _flow_list, _quote_value, _list_lines, _prose_lines,
        _forgotten_colon,
    ):  # fmt: skip
        mend = attempt(piece.text, found)
        if mend is None:
            continue
        if attempt is _forgotten_colon or _alone(apply_text(piece.text, mend.edits)) is not None:
            return mend
    return None


def _space_after_colon(text: str, found: re.Match[str]) -> _Mend | None:
    """``title:Text`` wants a blank; what comes behind it may want quotes, too."""
    if found["gap"] or not found["value"]:
        return None
    at = found.start("value")
    if _alone(text[:at] + " " + text[at:]) is not None:
        edits: tuple[TextEdit, ...] = ((at, at, " "),)
    else:
        quoted = quote(found["value"].rstrip())
        edits = ((at, at + len(found["value"].rstrip()), " " + quoted),)
    return _Mend("missing-space", found.start("colon"), 1, edits, "put a blank after the colon")


def _half_list(text: str, found: re.Match[str]) -> _Mend | None:
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
    if value.startswith("[") and value.endswith("]") and "\n" not in value:
        last = below[-1].end() + sum(len(line) for line in lines[: len(lines) - 1])
        rest, last = _joined(lines, last)
        inner = value[1:-1].strip().rstrip(",")
        body = f"[{inner}, {rest}]" if inner else f"[{rest}]"
        return _Mend("half-list", start, len(value), ((start, last, body),), title)
    if value[0] in "[{'\"|>&*!":
        return None
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    lead = below[0]["indent"] + "-" + below[0]["gap"]
    before = found.start("gap")
    edit: TextEdit = (before, end, f"{newline}{lead}{value}")
    return _Mend("half-list", start, len(value), (edit,), title)


def _joined(lines: list[str], _: int) -> tuple[str, int]:
    """Return the items of the lines below as they stand in a flow list, and where they end."""
    at = len(lines[0])
    end = at
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


def _flow_list(text: str, found: re.Match[str]) -> _Mend | None:
    """``["a" "b"]`` wants commas, ``["a""]`` one quote less."""
    value = found["value"].rstrip()
    if not (value.startswith("[") and value.endswith("]")):
        return None
    start = found.start("value")
    commas = re.sub(r'"(?=[ \t]+")', '",', value)
    doubled = re.sub(r'(?<=[^\s,\[])""(?=[ \t]*[,\]])', '"', value)
    for candidate, title in (
        (commas, "put a comma between the items"),
        (doubled, "take the doubled quote away"),
    ):
        if candidate != value and _alone(text[:start] + candidate + text[start + len(value) :]):
            return _Mend(
                "flow-comma" if candidate == commas else "nested-quote",
                start,
                len(value),
                ((start, start + len(value), candidate),),
                title,
            )
    return None


def _quote_value(text: str, found: re.Match[str]) -> _Mend | None:
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
    return _Mend(
        cause, start + at, max(1, min(len(value) - at, 1 if cause == "unquoted-colon" else 200)),
        ((start, start + len(value), words),),
        "put the value in double quotes",
    )  # fmt: skip


def _text_after_bracket(value: str) -> bool:
    """``[cross-post] A title`` is text; ``[a, b`` is a list that was not closed."""
    close = value.find("]")
    return 0 < close < len(value) - 1 and value[close + 1 :].strip(" \t,") != "" and (
        value[close + 1].isspace() or value[close + 1].isalpha()
    ) and value.count("[") == value.count("]")  # fmt: skip


def cause_of(value: str) -> tuple[str, int]:
    """Name what is wrong with a plain or quoted value, and where in it."""
    if value.startswith(("{{", "{%")):
        return "liquid", 0
    if value[0] in "'\"":
        quote_mark = value[0]
        if value.count(quote_mark) == 1 or not value.endswith(quote_mark):
            return "unclosed-quote", 0
        return "nested-quote", value.find(quote_mark, 1)
    if value[0] in _RESERVED or value[0] == "[" or value.startswith(("- ", "? ")):
        return "reserved-start", 0
    colon = re.search(r":(?=[ \t]|$)", value)
    if colon:
        return "unquoted-colon", colon.start()
    return "other", 0


def unquoted(value: str) -> str:
    """Return the words of a value without the quotes that were meant to enclose it."""
    mark = value[0]
    if mark in "'\"":
        inner = value[1:-1] if len(value) > 1 and value.endswith(mark) else value[1:]
        if mark == '"':
            return inner.replace('\\"', '"')
        return inner.replace("''", "'")
    if value.endswith('"') and value.count('"') == 1:
        return value[:-1]
    if mark == "|":
        return value[1:].lstrip()
    return value


def quote(text: str) -> str:
    """Return a text as a double-quoted scalar on one line."""
    out = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return '"' + re.sub(r"[\r\n]+[ \t]*", " ", out) + '"'


def _list_lines(text: str, found: re.Match[str]) -> _Mend | None:
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
        elif match and value and match["gap"] and (value[0] in _RESERVED or value[0] in "'\""):
            start = at + match.start("value")
            if _alone(f"x:\n{match['indent']}- {value}\n") is None:
                edits.append((start, start + len(value), quote(unquoted(value))))
                first = first or (cause_of(value)[0], start, len(value))
        at += len(line)
    if first is None or found["value"].strip():
        return None
    title = "put a blank after the dash" if first[0] == "missing-space" else "quote the item"
    return _Mend(first[0], first[1], first[2], tuple(edits), title)


def _prose_lines(text: str, found: re.Match[str]) -> _Mend | None:
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
    at = found.end() + 1
    return _Mend(
        "indent", at, max(1, len(lines[0])), ((start, end, quote(unquoted(words))),),
        "put the whole text in quotes, on one line",
    )  # fmt: skip


def _forgotten_colon(text: str, found: re.Match[str]) -> _Mend | None:
    """``category`` alone on a line, with items below it."""
    stray = _BARE_KEY.search(text, found.end())
    if not stray or stray["key"] not in LISTS:
        return None
    edit: TextEdit = (stray.start(), stray.end("word"), f"{stray['key']}:")
    mended = apply_text(text, (edit,))
    try:
        root, _ = parse(mended)
    except (NotYaml, TooMuch):
        return None
    if not isinstance(root, Mapping) or len(root.pairs) != 2:
        return None
    length = stray.end("word") - stray.start()
    return _Mend("missing-colon", stray.start(), length, (edit,), "put a colon after the key")


def _unrepaired(piece: Piece, block: str) -> Diagnosis:
    """Name the cause of a piece that no repair makes readable."""
    found = _KEY.match(piece.text)
    assert found is not None
    value = found["value"].rstrip()
    start = piece.start + (found.start("value") if value else 0)
    end = start + len(value or piece.key)
    lines = piece.text.split("\n")
    stray = next(
        (line for line in lines[1:] if line.strip() and line[0] not in " \t-#" and ":" not in line),
        None,
    )
    if stray is not None:
        start = piece.start + piece.text.index("\n" + stray) + 1
        cause = "missing-colon" if re.fullmatch(r"[\w-]+[;,.]?[ \t]*", stray) else "indent"
        return Diagnosis(cause, start, start + len(stray), piece.key)
    if any(line.startswith("\t") for line in lines[1:]):
        return Diagnosis("tab-indent", start, end, piece.key)
    if value.startswith("[") or value.startswith("{"):
        return Diagnosis("flow-comma", start, end, piece.key)
    if value:
        cause, at = cause_of(value)
        if cause != "other":
            return Diagnosis(cause, start + at, end, piece.key)
    return Diagnosis("indent", *_where_it_gave_up(piece, start, end), piece.key)


def _where_it_gave_up(piece: Piece, start: int, end: int) -> tuple[int, int]:
    """Return the line of a piece at which libyaml gave up, without its indentation."""
    try:
        parse(piece.text)
    except NotYaml as error:
        at = min(error.at, len(piece.text.rstrip()))
        line = piece.text.rfind("\n", 0, at) + 1
        line_end = piece.text.find("\n", line)
        shown = piece.text[line : line_end if line_end >= 0 else len(piece.text)]
        if shown.strip():
            lead = len(shown) - len(shown.lstrip())
            return piece.start + line + lead, piece.start + line + len(shown.rstrip())
    except TooMuch:
        return start, end
    return start, end


def _elsewhere(block: str, at: int, pieces: list[Piece]) -> Diagnosis:
    """Every piece can be read alone: the fault is between them, or before the first."""
    start = block.rfind("\n", 0, min(at, len(block))) + 1
    key = next((p.key for p in pieces if p.start <= at < p.end), "")
    head = block[: pieces[0].start] if pieces else block
    if head.strip() and not all(
        not line.strip() or line.lstrip().startswith("#") for line in head.split("\n")
    ):
        start, key = 0, ""
    end = block.find("\n", start)
    return Diagnosis("indent", start, end if end >= 0 else len(block), key)
