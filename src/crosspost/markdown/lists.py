"""Lists, nested and mixed, with any content in their items."""

from __future__ import annotations

import re
from itertools import pairwise

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import anchors, code, escape, search
from crosspost.markdown.context import Block, Context, join
from crosspost.markdown.flavor import SEPARATOR
from crosspost.markdown.survey import is_name
from crosspost.model.dialect import Dialect

_INPUT = frozenset(["input"])
_NUMBERING = frozenset("aAiI")
_LISTS = frozenset(["li", "ul", "ol", "menu", "dir"])


def unordered(tag: Tag, ctx: Context) -> list[Block]:
    """Return a list with bullets."""
    indented = _indented(tag, ctx)
    if indented is not None:
        return indented
    items = [
        _item(content, "- ", ctx.survey.dialect.list_indent)
        for content in _contents(tag, ctx)
        if content
    ]
    return [Block(_together(items), "ul")] if items else []


def ordered(tag: Tag, ctx: Context) -> list[Block]:
    """Return a numbered list; kramdown reads its start and type from an attribute list after it."""
    indented = _indented(tag, ctx)
    if indented is not None:
        return indented
    start = _number(tag.attrs.get("start"))
    contents = _contents(tag, ctx)
    if not contents:
        return []
    written = numbered(contents, start, ctx.survey.dialect)
    said = [f'start="{start}"'] if start != 1 else []
    if tag.attrs.get("type") in _NUMBERING:
        said.append(f'type="{tag.attrs["type"]}"')
    if ctx.survey.dialect.attributes != "kramdown":
        said = []  # the numbers are read as they are
    attributes = f"\n{{: {' '.join(said)}}}" if said else ""
    return [Block(written.text + attributes, written.kind)]


def numbered(contents: list[list[Block]], start: int, dialect: Dialect) -> Block:
    """Return a numbered list of items, of their blocks."""
    items = [
        _item(content or [Block("&nbsp;")], f"{number}. ", dialect.list_indent)
        for number, content in enumerate(contents, start)
    ]
    if start != 1 and dialect.attributes == "inline" and "\n" not in items[0]:
        items[0] += f'\n    {{: value="{start}" }}'  # Python-Markdown counts from 1
    # Python-Markdown reads bullets right after numbers as one list: for it, they are of a kind.
    return Block(_together(items), "ul" if dialect.list_indent else "ol")


def _indented(tag: Tag, ctx: Context) -> list[Block] | None:
    """Return the content of a list without items, which only indents; None for other lists."""
    if any(isinstance(node, Tag) and node.name in _LISTS for node in tag.contents):
        return None
    return ctx.walk(tag.contents, ctx.deeper())


def _contents(tag: Tag, ctx: Context) -> list[list[Block]]:
    """Return the blocks of each item; content between items belongs to the item before."""
    found: list[list[Block]] = []
    inner = ctx.deeper()
    for node in tag.contents:
        if isinstance(node, Tag) and node.name == "li":
            if id(node) in ctx.survey.footnotes.gone:
                continue
            dialect = ctx.survey.dialect
            blocks = code.nested(ctx.walk(node.contents, inner), dialect)
            found.append(_named(node, _checked(node, blocks, dialect), ctx))
        elif isinstance(node, Tag) or (type(node) in search.TEXT and str(node).strip()):
            stray = code.nested(ctx.walk([node], inner), ctx.survey.dialect)
            if stray and found:
                found[-1].extend(stray)
            elif stray:
                found.append(stray)
    return found


def _checked(item: Tag, blocks: list[Block], dialect: Dialect) -> list[Block]:
    """Return an item with its task box, if it has one: ``[ ]`` or ``[x]`` before its text.

    A relative of CommonMark without such lists gets a character that shows a box.
    """
    if not blocks or blocks[0].kind:
        return blocks
    box = search.first(item, _INPUT)
    if box is None or box.attrs.get("type") != "checkbox" or _item_of(box) is not item:
        return blocks
    is_form = dialect.task_lists or not dialect.is_commonmark
    marks = ("[ ]", "[x]") if is_form else ("☐", "☑")
    mark = marks["checked" in box.attrs]
    return [Block(f"{mark} {blocks[0].text}"), *blocks[1:]]


def _item_of(tag: Tag) -> Tag | None:
    return next((parent for parent in tag.parents if parent.name == "li"), None)


def _named(item: Tag, blocks: list[Block], ctx: Context) -> list[Block]:
    """Return an item with its id, if a link leads to it: attributes before its text."""
    name = ctx.survey.targets.get(id(item)) or ctx.survey.kept.get(id(item), "")
    if not name or not blocks or blocks[0].kind or not is_name(name):
        return blocks
    if ctx.survey.dialect.attributes != "kramdown":
        return [anchors.named(blocks[0], name, ctx.survey.dialect), *blocks[1:]]
    return [Block(f'{{: id="{name}"}} {blocks[0].text}'), *blocks[1:]]


def _item(blocks: list[Block], marker: str, least: int = 0) -> str:
    """Return an item: its blocks indented by the marker's width, the list tight if it can be."""
    indent = " " * max(len(marker), least)
    blocks = [*_first(blocks[0]), *(_rule(block, len(indent)) for block in blocks[1:])]
    text = join(blocks)
    if len(blocks) == 2 and not blocks[0].kind and blocks[1].kind in ("ul", "ol"):
        text = f"{escape.closed(blocks[0].text)}\n{blocks[1].text}"
    lines = text.split("\n")
    return "\n".join([marker + lines[0], *(indent + line if line else "" for line in lines[1:])])


# What kramdown reads as the beginning of a nested list, even within code.
_LIST_LINE = lazy_compile(r"^ {0,3}(?:[+*-]|\d+\.)[\t| ]", re.M)


def _first(block: Block) -> list[Block]:
    """Return the first block of an item, written so that kramdown reads it correctly.

    ``- ---`` would be one rule; and before the first blank line of an item, kramdown looks for
    nested lists in code too.
    """
    if block.kind == "hr":
        return [Block("***", "hr")]
    if block.kind == "code" and _LIST_LINE.search(block.text):
        return [Block(SEPARATOR, "html"), block]
    return [block]


def _rule(block: Block, width: int) -> Block:
    """Return a rule within an item so that it does not end the list: four spaces from its edge."""
    return Block(" " * max(4 - width, 0) + "***", "hr") if block.kind == "hr" else block


def _together(items: list[str]) -> str:
    """Return the lines of all items, with a blank line beside an item that contains one."""
    out = [items[0]]
    for before, item in pairwise(items):
        out.append("\n\n" if "\n\n" in before or "\n\n" in item else "\n")
        out.append(item)
    return "".join(out)


def _number(value: object) -> int:
    text = str(value if value is not None else "1").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 1
