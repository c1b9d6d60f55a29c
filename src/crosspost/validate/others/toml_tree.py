"""TOML front matter as a tree, each key and value where it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.toml import parse_toml
from crosspost.validate.parse import MAX_CHARACTERS
from crosspost.validate.post import Post
from crosspost.validate.tree import Mapping, Node, Scalar, Sequence

_PART = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_PATH = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
# Everything that is not passed over: what begins a line counts outside of brackets only.
_TOKEN = lazy_compile(
    rf"^[ \t]*+(?P<key>{_PATH})[ \t]*+=[ \t]*+"
    rf"|^[ \t]*+(?P<brackets>\[\[?)[ \t]*+(?P<table>{_PATH})[ \t]*+\]\]?[ \t]*+(?=[#\r\n]|\Z)"
    r'|(?P<string>"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?+|'
    r"'''(?:[^']|'(?!''))*+(?:'{3,5})?+"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?+|\'[^\'\n]*+\'?+)'
    r"|(?P<comment>#[^\n]*+)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<bare>[\w.:+-]++)",
    re.M | re.S,
)
_PIECE = lazy_compile(_PART)
_PLACE = lazy_compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(slots=True)
class _Place:
    """Where a key and its value are: offsets in the block."""

    start: int
    end: int
    at: int = -1
    last: int = -1
    items: list[tuple[int, int]] = field(default_factory=list)


def read_toml(post: Post) -> None:
    """Read the block into the post's tree; sets ``toml_error`` or ``too_much`` on failure."""
    block = post.block
    if len(block) > MAX_CHARACTERS:
        post.too_much = f"more than {MAX_CHARACTERS // 1024} KB of front matter"
        return
    try:
        table = parse_toml(block)
    except ValueError as error:
        post.toml_error = _error(str(error), post)
        return
    root = _table(table, (), _places(block), post.block_start)
    root.end = post.block_end
    post.root = root
    post.index(root)


def _error(said: str, post: Post) -> tuple[str, int]:
    found = _PLACE.search(said)
    at = post.block_end
    if found:
        lines = post.block.split("\n")
        at = post.block_start + sum(len(line) + 1 for line in lines[: int(found[1]) - 1])
        at += int(found[2]) - 1
    return said.partition(" (at")[0], min(at, max(post.block_end - 1, post.block_start))


def _places(block: str) -> dict[tuple[str, ...], _Place]:
    """Return path → where its key and value are; the first of the same path."""
    found: dict[tuple[str, ...], _Place] = {}
    table: tuple[str, ...] = ()
    place: _Place | None = None
    depth = 0
    for token in _TOKEN.finditer(block):
        kind = token.lastgroup
        if depth == 0 and kind == "key":
            place = _Place(token.start("key"), token.end("key"), token.end(), token.end())
            found.setdefault((*table, *_parts(token["key"])), place)
        elif depth == 0 and kind == "table":
            table = _parts(token["table"])
            place = None
            found.setdefault(table, _Place(token.start("table"), token.end("table")))
        elif place is not None and kind in ("string", "bare"):
            place.items.append(token.span())
            place.last = token.end()
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(depth - 1, 0)
            if place is not None:
                place.last = token.end()
    return found


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PIECE.findall(path))


def _table(
    table: dict[str, Any], path: tuple[str, ...], places: dict[tuple[str, ...], _Place], offset: int
) -> Mapping:
    """Return a table; ``offset`` is that of the block in the file."""
    root = Mapping(offset, offset, False)
    for name, value in table.items():
        inner = (*path, name)
        place = places.get(inner)
        if place is None:  # a table that only the names of others mention: where the first one is
            place = next((p for k, p in places.items() if k[: len(inner)] == inner), _Place(0, 0))
        key = Scalar(name, offset + place.start, offset + place.end, "")
        root.pairs.append((key, _node(value, inner, place, places, offset)))
    return root


def _node(
    value: Any, path: tuple[str, ...], place: _Place, places: dict[tuple[str, ...], _Place],
    offset: int,
) -> Node:  # fmt: skip
    start = offset + (place.at if place.at >= 0 else place.start)
    end = offset + (place.last if place.last >= 0 else place.end)
    if isinstance(value, dict):
        table = _table(value, path, places, offset)
        table.start, table.end = start, end
        return table
    if isinstance(value, list) and len(place.items) == len(value):
        spans = [(offset + first, offset + last) for first, last in place.items]
        items = [_item(item, *span) for item, span in zip(value, spans, strict=True)]
        return Sequence(start, end, True, "", items)
    return _item(value, start, end)


def _item(value: Any, start: int, end: int) -> Node:
    if isinstance(value, list):
        return Sequence(start, end, True, "", [_item(item, start, end) for item in value])
    if isinstance(value, dict):
        pairs: list[tuple[Node, Node]] = [
            (Scalar(name, start, end, ""), _item(inner, start, end))
            for name, inner in value.items()
        ]
        return Mapping(start, end, True, "", pairs)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", start, end, "")
    return Scalar(str(value), start, end, '"' if isinstance(value, str) else "")
