"""The body's greatest size: whole blocks up to there, and a word where they end."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown.context import Block
from crosspost.markdown.flavor import BREAK

# kramdown needs five seconds for a megabyte of short paragraphs (measured with 2.4), and nobody
# reads one.
MAX_BYTES = 1_000_000
WORD = Block("*The text is cut here: it is longer than 1 MB.*")
_REFERENCE = lazy_compile(r"\[\^([\w-]+)\]")
# Kinds whose lines each stand for themselves.
_LINES = frozenset(["ul", "ol", "table", "quote"])

# Openings whose end must not be cut off.
_OPEN = ("`", "~~~", "<", "$$")


def within(blocks: list[Block]) -> list[Block]:
    """Return the blocks that fit, the notes that they cite, and a word of what is missing.

    Notes stand last; text goes before them, but not beyond three quarters.
    """
    notes = [block for block in blocks if block.kind == "note"]
    size = sum(_size(block) for block in notes)
    room = MAX_BYTES - min(size, MAX_BYTES // 4)
    kept, left = _fill([block for block in blocks if block.kind != "note"], room)
    cited = {label for block in kept for label in _REFERENCE.findall(block.text)}
    wanted = [note for note in notes if note.text[2 : note.text.find("]")] in cited]
    return [*kept, WORD, *_fill(wanted, left + MAX_BYTES - room)[0]]


def _fill(blocks: list[Block], room: int) -> tuple[list[Block], int]:
    kept: list[Block] = []
    for block in blocks:
        size = _size(block)
        if size > room:
            large = not block.kind and size > MAX_BYTES // 2  # else little would be left
            part = _part(block, room) if large or not kept else None
            return [*kept, *([part] if part else [])], 0
        kept.append(block)
        room -= size
    return kept, room


def _size(block: Block) -> int:
    return len(block.text.encode()) + 2


def _part(block: Block, room: int) -> Block | None:
    """Return the beginning of a single block that is too large; None where it cannot be cut."""
    head = block.text.encode()[:room].decode("utf-8", "ignore")
    if block.kind == "code":
        fence = block.text[block.text.rfind("\n") :]
        return Block(head[: head.rfind("\n", 0, len(head) - len(fence))] + fence, "code")
    if block.kind in _LINES:
        head = _before_open_fence(head)
        ends = [found.start() for found in re.finditer(r"\n(?=[^ \n])", head)]
        if not ends and not any(mark in head for mark in _OPEN):
            ends = [head.rfind("\n")]  # all of it is nested in one item
        return Block(head[: ends[-1]].rstrip(), block.kind) if ends else None
    if block.kind == "html":
        return _rows(head)
    if not block.kind:
        head = _before_open_code(head[: head.rfind(" ")])  # the space may be one within code
        return Block(head.rstrip(f"{BREAK} \n"))
    return None


# A code block in a quote or a list, and a code span: if they were cut, their text would be read as
# Markdown and HTML.
_FENCE = lazy_compile(r"^[> \t\d.:*-]*+(~{3,})", re.M)
_TICKS = lazy_compile(r"(?<!\\)(\\*+)(`++)")


def _before_open_fence(text: str) -> str:
    opened, length = -1, 0
    for found in _FENCE.finditer(text):
        if opened < 0:
            opened, length = found.start(), len(found[1])
        elif len(found[1]) == length:
            opened = -1
    return text if opened < 0 else text[:opened]


def _before_open_code(text: str) -> str:
    opened, length = -1, 0
    for found in _TICKS.finditer(text):
        if opened < 0:
            if len(found[1]) % 2 == 0:
                opened, length = found.start(2), len(found[2])
        elif len(found[2]) == length:
            opened = -1
    return text if opened < 0 else text[:opened]


_SECTION = lazy_compile(r"<(/?)(thead|tbody|tfoot)>")


def _rows(head: str) -> Block | None:
    """Return the whole rows of a table of HTML that was cut, and its end."""
    end = head.rfind("\n<tr>")
    if not head.startswith("<table ") or head.count("<table ") > 1 or end < 0:
        return None
    head = head[:end]
    sections = _SECTION.findall(head)
    if sections and not sections[-1][0]:
        head += f"\n</{sections[-1][1]}>"
    return Block(f"{head}\n</table>", "html")
