"""Names (ids) of blocks that links in the article lead to.

As attribute lists after the block, which kramdown reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bs4 import Tag
from bs4.element import PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown.context import Block
from crosspost.markdown.survey import is_name
from crosspost.model.dialect import Dialect

_HEADING_NAME = lazy_compile(r"[A-Za-z_][\w:.-]*\Z", re.A)
# HTML and notes take no attributes; a formula, a table and code do.
_NAMELESS = frozenset(["html", "note"])


def find(nodes: Iterable[PageElement | None], targets: Mapping[int, str]) -> str:
    """Return the first name that a link leads to, of these inline nodes or of their descendants."""
    for node in nodes:
        if isinstance(node, Tag):
            if id(node) in targets:
                return targets[id(node)]
            for inner in node.descendants:
                if id(inner) in targets:
                    return targets[id(inner)]
    return ""


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
