"""Blocks and boxes as arrays, with the numbers that later steps need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from crosspost.body.arrays import Bools, Floats, Ints, sums_before
from crosspost.body.blocks import Blocks
from crosspost.page import class_hints

#: Hints of boxes around an article rather than in it.
BOILERPLATE = (
    class_hints.NAV
    | class_hints.FOOTER
    | class_hints.ASIDE
    | class_hints.FORM
    | class_hints.HIDDEN
    | class_hints.COMMENT
    | class_hints.RELATED
    | class_hints.SHARE
    | class_hints.AUTHOR
    | class_hints.SIGNUP
    | class_hints.ADVERT
    | class_hints.TAGS
    | class_hints.CRUMBS
    | class_hints.COOKIE
    | class_hints.PAGER
)
Values = TypeVar("Values", Ints, Bools)

_HALF = 0.5  # a box with more than this share of the prose is not an aside, whatever its name


@dataclass(frozen=True, slots=True)
class PageArrays:
    """A page in numbers: one entry for each block, or for each box where the name starts so.

    Attributes:
        chars: length of the block's text.
        words: words in it, at least one for twelve characters (some languages have no spaces).
        link_share: share of its characters inside links.
        prose: its characters outside links if it reads like prose (long, few links), else 0.
        boxes: the block's box.
        class_hints: hints of the block's box and of the boxes around it, without hints in
            ``BOILERPLATE`` of boxes with most of the prose.
        box_parents, box_starts, box_ends: as in ``Blocks``.
        box_depths: the number of boxes around each box.
        box_class_hints: own hints of each box, with the same exception.
        box_prose: prose inside each box.
        main: the deepest box that holds at least half of the prose.
    """

    chars: Floats
    words: Floats
    link_share: Floats
    prose: Floats
    boxes: Ints
    class_hints: Ints
    box_parents: Ints
    box_starts: Ints
    box_ends: Ints
    box_depths: Ints
    box_class_hints: Ints
    box_prose: Floats
    main: int


def measure(found: Blocks) -> PageArrays:
    """Return the numbers of a page with at least one block."""
    chars = np.array([len(text) for text in found.texts], dtype=np.float64)
    words = np.array([text.count(" ") + 1 for text in found.texts], dtype=np.float64)
    words = np.maximum(words, chars / 12)
    link_share = np.minimum(np.array(found.link_chars, dtype=np.float64) / chars, 1)
    prose = np.where((words >= 10) & (link_share < 0.34), chars * (1 - link_share), 0)
    starts, ends = _ints(found.box_starts), _ints(found.box_ends)
    box_prose = inside(prose, starts, ends)
    total = box_prose[0]
    own = _ints(found.box_class_hints)
    own = np.where(box_prose > _HALF * total, own & ~BOILERPLATE, own)
    parents = _ints(found.box_parents)
    inherited = inherit(own, parents)
    boxes = _ints(found.boxes)
    return PageArrays(
        chars=chars,
        words=words,
        link_share=link_share,
        prose=prose,
        boxes=boxes,
        class_hints=inherited[boxes],
        box_parents=parents,
        box_starts=starts,
        box_ends=ends,
        box_depths=_depths(parents),
        box_class_hints=own,
        box_prose=box_prose,
        main=int(np.flatnonzero(box_prose >= _HALF * total)[-1]) if total else 0,
    )


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def inside(values: Floats | Bools, starts: Ints, ends: Ints) -> Floats:
    """The sum of ``values`` over the blocks of each box."""
    sums = sums_before(values)
    inside: Floats = sums[ends] - sums[starts]
    return inside


def inherit(own: Values, parents: Ints) -> Values:
    """Return for each box the bits of its own and of all boxes around it.

    By doubling: after round n each box has the bits of the 2ⁿ boxes above it, so that a tree of
    depth d takes log d rounds.
    """
    above = np.maximum(parents, 0)
    inherited = own.copy()
    while above.any():
        inherited |= inherited[above]
        above = above[above]
    inherited |= own[0]
    return inherited


def _depths(parents: Ints) -> Ints:
    """The number of boxes around each box, by doubling as in ``inherit``."""
    above = np.maximum(parents, 0)
    depths = (parents >= 0).astype(np.int64)
    while above.any():
        depths += depths[above]
        above = above[above]
    return depths
