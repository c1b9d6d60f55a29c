"""Names (ids) of blocks that links lead to.

As attribute lists after the block, which kramdown reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bs4 import Tag
from bs4.element import PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown.context import Block
from crosspost.markdown.survey import is_name
from crosspost.model.dialect import Dialect

_HEADING_NAME = lazy_compile(r"[A-Za-z_][\w:.-]*\Z", re.A)
_PLAIN = lazy_compile(r"[A-Za-z][A-Za-z0-9]*(?: [A-Za-z0-9]+)*+\Z")
# HTML and notes take no attributes; a formula, a table and code do.
_NAMELESS = frozenset(["html", "note"])


def find(nodes: Iterable[PageElement | None], targets: Mapping[int, str]) -> Iterator[str]:
    """Yield the names that links lead to, of these inline nodes and of their descendants."""
    for node in nodes:
        if isinstance(node, Tag):
            if id(node) in targets:
                yield targets[id(node)]
            for inner in node.descendants:
                if id(inner) in targets:
                    yield targets[id(inner)]


def slug(block: Block, dialect: Dialect) -> str:
    """Return the id that generators make of a heading's text; empty if they need not agree.

    They do for ASCII words with one space between them.
    """
    words = block.text.lstrip("#")[1:]
    if block.kind != "heading" or not dialect.heading_ids or not _PLAIN.match(words):
        return ""
    return (words if dialect.ids_keep_case else words.lower()).replace(" ", "-")


def with_kept(block: Block, names: Iterable[str], dialect: Dialect) -> Block:
    """Return a block with further names, each in an empty element of HTML before its text.

    Without HTML, in a block that is HTML, and before a block of another kind, the same block.
    """
    names = [name for name in names if is_name(name)]
    if not names or not dialect.raw_html or block.kind not in ("", "heading"):
        return block
    elements = "".join(f'<a id="{name}"></a>' for name in names)
    if not block.kind:
        return Block(elements + block.text)
    signs, _, words = block.text.partition(" ")
    return Block(f"{signs} {elements}{words}", block.kind)


def named(block: Block, name: str, dialect: Dialect) -> Block:
    """Return a block with its name: ``{#name}`` in a heading, an attribute list after others.

    Where the dialect has no attributes, an empty element of HTML; without HTML, the same block.
    """
    if block.kind in _NAMELESS or not is_name(name):
        return block
    is_heading = block.kind == "heading" and _HEADING_NAME.match(name)
    if is_heading and dialect.attributes:
        return Block(f"{block.text} {{#{name}}}", block.kind)
    if dialect.attributes == "kramdown":
        return Block(f'{block.text}\n{{: id="{name}"}}', block.kind)
    if not dialect.raw_html:
        return block
    if not block.kind:
        return Block(f'<a id="{name}"></a>{block.text}')
    if block.kind == "heading":
        signs, _, words = block.text.partition(" ")
        return Block(f'{signs} <a id="{name}"></a>{words}', block.kind)
    return Block(f'<div id="{name}"></div>\n\n{block.text}', block.kind)
