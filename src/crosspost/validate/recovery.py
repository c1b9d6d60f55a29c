"""Broken front matter: which key is wrong, why, and the one-line fix that an author would make.

libyaml reports where it stopped, often lines below the error. Here the block is cut at its
top-level keys and every piece is read alone: a piece that cannot be read has the error. A fix is
accepted only if the whole block can be read afterwards, has exactly the keys that its lines show,
and every other key has the same value as when read alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.key_repairs import fix
from crosspost.validate.parse import NotYaml, TooMuch, parse
from crosspost.validate.piece import KEY, SyntaxFix, alone, apply_text, lines_of
from crosspost.validate.quoting import cause_of, quote, unquoted
from crosspost.validate.rule import TextEdit
from crosspost.validate.tree import Mapping, Scalar, shape, walk
from crosspost.validate.vocabulary import NAMES

_CONFLICT = lazy_compile(r"^(?:<{7}|={7}|>{7})(?:[ \t].*)?$", re.M)
# Characters that YAML forbids, escaped or not.
_CONTROL = lazy_compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

_OTHER_COLON = lazy_compile(
    r"^(?P<key>[A-Za-z_][\w-]{0,40})[ \t]{0,9}(?P<mark>[\uff1a\ufe55\ufe13\ua789\u2236]|=>?)[ \t]*+"
    r"(?P<value>[^\r\n]*)",
    re.M,
)
_INVISIBLE = lazy_compile(
    r"^(?P<mark>[\ufeff\u00a0\u00ad\u200b-\u200f\u2060\u3000 ]{1,20}(?<! ))"
    r"(?P<key>[A-Za-z_][\w-]{0,40}):(?=[ \t\r\n]|\Z)",
    re.M,
)
_WORDLESS = lazy_compile(r"[\W_]+")
_ANY_KEY = lazy_compile(r"^[ ]*(?:-[ ]+)?(?P<key>[A-Za-z_][\w-]{0,40}):(?=[ \t\r\n]|\Z)", re.M)

# What libyaml says, and Psych prints, for the types of error.
_SAID = {
    "mapping values are not allowed": "unquoted-colon",
    "could not find expected ':'": "missing-colon",
    "cannot start any token": "reserved-start",
    "block sequence entries are not allowed": "half-list",
    "expected ',' or": "flow-comma",
    "unexpected end of stream": "unclosed-quote",
    "unknown escape character": "bad-escape",
    "expected alphabetic": "reserved-start",
    "undefined tag handle": "reserved-start",
    "unknown alias": "alias",
    "did not find expected": "indent",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A top-level key with the lines below it up to the next key."""

    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a block cannot be read.

    Attributes:
        cause: the type of error, one of the names that CP201 explains.
        start: offset in the block.
        end: offset after it.
        key: the field it is in; empty if none.
        edits: the fix, in offsets of the block; empty if none was found.
        title: a description of the fix.
        repaired: the block after the edits.
        said: libyaml's own message, where the cause is taken from it.
    """

    cause: str
    start: int
    end: int
    key: str
    edits: tuple[TextEdit, ...] = ()
    title: str = ""
    repaired: str = ""
    said: str = ""


def diagnose(block: str, at: int, problem: str) -> Diagnosis:
    """Find the error in a block and a fix.

    Args:
        block: the text between the fences, which libyaml rejects.
        at: where libyaml stopped.
        problem: libyaml's message.
    """
    conflict = _CONFLICT.search(block)
    if conflict:
        return Diagnosis("merge-conflict", conflict.start(), conflict.end(), "")
    control = _CONTROL.search(block)
    if control and "control" in problem:
        return Diagnosis("control-character", control.start(), control.end(), "")
    pieces = _pieces(block)
    wrong = _wrong_marks(block)
    if wrong is not None:
        return wrong
    edits: list[TextEdit] = []
    first: SyntaxFix | None = None
    first_piece: Piece | None = None
    good: dict[str, str] = {}
    for piece in pieces:
        value = alone(piece.text)
        if value is not None:
            good[piece.key] = value
            continue
        tried = fix(piece.text)
        if first_piece is None:
            first_piece, first = piece, tried
        if tried is None:
            return _unrepaired(piece, block)
        edits += [(s + piece.start, e + piece.start, text) for s, e, text in tried.edits]
    if first_piece is None or first is None:
        return _elsewhere(block, at, problem, pieces)
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


def _wrong_marks(block: str) -> Diagnosis | None:
    """Find keys with another sign than a colon, or invisible characters before them.

    Only if the block can be read once they are right: the cause is sure then.
    """
    edits: list[TextEdit] = []
    first: tuple[str, re.Match[str], str] | None = None
    for found in _OTHER_COLON.finditer(block):
        if found["mark"][0] == "=" and found["key"] not in NAMES:
            continue
        value = found["value"].rstrip()
        if value and (alone(f"x: {value}") is None or " #" in value):
            value = quote(unquoted(value))
        end = found.start("value") + len(found["value"].rstrip())
        edits.append((found.end("key"), end, f": {value}".rstrip()))
        first = first or ("other-colon", found, "mark")
    for found in _INVISIBLE.finditer(block):
        edits.append((found.start("mark"), found.end("mark"), ""))
        if first is None or found.start() < first[1].start():
            first = ("invisible-character", found, "mark")
    if first is None:
        return None
    repaired = apply_text(block, edits)
    if not keeps_every_piece(block, repaired):
        return None
    cause, found, group = first
    return Diagnosis(
        cause, found.start(group), found.end(group), found["key"], tuple(edits),
        "write the key and a colon", repaired,
    )  # fmt: skip


def _pieces(block: str) -> list[Piece]:
    """Cut a block at the lines that begin with a key."""
    starts: list[tuple[int, str]] = []
    at = 0
    for line in lines_of(block):
        found = KEY.match(line)
        if found and (found["gap"] or not found["value"] or not found["value"].startswith("//")):
            starts.append((at, found["key"]))
        at += len(line)
    bounds = [*(start for start, _ in starts), len(block)][1:]
    return [
        Piece(key, start, end, block[start:end])
        for (start, key), end in zip(starts, bounds, strict=True)
    ]


def _accepted(repaired: str, keys: list[str], good: dict[str, str]) -> bool:
    """Tell whether a fixed block has the keys and values that its lines show."""
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


def _unrepaired(piece: Piece, block: str) -> Diagnosis:
    """Name the cause of a piece that has no fix."""
    found = KEY.match(piece.text)
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
        return Diagnosis("missing-colon", start, start + len(stray), piece.key)
    if any(line.startswith("\t") for line in lines[1:]):
        return Diagnosis("tab-indent", start, end, piece.key)
    if value.startswith("[") or value.startswith("{"):
        return Diagnosis("flow-comma", start, end, piece.key)
    if value:
        cause, at = cause_of(value)
        if cause != "other":
            return Diagnosis(cause, start + at, end, piece.key)
    return _as_libyaml_says(piece, start, end)


def _as_libyaml_says(piece: Piece, start: int, end: int) -> Diagnosis:
    """Return libyaml's own cause, and the line of a piece at which it stopped."""
    try:
        parse(piece.text)
    except NotYaml as error:
        cause = _cause_in(error.problem)
        at = min(error.at, len(piece.text.rstrip()))
        line = piece.text.rfind("\n", 0, at) + 1
        line_end = piece.text.find("\n", line)
        shown = piece.text[line : line_end if line_end >= 0 else len(piece.text)]
        if shown.strip():
            lead = len(shown) - len(shown.lstrip())
            start = piece.start + line + lead
            end = piece.start + line + len(shown.rstrip())
        return Diagnosis(cause, start, end, piece.key, said=error.problem)
    except TooMuch:
        pass
    return Diagnosis("other", start, end, piece.key)


def _cause_in(problem: str) -> str:
    return next((cause for words, cause in _SAID.items() if words in problem), "other")


def _elsewhere(block: str, at: int, problem: str, pieces: list[Piece]) -> Diagnosis:
    """Return the diagnosis if every piece can be read alone: the error is between them."""
    start = block.rfind("\n", 0, min(at, len(block))) + 1
    key = next((p.key for p in pieces if p.start <= at < p.end), "")
    head = block[: pieces[0].start] if pieces else block
    if head.strip() and not all(
        not line.strip() or line.lstrip().startswith("#") for line in head.split("\n")
    ):
        start, key = 0, ""
    end = block.find("\n", start)
    end = end if end >= 0 else len(block)
    return Diagnosis(_cause_in(problem), start, end, key, said=problem)


def keeps_every_piece(broken: str, fixed: str) -> bool:
    """Tell whether a block that could not be read, and its fix, have the same words and keys.

    Every key that can be read alone has the same value, no word is lost or new, and no line that
    is a key became a part of another value.
    """
    if _WORDLESS.sub("", broken) != _WORDLESS.sub("", fixed):
        return False
    try:
        root, _ = parse(fixed)
    except (NotYaml, TooMuch):
        return False
    if not isinstance(root, Mapping):
        return False
    values = {k.value: shape(v) for k, v in root.pairs if isinstance(k, Scalar)}
    names = Counter(
        key.value
        for node in walk(root)
        if isinstance(node, Mapping)
        for key, _ in node.pairs
        if isinstance(key, Scalar)
    )
    for piece in _pieces(broken):
        value = alone(piece.text)
        if value is None:
            wanted = Counter(found["key"] for found in _ANY_KEY.finditer(piece.text))
            if wanted - names:
                return False
        elif values.get(piece.key) != value:
            return False
    return True
