"""The kept blocks as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from crosspost.body.blocks import Blocks


def plain_text(found: Blocks, kept: Iterable[int]) -> str:
    """Join the kept blocks: a blank line between them, cells of a row on one line, items below
    each other with a dash."""
    pieces: list[str] = []
    row_before = list_before = -1
    for index in kept:
        text = found.texts[index]
        row, items = _row_and_list(found, found.boxes[index])
        if row >= 0 and row == row_before:
            pieces.append(" | ")
        elif items >= 0 and items == list_before:
            pieces.append("\n")
        elif pieces:
            pieces.append("\n\n")
        pieces.append(f"- {text}" if items >= 0 and row < 0 else text)
        row_before, list_before = row, items
    return "".join(pieces)


_NEAR = 6  # boxes upwards in which a cell's row or an item's list is looked for


def _row_and_list(found: Blocks, box: int) -> tuple[int, int]:
    """The table row and the list that a box is in (-1: none); the nearest of the two."""
    parents, tags = found.box_parents, found.box_tags
    for _ in range(_NEAR):
        if box < 0:
            break
        tag = tags[box]
        if tag == "tr":
            return box, -1
        if tag == "li":
            return -1, parents[box]
        box = parents[box]
    return -1, -1
