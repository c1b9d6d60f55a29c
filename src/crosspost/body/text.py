"""The kept blocks as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from crosspost.body.blocks import Blocks

_NEAR = 6  # boxes upwards that are searched for a cell's row or an item's list


def plain_text(found: Blocks, kept: Iterable[int]) -> str:
    """Join the kept blocks.

    There is a blank line between blocks. Cells of a row are on one line, separated by ``|``. Each
    list item is on its own line after a dash.
    """
    pieces: list[str] = []
    cell_before = row_before = list_before = -1
    for index in kept:
        text = found.texts[index]
        cell, row, items = _place(found, found.boxes[index])
        if row >= 0 and row == row_before and cell != cell_before:
            pieces.append(" | ")
        elif items >= 0 and items == list_before:
            pieces.append("\n")
        elif pieces:
            pieces.append("\n\n")
        pieces.append(f"- {text}" if items >= 0 and row < 0 else text)
        cell_before, row_before, list_before = cell, row, items
    return "".join(pieces)


def _place(found: Blocks, box: int) -> tuple[int, int, int]:
    """The nearest table cell and row, and the nearest list, that a box is in; -1 for none."""
    parents, tags = found.box_parents, found.box_tags
    cell = -1
    for _ in range(_NEAR):
        if box < 0:
            break
        tag = tags[box]
        if tag == "tr":
            return cell, box, -1
        if tag == "li":
            return -1, -1, parents[box]
        cell = box
        box = parents[box]
    return -1, -1, -1
