"""Pictures between paragraphs of the article that went with what was cut beside them."""

from __future__ import annotations

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.captions import caption_of
from crosspost.body.media import Judge
from crosspost.body.page import AROUND, PageArrays
from crosspost.page import class_hints
from crosspost.page.vocabulary import PLAYERS

_NOT_OF_ARTICLE = AROUND & ~class_hints.ASIDE | class_hints.TEASER
_CAPTION = 2  # blocks of a caption and a credit
_BOXES = 8  # of a picture alone, around it


def keep_amid(
    found: Blocks, page: PageArrays, kept: Bools, media: Bools, open_: Bools, judge: Judge
) -> None:
    """Keep the pictures that stand beside kept paragraphs in the same box, before and after.

    The box of such a picture has no other text than a caption. Links to other pages are left out,
    as are boxes that are named after what is around an article.

    Args:
        kept, media: changed in place.
        open_: the blocks that may be added.
    """
    prose = kept & (page.prose > 0)
    around: dict[int, tuple[int, int]] = {}
    for index in prose.nonzero()[0].tolist():
        parent = found.box_parents[found.boxes[index]]
        around[parent] = (around.get(parent, (index, index))[0], index)
    for number, (node, box, place) in enumerate(found.media):
        if media[number] or number in judge.small or found.flow.nodes[node].tag in PLAYERS:
            continue
        holder, is_figure = (box, False) if box in around else _holder(found, page, box)
        first, last = around.get(holder, (0, -1))
        if first < place <= last and (is_figure or not judge.is_linked_away(number)):
            media[number] = True
            caption = caption_of(found, page, box, is_of_article=True)
            kept[caption] |= open_[caption]


def _holder(found: Blocks, page: PageArrays, box: int) -> tuple[int, bool]:
    """Return the box around that of a picture alone, or with its caption; -1 for another one.

    And whether the picture has a ``figure``.
    """
    caption = caption_of(found, page, box, is_of_article=True)
    is_figure = False
    for _ in range(_BOXES):
        if box < 0 or page.box_class_hints[box] & _NOT_OF_ARTICLE:
            break
        start, end = found.box_starts[box], found.box_ends[box]
        if start < end:
            is_figure = found.box_tags[box] == "figure" or start in caption or end - 1 in caption
            if not is_figure:
                break
        box = found.box_parents[box]
        size = found.box_ends[box] - found.box_starts[box] if box >= 0 else 0
        if size > max(end - start, _CAPTION) and found.box_tags[box] != "figure":
            return box, is_figure
    return -1, False
