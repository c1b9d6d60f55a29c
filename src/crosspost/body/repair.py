"""Makes the choice of blocks whole: half a table, or a heading without its text, is a fault."""

from __future__ import annotations

import re

from crosspost.body import elements
from crosspost.body.blocks import Blocks
from crosspost.body.page import Bools, PageArrays

_WHOLE = ("table", "ul", "ol", "dl", "pre")
_ROWS = {"table": "tr", "ul": "li", "ol": "li", "dl": "dt"}
_MOST_BLOCKS_A_ROW = 12  # more in each row, and the table only lays out the page
_LAYOUT_SHARE = 0.5  # a row with this share of a table's text: layout, too
_KEEP_SHARE = 0.5
_NOT_WORD = re.compile(r"\W+")
_TITLE_WITHIN = 40  # blocks before and after the first kept one where the title may stand


def make_whole(found: Blocks, page: PageArrays, kept: Bools) -> None:
    """Keep tables, lists and code with most of their text kept, drop the others, in place."""
    for box, tag in enumerate(found.box_tags):
        if tag not in _WHOLE:
            continue
        start, end = found.box_starts[box], found.box_ends[box]
        if end - start < 2:
            continue
        inside = kept[start:end]
        if inside.all() or not inside.any() or (tag != "pre" and _is_layout(found, page, box)):
            continue
        chars = page.chars[start:end]
        kept[start:end] = chars[inside].sum() >= _KEEP_SHARE * chars.sum()


def _is_layout(found: Blocks, page: PageArrays, box: int) -> bool:
    """True for tables and lists that place boxes on the page rather than hold data."""
    row_tag = _ROWS[found.box_tags[box]]
    start, end = found.box_starts[box], found.box_ends[box]
    total = page.chars[start:end].sum()
    rows = 0
    index = box + 1
    while index < len(found.box_tags) and found.box_starts[index] < end:
        if found.box_tags[index] == row_tag:
            rows += 1
            first, last = found.box_starts[index], found.box_ends[index]
            if page.chars[first:last].sum() > _LAYOUT_SHARE * total and last - first > 2:
                return True
        index += 1
    return rows == 0 or (end - start) / rows > _MOST_BLOCKS_A_ROW


def keep_headings_with_text(found: Blocks, kept: Bools) -> None:
    """Keep headings of kept text, and drop headings of nothing, in place.

    A heading belongs to the block after it, if that stands under the same parent (or deeper); it
    heads nothing where no block is kept before the next heading of its rank or a higher one.
    """
    tags = [found.box_tags[box] for box in found.boxes]
    for index in range(len(tags) - 2, -1, -1):
        if tags[index] in elements.HEADINGS and not kept[index]:
            around = found.box_parents[found.boxes[index]]
            kept[index] = bool(
                kept[index + 1]
                and index > 0
                and kept[index - 1]
                and around >= 0
                and found.box_ends[around] > index + 1
                and found.box_starts[around] < index
            )
    text_below = False
    rank_below = 0  # rank of the kept heading below, where nothing but headings follows it
    for index in range(len(tags) - 1, -1, -1):
        if not kept[index]:
            continue
        if tags[index] not in elements.HEADINGS:
            text_below, rank_below = True, 0
            continue
        rank = int(tags[index][1])
        if text_below or (rank_below and rank < rank_below):
            text_below, rank_below = False, rank
        else:
            kept[index] = False


def drop_title(found: Blocks, kept: Bools, title: str | None) -> None:
    """Drop the page's title from the top of the article, in place.

    A first heading of rank 1 goes even where it differs from the title in the metadata.
    """
    if not kept.any():
        return
    first = int(kept.argmax())
    wanted = _letters(title or "")
    prose = 0
    for index in range(first, min(len(kept), first + _TITLE_WITHIN)):
        if not kept[index]:
            continue
        text = found.texts[index]
        heading = found.box_tags[found.boxes[index]] == "h1"
        said = _letters(text) if len(text) < 500 else ""
        if said and (said == wanted or (heading and prose == 0)):
            kept[index] = False
        elif len(text) > 200:
            prose += 1
            if prose > 1:
                return


def _letters(text: str) -> str:
    return _NOT_WORD.sub("", text).lower()
