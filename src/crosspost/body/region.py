"""Where on a page the article is, seen from what was kept of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosspost.body.arrays import Bools, Floats, Ints
from crosspost.body.decision import Decision
from crosspost.body.page import BOILERPLATE, inherit, inside
from crosspost.page import class_hints

_LONG = 8  # words of a text that shows whether what is beside it belongs to the article
_LIKELY = 0.5
_NOT_OF_ARTICLE = BOILERPLATE & ~class_hints.ASIDE
_MOST_LEVELS = 4
_PER_LEVEL = 0.1  # how much less likely a block is for each box between it and kept text


@dataclass(frozen=True, slots=True)
class Region:
    """Where the article is.

    Attributes:
        after: for each place between blocks, whether the nearest long text before it is kept.
        before: whether the nearest long text after it is kept.
        kept_inside: for each box, the number of kept blocks in it.
        hints: for each box, the hints of it and of the boxes around it that hold no kept text, by
            which it is around an article and not in it.
        distances: for each block, how much less likely its place makes it: nothing between the
            first and the last kept block, else more for each box around it without kept text.
    """

    after: Bools
    before: Bools
    kept_inside: Ints
    hints: Ints
    distances: Floats

    def is_between(self, start: int, end: int) -> bool:
        """Tell whether blocks are between kept long texts."""
        return bool(self.after[start] and self.before[end])


def find_region(decision: Decision) -> Region:
    """Return where the article of a page is."""
    page, kept = decision.page, decision.selection.kept
    is_long = (page.words >= _LONG) & (page.class_hints & class_hints.CAPTION == 0)
    # A kept text that is unlikely, such as a standfirst, says nothing of what is beside it.
    long = np.flatnonzero(is_long & (~kept | (decision.probabilities > _LIKELY)))
    known = np.concatenate([[False], kept[long], [False]])
    at = np.searchsorted(long, np.arange(len(kept) + 1))
    holds = inside(kept & is_long, page.box_starts, page.box_ends) > 0
    hints = inherit(np.where(holds, 0, page.box_class_hints), page.box_parents)
    kept_inside = inside(kept, page.box_starts, page.box_ends).astype(np.int64)
    if decision.selected is not None:
        return _selected(decision, decision.selected, kept_inside, hints & _NOT_OF_ARTICLE)
    distances = _distances(decision, kept_inside)
    return Region(known[at], known[at + 1], kept_inside, hints & _NOT_OF_ARTICLE, distances)


def _selected(decision: Decision, selected: Bools, kept_inside: Ints, hints: Ints) -> Region:
    """Return the region of an article that a rule selects: what is outside is not a part of it."""
    page = decision.page
    holds_other = inside(~selected, page.box_starts, page.box_ends) > 0
    nowhere = np.zeros(len(selected) + 1, dtype=bool)
    own = np.where(holds_other, 0, kept_inside)
    return Region(nowhere, nowhere, own, hints, np.where(selected, 0.0, 1.0))


def _distances(decision: Decision, kept_inside: Ints) -> Floats:
    page, kept = decision.page, np.flatnonzero(decision.selection.kept)
    boxes = page.boxes
    levels = np.zeros(len(boxes))
    for _ in range(_MOST_LEVELS):
        is_empty = kept_inside[boxes] == 0
        levels += is_empty
        boxes = np.where(is_empty, np.maximum(page.box_parents[boxes], 0), boxes)
    distances: Floats = _PER_LEVEL * np.maximum(levels - 1, 0)
    distances[kept[0] : kept[-1]] = 0
    return distances
