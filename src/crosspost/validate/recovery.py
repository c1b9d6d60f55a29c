"""Broken front matter: which key is wrong, why, and the one-line fix that an author would make.

libyaml reports where it stopped, often lines below the error. Here the block is cut at its
top-level keys and every piece is read alone: a piece that cannot be read has the error. A fix is
accepted only if the whole block can be read afterwards, has exactly the keys that its lines show,
and every other key has the same value as when read alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.key_repairs import fix
from crosspost.validate.parse import NotYaml, TooMuch, parse
from crosspost.validate.piece import KEY, SyntaxFix, alone, apply_text, lines_of
from crosspost.validate.quoting import cause_of
from crosspost.validate.rule import TextEdit
from crosspost.validate.tree import Mapping, Scalar, shape

_CONFLICT = lazy_compile(r"^(?:<{7}|={7}|>{7})(?:[ \t].*)?$", re.M)
# Characters that YAML forbids, escaped or not.
_CONTROL = lazy_compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


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
    """

    cause: str
    start: int
    end: int
    key: str
    edits: tuple[TextEdit, ...] = ()
    title: str = ""
    repaired: str = ""


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
    """Return the line of a piece at which libyaml stopped, without its indentation."""
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
    """Return the diagnosis if every piece can be read alone: the error is between them."""
    start = block.rfind("\n", 0, min(at, len(block))) + 1
    key = next((p.key for p in pieces if p.start <= at < p.end), "")
    head = block[: pieces[0].start] if pieces else block
    if head.strip() and not all(
        not line.strip() or line.lstrip().startswith("#") for line in head.split("\n")
    ):
        start, key = 0, ""
    end = block.find("\n", start)
    return Diagnosis("indent", start, end if end >= 0 else len(block), key)
