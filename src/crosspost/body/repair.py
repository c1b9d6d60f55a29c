"""Repair the selection of blocks: no half tables, no headings without their text."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.page import AROUND, PageArrays
from crosspost.lazy_regex import lazy_compile
from crosspost.page import class_hints
from crosspost.page.vocabulary import HEADINGS

_WHOLE = ("table", "ul", "ol", "dl", "pre")
_ROWS = {"table": "tr", "ul": "li", "ol": "li", "dl": "dt"}
_MOST_BLOCKS_A_ROW = 12  # on average; a table with more is for layout
_MOST_BOXES = 20_000  # in a table; a table with more is for layout
_LAYOUT_SHARE = 0.5  # of a table's text in one row; a table with more is for layout
_LISTS = ("ul", "ol", "dl")
_FILL_TABLE = 0.5
_FILL_LIST = 0.7
_DROP_LIST = 0.3
_NOT_WORD = lazy_compile(r"\W+")
_MOST_FIGURES = 12  # in a row
LEAD_WITHIN = 8  # blocks between the title and the lead picture, or that and the text
_NOT_LEAD = AROUND | class_hints.TEASER
_LONGEST_CAPTION = 400  # characters
_LISTED = 0.1  # of the kept text; more in headings without text: the headings are the text
_TITLE_WITHIN = 40  # blocks from the first kept one in which the title is looked for


def headings_without_text(found: Blocks, page: PageArrays, kept: Bools) -> list[int]:
    """Return the kept headings of text that is not kept.

    These are headings whose next block is not kept, if nothing is kept before the next heading of
    the same or a higher rank. There are none if such headings are a large part of the kept text:
    on a page that lists things by name, the headings are the text.
    """
    tags = [found.box_tags[box] for box in found.boxes]
    last = len(tags) - 1
    is_kept = kept.tolist()  # a list, which is three times as fast here
    without: list[int] = []
    reach = [last + 1] * 7  # rank → index of the next heading of that rank or a higher one
    kept_after = last + 1  # the next kept block that is not a heading
    for index in range(last, -1, -1):
        if tags[index] not in HEADINGS:
            if is_kept[index]:
                kept_after = index
            continue
        rank = int(tags[index][1])
        if is_kept[index] and (index == last or not is_kept[index + 1]) and kept_after >= reach[rank]:
            is_kept[index] = False
            without.append(index)
        for lower in range(rank, 7):
            reach[lower] = index
    if page.chars[without].sum() > _LISTED * page.chars[kept].sum():
        return []
    return without


def title_lines(found: Blocks, kept: Bools, title: str | None) -> list[int]:
    """Return the kept lines at the top of the article that are the page's title.

    A first heading of rank 1 is one too if it is similar to the title in the metadata.
    """
    lines: list[int] = []
    first = int(kept.argmax())
    wanted = _letters(title or "")
    prose = 0
    for index in range(first, min(len(kept), first + _TITLE_WITHIN)):
        if not kept[index]:
            continue
        text = found.texts[index]
        heading = found.box_tags[found.boxes[index]] == "h1"
        said = _letters(text) if len(text) < 500 else ""
        if said and (said == wanted or (heading and prose == 0 and _is_like(text, title))):
            lines.append(index)
        elif len(text) > 200:
            prose += 1
            if prose > 1:
                break
    return lines


def _letters(text: str) -> str:
    return _NOT_WORD.sub("", text).lower()


def _is_like(heading: str, title: str | None) -> bool:
    """True if half of the words are the title's, or if there is no title to compare."""
    if not title:
        return True
    said, wanted = set(heading.lower().split()), set(title.lower().split())
    return len(said & wanted) * 2 >= min(len(said), len(wanted))
