"""Select the article's blocks by rules: containers, link density, names."""

from __future__ import annotations

import numpy as np

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.page import BOILERPLATE, PageArrays
from crosspost.page import class_hints
from crosspost.page.vocabulary import HEADINGS

_MOST = 0.8  # of the prose
_ENOUGH = 0.3  # of the text
_SMALL_PRINT = class_hints.BYLINE | class_hints.CONTENTS


def article_blocks(found: Blocks, page: PageArrays) -> Bools:
    """True for the blocks in the box with most of the prose that are not boilerplate."""
    kept = np.zeros(len(found.texts), dtype=bool)
    total = page.box_prose[0]
    box = int(np.flatnonzero(page.box_prose >= _MOST * total)[-1]) if total else 0
    kept[page.box_starts[box] : page.box_ends[box]] = True
    kept &= (page.link_share < 0.5) | ((page.words > 25) & (page.link_share < 0.8))
    named = (page.class_hints & BOILERPLATE) != 0
    named |= ((page.class_hints & _SMALL_PRINT) != 0) & (page.words <= 20)
    # Some pages have all of their text in a box with such a name: then names are ignored.
    if page.chars[kept & ~named].sum() > _ENOUGH * page.chars[kept].sum():
        kept &= ~named
    _drop_empty_headings(found, page, kept)
    return kept


def _drop_empty_headings(found: Blocks, page: PageArrays, kept: Bools) -> None:
    """Drop headings with nothing kept before the next heading of the same or a higher rank."""
    tags = [found.box_tags[box] for box in found.boxes]
    open_rank = 0  # rank of the last heading with text, from the end of the page upwards
    has_text = False
    for index in range(len(tags) - 1, -1, -1):
        if tags[index] in HEADINGS:
            rank = int(tags[index][1])
            if kept[index]:
                if not has_text and not (open_rank and rank < open_rank):
                    kept[index] = False
                else:
                    open_rank = rank
            has_text = False
        elif kept[index]:
            has_text = True
