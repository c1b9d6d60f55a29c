"""Names of blocks, where a link in the article leads to them.

As attributes behind the block, which kramdown reads and a reader hardly sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bs4 import Tag
from bs4.element import PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown.context import Block
from crosspost.markdown.survey import is_name

_HEADING_NAME = lazy_compile(r"[A-Za-z_][\w:.-]*\Z", re.A)
# HTML and notes take no attributes; a formula, a table and code do.
_NAMELESS = frozenset(["html", "note"])


def find(nodes: Iterable[PageElement | None], targets: Mapping[int, str]) -> str:
    """Return the first name that a link leads to, of these inline nodes or of what is in them."""
    for node in nodes:
        if isinstance(node, Tag):
            if id(node) in targets:
                return targets[id(node)]
            for inner in node.descendants:
                if id(inner) in targets:
                    return targets[id(inner)]
    return ""


def named(block: Block, name: str) -> Block:
    """Return a block with its name: ``{#name}`` in a heading, an attribute list behind others."""
    if block.kind in _NAMELESS or not is_name(name):
        return block
    if block.kind == "heading" and _HEADING_NAME.match(name):
        return Block(f"{block.text} {{#{name}}}", block.kind)
    return Block(f'{block.text}\n{{: id="{name}"}}', block.kind)
