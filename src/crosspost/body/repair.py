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


def make_whole(found: Blocks, page: PageArrays, kept: Bools) -> None:
    """Keep a table, list or code if most of its text is kept, drop it if little is, in place.

    A table or code is kept or dropped as a whole; a list may also keep some of its items.
    """
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
        share = chars[inside].sum() / chars.sum()
        if share >= (_FILL_LIST if tag in _LISTS else _FILL_TABLE):
            kept[start:end] = True
        elif share < (_DROP_LIST if tag in _LISTS else _FILL_TABLE):
            kept[start:end] = False


def _is_layout(found: Blocks, page: PageArrays, box: int) -> bool:
    """True for tables and lists that place boxes on the page rather than hold data."""
    row_tag = _ROWS[found.box_tags[box]]
    start, end = found.box_starts[box], found.box_ends[box]
    total = page.chars[start:end].sum()
    rows = 0
    index = box + 1
    most = index + _MOST_BOXES
    while index < len(found.box_tags) and found.box_starts[index] < end:
        if index > most:
            return True
        if found.box_tags[index] == row_tag:
            rows += 1
            first, last = found.box_starts[index], found.box_ends[index]
            if page.chars[first:last].sum() > _LAYOUT_SHARE * total and last - first > 2:
                return True
        index += 1
    return rows == 0 or (end - start) / rows > _MOST_BLOCKS_A_ROW


def keep_captions(found: Blocks, page: PageArrays, kept: Bools) -> None:
    """Keep the captions of figures between kept text, in place.

    The pictures of such figures are kept, so their captions and credits belong to the article.
    """
    figures = _figures(found)
    for number, (start, end) in enumerate(figures):
        before, after = start - 1, end
        for other in range(number - 1, max(-1, number - _MOST_FIGURES), -1):  # a row of figures
            if figures[other][1] != before + 1:
                break
            before = figures[other][0] - 1
        for other in range(number + 1, min(len(figures), number + _MOST_FIGURES)):
            if figures[other][0] != after:
                break
            after = figures[other][1]
        among = before >= 0 and after < len(kept) and kept[before] and kept[after]
        if among and not (page.class_hints[start:end] & AROUND).any():
            kept[start:end] = True


def keep_lead_caption(found: Blocks, page: PageArrays, kept: Bools) -> None:
    """Keep the caption of the figure between the title and the text, in place."""
    first = int(kept.argmax())
    for start, end in reversed(_figures(found)):
        if end > first or (page.class_hints[start:end] & _NOT_LEAD).any():
            continue
        if first - end > LEAD_WITHIN or page.chars[start:end].sum() > _LONGEST_CAPTION:
            return
        before = found.boxes[max(0, start - LEAD_WITHIN) : start]
        if any(found.box_tags[box] == "h1" for box in before):
            kept[start:end] = True
        return


def _figures(found: Blocks) -> list[tuple[int, int]]:
    """The first block and the block after the last one of each figure with a picture and text."""
    pictures = [before for _, _, before in found.media]  # rising
    figures = []
    for box in [box for box, tag in enumerate(found.box_tags) if tag == "figure"]:
        start, end = found.box_starts[box], found.box_ends[box]
        if end > start:
            at = bisect_left(pictures, start)
            if at < len(pictures) and pictures[at] <= end:
                figures.append((start, end))
    return figures


def keep_headings_with_text(found: Blocks, page: PageArrays, kept: Bools) -> None:
    """Keep headings of kept text, and drop headings of what was dropped, in place.

    A heading belongs to the block after it if both have the same parent (or the block is deeper).
    It is dropped if the block after it was dropped and nothing is kept before the next heading of
    the same or a higher rank. It is not dropped if such headings are a large part of the kept text:
    on a page that lists things by name, the headings are the text.
    """
    after = kept.tolist()  # a list, which is three times as fast here
    _keep_headings_with_text(found, after)
    repaired = np.array(after)
    if page.chars[kept & ~repaired].sum() > _LISTED * page.chars[kept].sum():
        repaired |= kept
    kept[:] = repaired


def _keep_headings_with_text(found: Blocks, kept: list[bool]) -> None:
    tags = [found.box_tags[box] for box in found.boxes]
    headings = [index for index, tag in enumerate(tags) if tag in HEADINGS]
    last = len(tags) - 1
    for index in reversed(headings):
        if 0 < index < last and not kept[index]:
            around = found.box_parents[found.boxes[index]]
            kept[index] = bool(
                kept[index + 1]
                and kept[index - 1]
                and around >= 0
                and found.box_starts[around] < index < found.box_ends[around] - 1
            )
    reach = [last + 1] * 7  # rank → index of the next heading of that rank or a higher one
    kept_after = last + 1  # the next kept block that is not a heading
    for index in range(last, -1, -1):
        if tags[index] not in HEADINGS:
            if kept[index]:
                kept_after = index
            continue
        rank = int(tags[index][1])
        if kept[index] and (index == last or not kept[index + 1]) and kept_after >= reach[rank]:
            kept[index] = False
        for lower in range(rank, 7):
            reach[lower] = index


def drop_title(found: Blocks, kept: Bools, title: str | None) -> None:
    """Drop the page's title from the top of the article, in place.

    A first heading of rank 1 is dropped too if it is similar to the title in the metadata.
    """
    if not kept.any():
        return
    before = kept.copy()
    _drop_title(found, kept, title)
    if not kept.any():
        kept[:] = before


def _drop_title(found: Blocks, kept: Bools, title: str | None) -> None:
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
            kept[index] = False
        elif len(text) > 200:
            prose += 1
            if prose > 1:
                return


def _letters(text: str) -> str:
    return _NOT_WORD.sub("", text).lower()


def _is_like(heading: str, title: str | None) -> bool:
    """True if half of the words are the title's, or if there is no title to compare."""
    if not title:
        return True
    said, wanted = set(heading.lower().split()), set(title.lower().split())
    return len(said & wanted) * 2 >= min(len(said), len(wanted))
