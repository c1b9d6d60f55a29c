"""Definition lists, as kramdown writes them."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from bs4 import Tag
from bs4.element import PageElement

from crosspost.markdown import escape, inlines, search
from crosspost.markdown.context import Block, Context, join
from crosspost.markdown.measure import LONG
from crosspost.page.vocabulary import HEADINGS

_PARTS = frozenset(["dt", "dd"])


def definition_list(tag: Tag, ctx: Context) -> list[Block]:
    """Return a ``dl``: terms on lines of their own, each definition after ``:``.

    Content that kramdown has no form for becomes blocks in order: headings as terms, terms without
    a definition or very long terms, definitions without a term, and anything else.
    """
    parts = _parts(tag)
    inner = ctx.deeper()
    dialect = ctx.survey.dialect
    if not dialect.definition_lists:
        return _html(parts, ctx) if dialect.raw_html else _without_form(parts, inner)
    if any(name == "dt" and _holds_heading(nodes) for name, nodes in parts):
        return [block for _, nodes in parts for block in ctx.walk(nodes, inner)]
    out: list[Block] = []
    group = _Group([], [])
    for name, nodes in parts:
        term = ""
        if name == "dt":
            term = escape.definitions(" ".join(inlines.line(nodes, ctx).finish("term")))
        if name == "dt" and len(term) <= LONG:
            if term:
                if group.definitions:
                    out += group.blocks()
                    group = _Group([], [])
                group.terms.append(term)
            continue
        content = ctx.walk(nodes, inner)
        if content and name == "dd":
            group.definitions.append(content)
        elif content:
            out += [*group.blocks(), *content]
            group = _Group([], [])
    return [*out, *group.blocks()]


def _html(parts: list[tuple[str, list[PageElement]]], ctx: Context) -> list[Block]:
    """Return the list as HTML with Markdown in it, which CommonMark reads after an empty line."""
    inner = ctx.inside_html()
    written = [(name, join(ctx.walk(nodes, inner))) for name, nodes in parts]
    out: list[Block] = []
    for is_part, group in itertools.groupby(written, key=lambda part: bool(part[0])):
        texts = [(name, text) for name, text in group if text]
        if not is_part:
            out += [Block(text) for _, text in texts]
        elif texts:
            items = "\n".join(f"<{name}>\n\n{text}\n\n</{name}>" for name, text in texts)
            out.append(Block(f"<dl>\n{items}\n</dl>", "html"))
    return out


def _without_form(parts: list[tuple[str, list[PageElement]]], ctx: Context) -> list[Block]:
    """Return terms in bold and definitions as blocks, for a dialect without definition lists."""
    out: list[Block] = []
    for name, nodes in parts:
        blocks = ctx.walk(nodes, ctx)
        if name == "dt" and len(blocks) == 1 and not blocks[0].kind and "*" not in blocks[0].text:
            blocks = [Block(f"**{blocks[0].text}**")]
        out += blocks
    return out


class _Group(NamedTuple):
    """Terms, and the definitions that belong to all of them."""

    terms: list[str]
    definitions: list[list[Block]]

    def blocks(self) -> list[Block]:
        if self.terms and self.definitions:
            lines = [*self.terms, *map(_definition, self.definitions)]
            return [Block("\n".join(lines), "dl-group")]
        return [
            *map(Block, self.terms),
            *(block for content in self.definitions for block in content),
        ]


def _holds_heading(nodes: list[PageElement]) -> bool:
    tags = [node for node in nodes if isinstance(node, Tag)]
    return any(tag.name in HEADINGS or search.first(tag, HEADINGS) for tag in tags)


def _parts(tag: Tag) -> list[tuple[str, list[PageElement]]]:
    """Return terms, definitions and other content in order: the name (or none), the nodes.

    Each group may be in a ``div`` of its own.
    """
    found: list[tuple[str, list[PageElement]]] = []
    for node in tag.contents:
        is_group = isinstance(node, Tag) and node.name not in _PARTS
        is_group = is_group and bool(search.children(node, _PARTS))  # type: ignore[arg-type]
        for part in node.contents if is_group else [node]:  # type: ignore[attr-defined]
            if isinstance(part, Tag) and part.name in _PARTS:
                found.append((part.name, part.contents))
            elif found and not found[-1][0]:
                found[-1][1].append(part)
            else:
                found.append(("", [part]))
    return found


def _definition(blocks: list[Block]) -> str:
    first = blocks[0]
    if len(blocks) > 1 and not first.kind:  # kramdown does not make a paragraph of it
        blocks = [Block(escape.closed(first.text)), *blocks[1:]]
    lines = join(blocks).split("\n")
    return "\n".join([": " + lines[0], *("  " + line if line else "" for line in lines[1:])])
