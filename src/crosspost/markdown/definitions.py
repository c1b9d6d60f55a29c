"""Definition lists, as kramdown writes them."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown import escape, inlines, search
from crosspost.markdown.context import Block, Context, join
from crosspost.markdown.elements import HEADINGS

_PARTS = frozenset(["dt", "dd"])


def definition_list(tag: Tag, ctx: Context) -> list[Block]:
    """Return a ``dl``: terms on lines of their own, each definition behind ``:``.

    What kramdown cannot write becomes blocks in their order: headings as terms, terms without a
    definition, definitions without a term.
    """
    parts = _parts(tag)
    if any(part.name == "dt" and search.first(part, HEADINGS) for part in parts):
        return [block for part in parts for block in ctx.walk(part.contents, ctx.deeper())]
    groups: list[tuple[list[str], list[list[Block]]]] = []
    for part in parts:
        if part.name == "dt":
            term = escape.definitions(" ".join(inlines.line(part.contents, ctx).finish("term")))
            if term:
                if not groups or groups[-1][1]:
                    groups.append(([], []))
                groups[-1][0].append(term)
        else:
            content = ctx.walk(part.contents, ctx.deeper())
            if content:
                if not groups:
                    groups.append(([], []))
                groups[-1][1].append(content)
    out: list[Block] = []
    for terms, definitions in groups:
        if terms and definitions:
            out.append(Block("\n".join([*terms, *map(_definition, definitions)]), "dl-group"))
        elif terms:
            out.extend(Block(term) for term in terms)
        else:
            out.extend(block for content in definitions for block in content)
    return out


def _parts(tag: Tag) -> list[Tag]:
    """Return terms and definitions in order; each group may stand in a ``div`` of its own."""
    found: list[Tag] = []
    for node in tag.contents:
        if isinstance(node, Tag):
            if node.name in _PARTS:
                found.append(node)
            else:
                found.extend(search.children(node, _PARTS))
    return found


def _definition(blocks: list[Block]) -> str:
    first = blocks[0]
    if len(blocks) > 1 and not first.kind:  # kramdown makes no paragraph of it
        blocks = [Block(escape.closed(first.text)), *blocks[1:]]
    lines = join(blocks).split("\n")
    return "\n".join([": " + lines[0], *("  " + line if line else "" for line in lines[1:])])
