"""Front matter as a tree with positions, read as Jekyll's libyaml reads it and never resolved.

Scalars stay text: what Jekyll makes of them is a question for ``scalars``. Aliases point at the
node they name and are not expanded, tags are kept as text and never run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

HAS_LIBYAML = hasattr(yaml, "CBaseLoader")

# More than anybody writes by hand; libyaml composes recursively, so that depth must be bounded
# before it is asked (jekyll.md: 5,000 brackets, alias bombs).
MAX_CHARACTERS = 64 * 1024
MAX_NODES = 20_000
MAX_DEPTH = 60

_STR = "tag:yaml.org,2002:str"
_SEQ = "tag:yaml.org,2002:seq"
_MAP = "tag:yaml.org,2002:map"
_DEFAULT = {yaml.ScalarNode: _STR, yaml.SequenceNode: _SEQ, yaml.MappingNode: _MAP}

# Scalars as text (BaseLoader), through libyaml where there is one: Psych uses the same library.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class LOADER(_Base):  # type: ignore[misc]
    """A loader that never guesses a type; PyYAML asks its resolver for every single value."""

    def resolve(self, kind: type, value: Any, implicit: Any) -> str:
        """Return the tag of what carries none."""
        return _DEFAULT[kind]

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """There are no paths that resolve anything."""

    def ascend_resolver(self) -> None:
        """There are no paths that resolve anything."""


@dataclass(slots=True)
class Scalar:
    """A value that is no list and no table.

    Attributes:
        value: the text, quotes and folding undone.
        start: offset of its first character in the file (the quote, where there is one).
        end: offset behind its last character.
        style: empty for a plain scalar, else ``'``, ``"``, ``|`` or ``>``.
        tag: an explicit tag such as ``!ruby/object:Set``, else empty.
    """

    value: str
    start: int
    end: int
    style: str
    tag: str = ""


@dataclass(slots=True)
class Sequence:
    """A list; ``flow`` tells ``[a, b]`` from lines with ``- ``."""

    start: int
    end: int
    flow: bool
    tag: str = ""
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """A table, with its pairs in the order of the file, repeated keys included."""

    start: int
    end: int
    flow: bool
    tag: str = ""
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


class NotYaml(ValueError):
    """Text that libyaml refuses.

    Attributes:
        problem: libyaml's words.
        at: offset in the text where it gave up.
    """

    def __init__(self, problem: str, at: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at


class TooMuch(ValueError):
    """YAML beyond the limits above."""


def parse(text: str, offset: int = 0) -> tuple[Node | None, bool]:
    """Read YAML.

    Args:
        text: one document.
        offset: added to every position.

    Returns:
        The root (None where there is nothing but comments), and whether an alias was used.

    Raises:
        NotYaml: libyaml refuses it.
        TooMuch: larger, deeper or with more values than the limits.
    """
    if len(text) > MAX_CHARACTERS:
        raise TooMuch(f"more than {MAX_CHARACTERS // 1024} KB of front matter")
    if len(text) > 4000 or text.count("[") + text.count("{") + text.count("- -") > MAX_DEPTH // 2:
        _bound(text)
    readable = text if HAS_LIBYAML else _without_separating_tabs(text)
    try:
        loader = LOADER(readable)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYaml(str(error.problem or error.context), mark.index if mark else 0) from error
    except yaml.reader.ReaderError as error:
        raise NotYaml(
            f"a control character (U+{_code(error):04X})", _position(error, text)
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise NotYaml(str(error), 0) from error
    return (None, False) if root is None else _converted(root, text, offset)


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character[:1] or "?")


def _position(error: yaml.reader.ReaderError, text: str) -> int:
    """Find the character: libyaml counts this one in bytes."""
    return max(text.find(chr(_code(error))), 0)


def _bound(text: str) -> None:
    """Refuse what nests too deep or holds too much; the parser of events works in a stream."""
    depth = count = 0
    loader = LOADER(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            count += 1
            if depth > MAX_DEPTH:
                raise TooMuch(f"lists or tables nested more than {MAX_DEPTH} deep")
            if count > MAX_NODES:
                raise TooMuch(f"more than {MAX_NODES:,} values")
    except yaml.YAMLError:
        return  # ``parse`` meets the same error and says where
    finally:
        loader.dispose()


def _without_separating_tabs(text: str) -> str:
    """Make tabs blanks where libyaml takes them and PyYAML's own scanner does not."""
    return "\n".join(
        line.replace("\t", " ") if line.strip("\t ") and not line.startswith("\t") else line
        for line in text.split("\n")
    )


def _shallow(node: Any, text: str, offset: int) -> Node:
    """Return a node without what is in it."""
    start, end = node.start_mark.index, node.end_mark.index
    kind = type(node)
    if kind is yaml.ScalarNode:
        tag = "" if node.tag == _STR else node.tag
        style = node.style or ""
        if style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        return Scalar(node.value, start + offset, end + offset, style, tag)
    flow = bool(node.flow_style)
    if not flow:  # the end mark of a block collection is the next token, lines below
        end = start + len(text[start:end].rstrip())
    if kind is yaml.SequenceNode:
        return Sequence(start + offset, end + offset, flow, "" if node.tag == _SEQ else node.tag)
    return Mapping(start + offset, end + offset, flow, "" if node.tag == _MAP else node.tag)


def _converted(root: Any, text: str, offset: int) -> tuple[Node, bool]:
    """Convert libyaml's nodes to ours; a node that is met twice (an alias) stays one node."""
    top = _shallow(root, text, offset)
    made: dict[Any, Node] = {root: top}
    aliased = False
    waiting: list[tuple[Any, Node]] = [(root, top)]
    scalar = yaml.ScalarNode
    while waiting:
        raw, node = waiting.pop()
        if isinstance(node, Scalar):
            continue
        children: list[Node] = []
        flat = raw.value if isinstance(node, Sequence) else [n for pair in raw.value for n in pair]
        for child in flat:
            known = made.get(child)
            if known is not None:
                aliased = True
                children.append(known)
                continue
            style = getattr(child, "style", None)
            if type(child) is scalar and style not in ("|", ">"):  # nearly every node there is
                known = Scalar(
                    child.value,
                    child.start_mark.index + offset,
                    child.end_mark.index + offset,
                    style or "",
                    "" if child.tag == _STR else child.tag,
                )
            else:
                known = _shallow(child, text, offset)
                if not isinstance(known, Scalar):
                    waiting.append((child, known))
            made[child] = known
            children.append(known)
        if isinstance(node, Sequence):
            node.items = children
        else:
            node.pairs = list(zip(children[::2], children[1::2], strict=True))
    return top, aliased


def expanded_size(root: Node, limit: int) -> int:
    """Count the scalars of a tree as they are after all aliases are expanded, up to ``limit``."""
    sizes: dict[int, int] = {}
    order: list[Node] = []
    waiting: list[tuple[Node, bool]] = [(root, False)]
    open_nodes: set[int] = set()
    while waiting:
        node, done = waiting.pop()
        if done:
            open_nodes.discard(id(node))
            total = sum(sizes.get(id(child), limit) for child in children_of(node))
            sizes[id(node)] = min(total + 1, limit)
            order.append(node)
            continue
        if id(node) in sizes:
            continue
        if id(node) in open_nodes:
            return limit  # a node within itself
        open_nodes.add(id(node))
        waiting.append((node, True))
        for child in children_of(node):
            if id(child) in open_nodes:
                return limit
            if id(child) not in sizes:
                waiting.append((child, False))
    return sizes[id(root)]


def children_of(node: Node) -> list[Node]:
    """Return what stands directly in a node; nothing for a scalar."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Mapping):
        return [child for pair in node.pairs for child in pair]
    return []


def walk(root: Node) -> list[Node]:
    """Return every node of a tree once, an alias at the place of its anchor only."""
    found: list[Node] = []
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        found.append(node)
        waiting.extend(reversed(children_of(node)))
    return found
