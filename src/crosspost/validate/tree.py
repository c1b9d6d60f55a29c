"""Front matter as a tree with positions, not resolved.

Scalars stay text: ``scalars`` knows how Jekyll reads them. Aliases refer to the
node they name and are not expanded, tags are kept as text and never run.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scalar:
    """A scalar value.

    Attributes:
        value: the text, without quotes and folding.
        start: offset of its first character in the file (the quote, if there is one).
        end: offset after its last character.
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
    """A list; ``flow`` is true for ``[a, b]``, false for lines with ``- ``."""

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
            return limit  # a node that contains itself
        open_nodes.add(id(node))
        waiting.append((node, True))
        for child in children_of(node):
            if id(child) in open_nodes:
                return limit
            if id(child) not in sizes:
                waiting.append((child, False))
    return sizes[id(root)]


def children_of(node: Node) -> list[Node]:
    """Return the direct children of a node; none for a scalar."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Mapping):
        return [child for pair in node.pairs for child in pair]
    return []


def walk(root: Node) -> list[Node]:
    """Return every node of a tree once, an aliased one at its anchor only."""
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


def shape(root: Node) -> str:
    """Return a value as one text, equal for equal values at any position."""
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
