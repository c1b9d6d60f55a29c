"""The parts of a page (text, pictures, players) in order, and the costs of separating neighbours.

A part that is kept beside one that is left out has a cost: the higher it is, the closer the two
belong together. The costs follow how often the truth changes between neighbours on labelled pages
(articles of WCXB, Readability's pages and news): the logarithm of the odds against a change is 3.5
to 4 between paragraphs of one box, about 2 where other boxes end or begin, and 7 between items of a
list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from crosspost.body.arrays import Bools, Floats, Ints
from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays
from crosspost.page.vocabulary import HEADINGS, LINK_CARD

_MOST_STEPS = 16  # boxes that are counted between two neighbours
_ALIKE, _UNLIKE, _LISTED, _SECTION = 3.5, 2.1, 7.0, 1.5  # see above
_UNDER_HEADING = 4.0  # between a heading and what follows it, at least
_AFTER_COLON = 6.0  # between a text that ends with a colon and the list or code after it
_ABOVE_HEADING = 0.6  # times the cost, between a text and the heading after it
_SHARE = 0.6  # of the odds: the probabilities know of the neighbours, too
_CAPTION = 12.0  # between a picture and its caption
_NEVER = 1e6  # a table or code is kept or cut as a whole
_LIST_PARTS = frozenset(["ul", "ol", "dl", "li", "details", "pre", "form", "nav"])
_UNITS = frozenset(("table", "pre", "blockquote", "dl", LINK_CARD))
_LISTS = frozenset(("ul", "ol"))
_LONGEST_UNIT = 1500  # characters of a quotation or a list of definitions; of post or item: fewer
_ANNOUNCED = frozenset(("li", "dt", "pre"))
_CELLS = frozenset(("td", "th"))
_SECTIONS = frozenset(("article", "section", "main"))
_MOST_BLOCKS_A_ROW = 12  # on average; a table with more is for layout
_MOST_BOXES = 20_000  # in a table; a table with more is for layout
_LAYOUT_SHARE = 0.5  # of a table's text in one row; a table with more is for layout


class Unit(NamedTuple):
    """Blocks that are kept or cut as a whole: the first one, the one after the last, the box."""

    start: int
    end: int
    box: int


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page in order.

    Attributes:
        numbers: the number of the block, or that of the medium.
        are_blocks: True for blocks, False for media.
        boxes: the box of each part.
        units: what is kept or cut as a whole: a table of data, code, a quotation, a list of
            definitions, a list that a sentence announces.
    """

    numbers: Ints
    are_blocks: Bools
    boxes: Ints
    units: list[Unit]

    def of_blocks(self, are: Bools) -> Bools:
        """True for the parts that are blocks for which ``are`` is True."""
        result = np.zeros(len(self.numbers), dtype=bool)
        result[self.are_blocks] = are[self.numbers[self.are_blocks]]
        return result


def parts_of(found: Blocks, page: PageArrays) -> Parts:
    """Return the blocks and media of a page in order."""
    count = len(found.texts)
    places = np.array(
        [*range(1, 2 * count, 2), *(2 * before for _, _, before in found.media)], dtype=np.int64
    )
    order = np.argsort(places, kind="stable")
    media_boxes = np.array([max(box, 0) for _, box, _ in found.media], dtype=np.int64)
    numbers = np.concatenate([np.arange(count), np.arange(len(media_boxes))])
    boxes = np.concatenate([page.boxes, media_boxes])
    return Parts(numbers[order], order < count, boxes[order], _units(found, page))


def transition_costs(found: Blocks, page: PageArrays, parts: Parts, captions: Bools) -> Floats:
    """Return the cost of keeping one of two neighbours alone, for each part but the last."""
    ends, begins, around = _steps_between(parts.boxes, page.box_parents)
    tags = found.box_tags
    kinds = _numbers_of(tags)[parts.boxes]
    are_alike = (np.maximum(ends, 1) == np.maximum(begins, 1)) & (kinds[1:] == kinds[:-1])
    are_alike &= ~_are_in(tags, _CELLS)[parts.boxes[1:]]  # of tables for layout
    cost = np.where(are_alike, _ALIKE, _UNLIKE)
    cost[_are_in(tags, _SECTIONS)[around]] = _SECTION
    cost[_are_in(tags, _LIST_PARTS)[around]] = _LISTED
    headings = _are_in(tags, HEADINGS)[parts.boxes] & parts.are_blocks
    cost[headings[1:] & ~headings[:-1] & parts.are_blocks[:-1]] *= _ABOVE_HEADING
    under = headings[:-1]
    cost[under] = np.maximum(cost[under], _UNDER_HEADING)
    cost[_lead_to_lists(found, parts)] = _AFTER_COLON
    cost *= _SHARE
    are_captions = parts.of_blocks(captions)
    beside = are_captions[:-1] | are_captions[1:]
    to_picture = beside & ~(parts.are_blocks[:-1] & parts.are_blocks[1:])
    cost[beside & (to_picture | _are_in(tags, frozenset(("figure",)))[around])] = _CAPTION
    if parts.units:
        places = np.flatnonzero(parts.are_blocks)
        for start, end, _ in parts.units:
            cost[places[start] : places[end - 1]] = _NEVER
    return cost


def _lead_to_lists(found: Blocks, parts: Parts) -> Bools:
    """True for the texts, of all parts but the last, that announce the list or code after them."""
    lead = np.zeros(len(parts.numbers) - 1, dtype=bool)
    begins = _are_in(found.box_tags, _ANNOUNCED)[parts.boxes] & parts.are_blocks
    for place in np.flatnonzero(begins[1:] & ~begins[:-1] & parts.are_blocks[:-1]).tolist():
        lead[place] = found.texts[parts.numbers[place]][-1] in ":："
    return lead


def _numbers_of(tags: list[str]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(tag, len(numbers)) for tag in tags], dtype=np.int64)


def _are_in(tags: list[str], names: frozenset[str]) -> Bools:
    return np.array([tag in names for tag in tags], dtype=bool)


def _steps_between(boxes: Ints, parents: Ints) -> tuple[Ints, Ints, Ints]:
    """How many boxes end and how many begin between neighbours, and the box around both.

    Boxes are counted up to a limit; the box around both is exact below it.
    """
    left, right = boxes[:-1].copy(), boxes[1:].copy()
    ends, begins = np.zeros_like(left), np.zeros_like(left)
    open_ = np.flatnonzero(left != right)
    for _ in range(_MOST_STEPS):
        if not len(open_):
            break
        here, there = left[open_], right[open_]
        is_left = here > there  # a box has a larger number than the boxes around it
        left[open_] = np.where(is_left, parents[here], here)
        right[open_] = np.where(is_left, there, parents[there])
        ends[open_] += is_left
        begins[open_] += ~is_left
        open_ = open_[left[open_] != right[open_]]
    return ends, begins, np.maximum(left, 0)


def _units(found: Blocks, page: PageArrays) -> list[Unit]:
    units: list[Unit] = []
    end_before = 0
    for box, tag in enumerate(found.box_tags):
        if tag not in _UNITS and tag not in _LISTS:
            continue
        start, end = found.box_starts[box], found.box_ends[box]
        if not end > start >= end_before or _is_layout(found, page, box):
            continue
        if tag not in _LISTS or _is_introduced(found, page, box):
            units.append(Unit(start, end, box))
            end_before = end
    return units


def _is_introduced(found: Blocks, page: PageArrays, box: int) -> bool:
    """True for a list that a sentence right before it announces: "They need three things:"."""
    before = found.box_starts[box] - 1
    return bool(
        before >= 0
        and page.prose[before] > 0
        and found.texts[before].endswith((":", "："))
        and found.box_parents[found.boxes[before]] == found.box_parents[box]
    )


def _is_layout(found: Blocks, page: PageArrays, box: int) -> bool:
    """True for a box that places others on the page.

    Such a table has most of its text in one row, in cells of several blocks; such a quotation or
    list has a large part of the page's text.
    """
    start, end = found.box_starts[box], found.box_ends[box]
    total = page.chars[start:end].sum()
    if found.box_tags[box] == "pre":
        return False
    if found.box_tags[box] != "table":
        return bool(total > min(_LONGEST_UNIT, _LAYOUT_SHARE * page.chars.sum()))
    rows = 0
    large_row = -1  # the block after the last one of a row with most of the text
    cells = 0  # in it
    for index in range(box + 1, len(found.box_tags)):
        if found.box_starts[index] >= end:
            break
        if index > box + _MOST_BOXES:
            return True
        first, last = found.box_starts[index], found.box_ends[index]
        if found.box_tags[index] == "tr":
            rows += 1
            if page.chars[first:last].sum() > _LAYOUT_SHARE * total:
                large_row = last
        elif found.box_tags[index] in ("td", "th") and first < large_row and last - first > 1:
            cells += 1
    return cells > 0 or rows == 0 or (end - start) / rows > _MOST_BLOCKS_A_ROW
