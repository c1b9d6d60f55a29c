"""YAML text to a tree, as Jekyll's libyaml reads it: one pass over its events, within limits."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from typing import Any

import yaml

from crosspost.validate.tree import Mapping, Node, Scalar, Sequence

HAS_LIBYAML = hasattr(yaml, "CBaseLoader")

# More than in real front matter (tested: 5,000 brackets, alias bombs, 100,000 keys).
MAX_CHARACTERS = 64 * 1024
MAX_NODES = 20_000
MAX_DEPTH = 60

# Older importers wrote text so that was not ASCII, or that Ruby took for bytes.
BINARY = "!binary"
_BINARY = frozenset({BINARY, "tag:yaml.org,2002:binary"})

# libyaml if it is available: Psych uses the same library.
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class NotYaml(ValueError):
    """Text that libyaml rejects.

    Attributes:
        problem: libyaml's message.
        at: offset in the text where it stopped.
    """

    def __init__(self, problem: str, at: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at


class TooMuch(ValueError):
    """YAML beyond the limits above."""


def parse(text: str, offset: int = 0) -> tuple[Node | None, bool]:
    """Read the first document of a text, as Psych does, in one pass over libyaml's events.

    Args:
        text: YAML.
        offset: added to every position.

    Returns:
        The root (None if there are only comments), and whether an alias was used.

    Raises:
        NotYaml: libyaml rejects it.
        TooMuch: larger, deeper or with more values than the limits.
    """
    if len(text) > MAX_CHARACTERS:
        raise TooMuch(f"more than {MAX_CHARACTERS // 1024} KB of front matter")
    try:
        loader = LOADER(text if HAS_LIBYAML else _without_separating_tabs(text))
        try:
            return _built(loader.get_event, text, offset)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYaml(str(error.problem or error.context), mark.index if mark else 0) from error
    except yaml.reader.ReaderError as error:
        raise NotYaml(
            f"a control character (U+{_code(error):04X})", _position(error, text)
        ) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise NotYaml(str(error), 0) from error


def _built(  # noqa: C901 -- the innermost loop: a call for each event would cost a third more
    get_event: Callable[[], Any], text: str, offset: int
) -> tuple[Node | None, bool]:
    """Build the tree of the first document; an alias is the same node object as its anchor."""
    scalar_event, alias_event = yaml.ScalarEvent, yaml.AliasEvent
    anchors: dict[str, Node] = {}
    root: Node | None = None
    open_nodes: list[Sequence | Mapping] = []
    parent: Sequence | Mapping | None = None
    key: Node | None = None
    keys: list[Node | None] = []
    aliased = False
    count = 0
    while True:
        event = get_event()
        kind = type(event)
        if kind is scalar_event:
            node: Node = _scalar(event, text, offset)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            node = _collection(event, kind is yaml.MappingStartEvent, offset)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            assert parent is not None
            _close(parent, event, text, offset)
            open_nodes.pop()
            key = keys.pop()
            parent = open_nodes[-1] if open_nodes else None
            continue
        elif kind is alias_event:
            aliased = True
            known = anchors.get(event.anchor)
            if known is None:
                raise NotYaml(f"an unknown alias (*{event.anchor})", event.start_mark.index)
            node = known
        elif kind is yaml.DocumentEndEvent or kind is yaml.StreamEndEvent:
            return root, aliased
        else:
            continue
        count += 1
        if count > MAX_NODES:
            raise TooMuch(f"more than {MAX_NODES:,} values")
        if parent is None:
            root = node
        elif isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            key = node
        else:
            parent.pairs.append((key, node))
            key = None
        if kind is not alias_event:
            if event.anchor is not None:
                anchors[event.anchor] = node
            if not isinstance(node, Scalar):
                open_nodes.append(node)
                keys.append(key)
                parent, key = node, None
                if len(open_nodes) > MAX_DEPTH:
                    raise TooMuch(f"lists or tables nested more than {MAX_DEPTH} deep")


def _scalar(event: Any, text: str, offset: int) -> Scalar:
    style = event.style or ""
    start, end = event.start_mark.index, event.end_mark.index
    if style == "|" or style == ">":
        end = start + len(text[start:end].rstrip())
    value, tag = event.value, event.tag or ""
    if tag in _BINARY and (decoded := _decoded(value)) is not None:
        value, style = decoded, style or "|"
        tag = "tag:yaml.org,2002:str" if value.isascii() else BINARY
    return Scalar(value, start + offset, end + offset, style, tag)


def _decoded(value: str) -> str | None:
    """Return the text of a binary value, as Psych reads it; None if it is not UTF-8."""
    try:
        return b64decode(value).decode("utf-8")
    except ValueError:
        return None


def _collection(event: Any, is_mapping: bool, offset: int) -> Sequence | Mapping:
    start = event.start_mark.index + offset
    kind = Mapping if is_mapping else Sequence
    return kind(start, start, bool(event.flow_style), event.tag or "")


def _close(node: Sequence | Mapping, event: Any, text: str, offset: int) -> None:
    """Set the end; that of a block collection is the next token, lines below."""
    end = event.end_mark.index
    if not node.flow:
        start = node.start - offset
        end = start + len(text[start:end].rstrip())
    node.end = end + offset


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character[:1] or "?")


def _position(error: yaml.reader.ReaderError, text: str) -> int:
    """Find the character offset: libyaml gives this one in bytes."""
    return max(text.find(chr(_code(error))), 0)


def _without_separating_tabs(text: str) -> str:
    """Replace tabs by spaces where libyaml accepts them and PyYAML's own scanner does not."""
    return "\n".join(
        line.replace("\t", " ") if line.strip("\t ") and not line.startswith("\t") else line
        for line in text.split("\n")
    )
