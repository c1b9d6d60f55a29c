"""A drawn page as HTML, made of the browser's own snapshot of its tree (``DOMSnapshot``).

The snapshot is made by the browser and not by a script within the page, which the page could
deceive. It has the tree as it is shown: what is in shadow roots is in the place of their hosts'
content. What the page's style sheets hide gets the attribute ``hidden``, since they are not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from crosspost.lazy_regex import lazy_compile

_ELEMENT, _TEXT = 1, 3
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr"),
    )
)
_RAW = frozenset(("script", "iframe", "noembed", "noframes", "noscript", "xmp"))
# Their text is not of the page: a style sheet, and what must be there before a script runs.
_LEFT_OUT = frozenset(("style", "template", "plaintext"))
# Elements without a box of their own, whether shown or not.
_NO_BOX = frozenset(
    (
        *("head", "script", "noscript", "source", "track", "param", "meta", "link", "title"),
        *("area", "map", "datalist", "option", "optgroup", "col", "colgroup", "wbr", "br"),
        *("base", "iframe"),
    )
)
# Within these, what has no box is opened by the reader.
_OPENED = frozenset(("details", "select", "svg", "math", "video", "audio", "object", "canvas"))
_NAME = lazy_compile(r"[a-z][^\s/>\"'<=\x00]*+", re.I)
_ATTRIBUTE = lazy_compile(r"[^\s/>\"'<=\x00-\x1f]++")


class _Nodes(NamedTuple):
    """The nodes of a document, parents before their children.

    Attributes:
        parents: index of each node's parent; -1 for the document.
        types: as of the DOM.
        names: of elements, in lower case as far as they are HTML.
        values: text of text nodes.
        attributes: name and value, one after the other.
        skipped: made by the browser itself: markers, the controls of a player.
    """

    parents: Sequence[int]
    types: Sequence[int]
    names: Sequence[str]
    values: Sequence[str]
    attributes: Sequence[Sequence[str]]
    skipped: frozenset[int]


def to_html(snapshot: dict[str, Any]) -> str:
    """Return the HTML of the main document of a snapshot (``DOMSnapshot.captureSnapshot``)."""
    document, strings = snapshot["documents"][0], snapshot["strings"]
    nodes = _read(document["nodes"], strings)
    hidden = _hidden(nodes, frozenset(document["layout"]["nodeIndex"]))
    children: list[list[int]] = [[] for _ in nodes.parents]
    for child, parent in enumerate(nodes.parents):
        if parent >= 0:
            children[parent].append(child)
    out = ["<!DOCTYPE html>"]
    todo: list[int | str] = [0]
    while todo:
        node = todo.pop()
        if isinstance(node, str):  # an end tag
            out.append(node)
            continue
        start, end, has_children = _tags(nodes, node, is_hidden=node in hidden)
        out.append(start)
        if has_children:
            todo.append(end)
            todo += reversed(children[node])
    return "".join(out)


def _read(raw: dict[str, Any], strings: Sequence[str]) -> _Nodes:
    def text(index: int) -> str:
        return strings[index] if index >= 0 else ""

    shadow = raw["shadowRootType"]
    own = {
        node
        for node, kind in zip(shadow["index"], shadow["value"], strict=True)
        if text(kind) == "user-agent"
    }
    names = [text(index) for index in raw["nodeName"]]
    return _Nodes(
        raw["parentIndex"],
        raw["nodeType"],
        [name.lower() if name.isupper() else name for name in names],
        [text(index) for index in raw["nodeValue"]],
        [[text(index) for index in pairs] for pairs in raw["attributes"]],
        frozenset(own.union(raw["pseudoType"]["index"])),
    )


def _tags(nodes: _Nodes, node: int, *, is_hidden: bool) -> tuple[str, str, bool]:
    """Return the start tag or text of a node, its end tag, and whether its children follow."""
    kind, name = nodes.types[node], nodes.names[node]
    parent = nodes.names[nodes.parents[node]] if node else ""
    if kind == _TEXT:
        if node in nodes.skipped or parent in _LEFT_OUT:
            return "", "", False
        return _text(nodes.values[node], parent), "", False
    if kind != _ELEMENT:
        return "", "", node == 0  # the document; comments and the like are left out
    if name in _LEFT_OUT:
        return "", "", False
    if node in nodes.skipped or name == "slot" or not _NAME.fullmatch(name):
        return "", "", True
    given = nodes.attributes[node]
    pairs = dict(zip(given[::2], given[1::2], strict=True))
    if is_hidden:
        pairs.setdefault("hidden", "")
    written = "".join(
        f' {key}="{escape(value)}"' for key, value in pairs.items() if _ATTRIBUTE.fullmatch(key)
    )
    return f"<{name}{written}>", "" if name in _VOID else f"</{name}>", name not in _VOID


def _text(text: str, parent: str) -> str:
    """Return text as it is written within an element."""
    if parent == "script":  # valid in JSON, too
        return text.replace("</", "\\u003c/").replace("<!--", "\\u003c!--")
    if parent == "noscript":  # as the browser runs scripts, its content is text
        return text if "<img" in text else ""
    return "" if parent in _RAW else escape(text, quote=False)


def _hidden(nodes: _Nodes, laid_out: frozenset[int]) -> frozenset[int]:
    """Return the outermost elements without a box in them, though they have text or pictures."""
    size = len(nodes.parents)
    has_box, has_content = bytearray(size), bytearray(size)
    for node in range(size - 1, 0, -1):
        parent = nodes.parents[node]
        if node in laid_out:
            has_box[node] = 1
        is_text = nodes.types[node] == _TEXT and nodes.values[node].strip()
        if is_text or nodes.names[node] in ("img", "video", "iframe"):
            has_content[node] = 1
        has_box[parent] |= has_box[node]
        has_content[parent] |= has_content[node]
    hidden = set()
    is_settled = bytearray(size)  # decided for all that is inside
    for node in range(1, size):
        name = nodes.names[node]
        if is_settled[nodes.parents[node]] or name in _OPENED or name in _NO_BOX:
            is_settled[node] = 1
        elif nodes.types[node] == _ELEMENT and not has_box[node] and node not in nodes.skipped:
            is_settled[node] = 1
            if has_content[node]:
                hidden.add(node)
    return frozenset(hidden)
