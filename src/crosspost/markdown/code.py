"""Code blocks: exact text, without line numbers."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import buttons, escape, search
from crosspost.markdown.commonmark import GAP
from crosspost.markdown.context import Block, Context
from crosspost.markdown.languages import language
from crosspost.model.dialect import Dialect
from crosspost.page.vocabulary import SKIPPED

_BREAK = frozenset(["br"])
_BLOCKS = frozenset(["div", "p", "li", "tr", "section"])
# Tildes, since plain kramdown (``input: kramdown``) has no fence of backticks: the code would be
# text and HTML there.
# Blocks that indented text after them belongs to.
_INDENTING = frozenset({"ul", "ol", "dl-group", "note"})
_FENCE = lazy_compile("~{3,}")


def code_block(tag: Tag, ctx: Context) -> list[Block]:
    """Return a ``pre`` as a fenced code block."""
    return fenced(text_of(tag), language(tag))


def fenced(text: str, name: str = "") -> list[Block]:
    """Return a fenced code block, its fence longer than any in the code; nothing for empty code."""
    text = escape.visible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    lines = text.split("\n")
    written = [number for number, line in enumerate(lines) if line.strip()]
    if not written:
        return []
    code = "\n".join(lines[written[0] : written[-1] + 1])
    fence = "~" * (1 + max(map(len, _FENCE.findall(code)), default=2))
    return [Block(f"{fence}{name}\n{code}\n{fence}", "code")]


def nested(blocks: list[Block], dialect: Dialect, *, is_top: bool = False) -> list[Block]:
    """Return the blocks of a list's item, a quote or a note, with code that is read in them.

    Where a fence is not read there, code is indented; after a list, which would take it for a
    part of its last item, and as the first block there is an invisible character before it.

    Args:
        is_top: they are those of the article itself.
    """
    if dialect.fences in (("nested", "outer") if is_top else ("nested",)):
        return blocks
    out: list[Block] = []
    for block in blocks:
        if block.kind == "code" and block.text[:1] == "~":
            if out[-1].kind in _INDENTING if out else not is_top:
                out.append(Block(GAP))
            block = indented(block)
        out.append(block)
    return out


def indented(block: Block) -> Block:
    """Return fenced code as indented code."""
    lines = block.text.split("\n")[1:-1]
    return Block("\n".join(f"    {line}" if line else "" for line in lines), "code")


def lines(nodes: list[PageElement]) -> list[Block]:
    """Return a code block for inline code with line breaks that is a whole block; else nothing."""
    tags = [node for node in nodes if isinstance(node, Tag)]
    if len(tags) != 1 or tags[0].name != "code" or search.first(tags[0], _BREAK) is None:
        return []
    if any(type(node) in search.TEXT and str(node).strip() for node in nodes):
        return []
    return fenced(text_of(tags[0]), language(tags[0]))


def text_of(tag: Tag) -> str:
    """Return the code's text; ``<br>`` and the end of a block within it are line ends."""
    return "".join(_pieces(tag))


def _pieces(tag: Tag) -> Iterator[str]:
    ended = True
    stack: list[tuple[Iterator[PageElement], bool]] = [(iter(tag.contents), False)]
    while stack:
        children, block = stack[-1]
        for node in children:
            if type(node) in search.TEXT:
                if text := str(node):
                    yield text
                    ended = text[-1] == "\n"
            elif isinstance(node, Tag):
                if node.name == "br":
                    yield "\n"
                    ended = True
                elif node.name not in SKIPPED and not (
                    node.name == "button" and buttons.is_control(node)
                ):
                    inner = node.name in _BLOCKS
                    if inner and not ended:
                        yield "\n"
                        ended = True
                    stack.append((iter(node.contents), inner))
                    break
        else:
            stack.pop()
            if block and not ended:
                yield "\n"
                ended = True
