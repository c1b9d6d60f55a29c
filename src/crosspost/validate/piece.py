"""A top-level key with the lines below it: reading it alone, and a fix of it."""

from __future__ import annotations

from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.parse import NotYaml, TooMuch, parse
from crosspost.validate.rule import TextEdit
from crosspost.validate.tree import Mapping, Scalar, shape

KEY = lazy_compile(
    r"(?P<key>[A-Za-z_][\w-]{0,40})[ \t]*(?P<colon>:)(?P<gap>[ \t]*)(?P<value>[^\r\n]*)"
)


@dataclass(frozen=True, slots=True)
class SyntaxFix:
    """A fix of a piece, in offsets of the piece.

    Attributes:
        cause: the type of error, one of the names that CP201 explains.
        at: where it is.
        length: of the wrong text.
        edits: the replacements.
        title: a description of the fix.
    """

    cause: str
    at: int
    length: int
    edits: tuple[TextEdit, ...]
    title: str


def alone(text: str) -> str | None:
    """Return a key's value as one text if the piece can be read alone, else None."""
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


def keys_of(text: str) -> list[str]:
    """Return the top-level keys of a text; none if it cannot be read."""
    root = _read(text)
    return [k.value for k, _ in root.pairs if isinstance(k, Scalar)] if root is not None else []
