"""Code blocks: exact text and no line numbers."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import buttons, escape, search
from crosspost.markdown.context import Block, Context
from crosspost.markdown.languages import language
from crosspost.page.vocabulary import SKIPPED

_BREAK = frozenset(["br"])
_PRE = frozenset(["pre"])
_BLOCKS = frozenset(["div", "p", "li", "tr", "section"])
# Tildes, since plain kramdown (``input: kramdown``) has no fence of backticks: the code would be
# text and HTML there.
_FENCE = lazy_compile("~{3,}")
# How highlighters call the numbers they put before lines.
_NUMBER_CLASSES = frozenset(
    [
        *("ln", "lnt", "lineno", "linenos", "linenumber", "linenumbers", "line-number"),
        *("line-numbers", "line-numbers-rows", "lineno-gutter", "gutter", "hljs-ln-numbers"),
        *("hljs-ln-n", "gl", "rouge-gutter", "blob-num", "crayon-nums", "crayon-num", "linenodiv"),
        *("line-number-gutter", "react-syntax-highlighter-line-number", "code-line-number"),
    ]
)
_NUMBERS = lazy_compile(r"[\d\s.:|]*\Z")


def code_block(tag: Tag, ctx: Context) -> list[Block]:
    """Return a ``pre`` as a fenced code block."""
    return fenced(text_of(tag), language(tag))


def fenced(text: str, name: str = "") -> list[Block]:
    """Return a fence around the code, longer than any within; nothing for empty code."""
    text = escape.visible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    lines = text.split("\n")
    written = [number for number, line in enumerate(lines) if line.strip()]
    if not written:
        return []
    code = "\n".join(lines[written[0] : written[-1] + 1])
    fence = "~" * (1 + max(map(len, _FENCE.findall(code)), default=2))
    return [Block(f"{fence}{name}\n{code}\n{fence}", "code")]


def lines(nodes: list[PageElement]) -> list[Block]:
    """Return inline code that is broken into lines and stands alone as a block; else nothing."""
    tags = [node for node in nodes if isinstance(node, Tag)]
    if len(tags) != 1 or tags[0].name != "code" or search.first(tags[0], _BREAK) is None:
        return []
    if any(type(node) in search.TEXT and str(node).strip() for node in nodes):
        return []
    return fenced(text_of(tags[0]), language(tags[0]))


def code_table(rows: list[list[Tag]]) -> list[Block] | None:
    """Return the code of a table that only puts line numbers beside it; None for other tables.

    Either one row holds all numbers and all lines (Pygments, Rouge, Chroma), or each row one
    number and one line (GitHub, highlight.js's plugin).
    """
    if any(len(row) != 2 for row in rows):
        return None
    if len(rows) == 1:
        numbers, code = rows[0]
        if not (_is_number(numbers) or search.first(code, _PRE) or search.first(numbers, _PRE)):
            return None
        text = text_of(numbers, numbers=True)
        if not _NUMBERS.match(text) or not (text.strip() or _is_number(numbers)):
            return None
        return fenced(text_of(code), language(code))
    if not all(_is_number(row[0]) and _NUMBERS.match(row[0].get_text()) for row in rows):
        return None
    lines = [text_of(row[1]).strip("\n") for row in rows]
    return fenced("\n".join(lines), language(rows[0][1]))


def _is_number(tag: Tag) -> bool:
    return not _NUMBER_CLASSES.isdisjoint(tag.get_attribute_list("class"))


def text_of(tag: Tag, *, numbers: bool = False) -> str:
    """Return the code's text; ``<br>`` and the end of a block within it are line ends.

    Args:
        tag: the element that holds the code.
        numbers: keep line numbers.
    """
    return "".join(_pieces(tag, numbers))


def _pieces(tag: Tag, numbers: bool) -> Iterator[str]:
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
                elif (
                    node.name not in SKIPPED
                    and (numbers or not _is_line_number(node))
                    and not (node.name == "button" and buttons.is_control(node))
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


def _is_line_number(tag: Tag) -> bool:
    """Tell whether an element within code is a line's number."""
    return "class" in tag.attrs and _is_number(tag) and bool(_NUMBERS.match(tag.get_text()))
