"""The box about the author at the end of an article: a name, then who that is."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from crosspost.body.arrays import Bools, sums_before
from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays
from crosspost.lazy_regex import lazy_compile

_AFTER = 0.5  # of the kept words
_MORE_WORDS = 4  # in the line of the name: "About", "By", "(guest author)"
_MOST_WORDS = 160  # in the box
_BEFORE_NAME = 16  # characters: "About the author", "Written by"
_LABEL = 3  # words above the name
_ROLE = 12  # words; a box with fewer only has the name and a role
_NOT_LETTER = lazy_compile(r"[\W\d_]+")


def author_box(found: Blocks, page: PageArrays, kept: Bools, authors: Collection[str]) -> list[int]:
    """Return the kept blocks that tell who an author is.

    These are in a small box in the second half of the article, one line of which is an author's
    name.

    Args:
        authors: their names, as the metadata give them.
    """
    names = [(_words(name), name.count(" ") + 1) for name in authors if " " in name]
    if not names:
        return []
    words = sums_before(kept * page.words)
    half = int((words > _AFTER * words[-1]).argmax())
    longest = max(count for _, count in names) + _MORE_WORDS
    lines: set[int] = set()
    for index in (np.flatnonzero(page.words[half:] <= longest) + half).tolist():
        line = _words(found.texts[index])
        if any(name and 0 <= line.find(name) <= _BEFORE_NAME for name, _ in names):
            start, end = _box_of(found, page, index, half)
            lines.update(place for place in range(start, end) if kept[place])
    return sorted(lines)


def _words(text: str) -> str:
    return _NOT_LETTER.sub(" ", text).casefold().strip()


def _box_of(found: Blocks, page: PageArrays, index: int, first: int) -> tuple[int, int]:
    """The first block of the box about an author and the block after its last one; none: 0, 0."""
    box = found.boxes[index]
    while (box := found.box_parents[box]) > 0:
        start, end = found.box_starts[box], found.box_ends[box]
        size = page.words[start:end].sum()
        if start < first or size > _MOST_WORDS or page.words[start:index].sum() > _LABEL:
            break
        if size > page.words[index] + _ROLE:
            return start, end
    return 0, 0
