"""Pictures between paragraphs of the article that were left out with their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.captions import caption_of
from crosspost.body.media import MediaFilter
from crosspost.body.page import BOILERPLATE, PageArrays
from crosspost.lazy_regex import lazy_compile
from crosspost.page import class_hints
from crosspost.page.vocabulary import PLAYERS

_NOT_OF_ARTICLE = BOILERPLATE & ~class_hints.ASIDE | class_hints.TEASER
_GALLERY = lazy_compile(r"gallery", re.I)
_ASIDES = frozenset(("aside", "nav", "form"))
_CAPTION = 2  # blocks of a caption and a credit
_BOXES = 8  # of a picture alone, around it


def keep_between(
    found: Blocks,
    page: PageArrays,
    kept: Bools,
    media: Bools,
    open_: Bools,
    media_filter: MediaFilter,
    standfirst: Sequence[int] = (),
) -> None:
    """Keep the pictures between kept paragraphs, with their captions, in place.

    These are pictures in a box with kept paragraphs before and after it, alone or with a caption,
    and others with a kept block right before or after. Links to other pages are left out, as are
    boxes that are named after what is around an article.

    Args:
        kept, media: changed in place.
        open_: the blocks that may be added.
        standfirst: kept blocks above the text; what is below them is at most the lead picture.
    """
    prose = kept & (page.prose > 0)
    prose[list(standfirst)] = False
    if not prose.any():
        return
    text = prose.nonzero()[0].tolist()
    around: dict[int, tuple[int, int]] = {}
    for index in text:
        parent = found.box_parents[found.boxes[index]]
        around[parent] = (around.get(parent, (index, index))[0], index)
    for number, (node, box, place) in enumerate(found.media):
        if media[number] or not text[0] < place <= text[-1]:
            continue
        if number in media_filter.icons or found.flow.nodes[node].tag in PLAYERS:
            continue
        holder, is_figure = (box, False) if box in around else _holder(found, page, box)
        first, last = around.get(holder, (0, -1))
        is_between = first < place <= last
        is_beside = (kept[place - 1] or kept[place]) and _is_unnamed(found, page, kept, box)
        if is_between or is_beside:
            media[number] = media_filter.may_be_content(
                number, is_figure=is_figure, is_sure=is_between
            )
        if media[number]:
            caption = caption_of(found, page, box, is_of_article=True)
            kept[caption] |= open_[caption]


def _is_unnamed(found: Blocks, page: PageArrays, kept: Bools, box: int) -> bool:
    """Tell whether no box around, up to one with kept text, is named as one around an article."""
    while box >= 0 and not kept[found.box_starts[box] : found.box_ends[box]].any():
        hints = int(page.box_class_hints[box])
        if _GALLERY.search(found.box_names[box]):
            hints &= ~class_hints.TEASER  # a grid, a carousel
        if hints & _NOT_OF_ARTICLE or found.box_tags[box] in _ASIDES:
            return False
        box = found.box_parents[box]
    return True


def _holder(found: Blocks, page: PageArrays, box: int) -> tuple[int, bool]:
    """Return the box around that of a picture alone, or with its caption; -1 for another one.

    And whether the picture has a ``figure`` that is not in a box with a name such as "related".
    """
    caption = caption_of(found, page, box, is_of_article=True)
    is_figure = is_named = False
    for _ in range(_BOXES):
        if box < 0:
            break
        hints = page.box_class_hints[box] & _NOT_OF_ARTICLE
        if hints & class_hints.ADVERT or (hints and not is_figure):
            break
        is_named = is_named or hints != 0
        start, end = found.box_starts[box], found.box_ends[box]
        if start < end:
            is_figure = found.box_tags[box] == "figure" or start in caption or end - 1 in caption
            if not is_figure:
                break
        box = found.box_parents[box]
        size = found.box_ends[box] - found.box_starts[box] if box >= 0 else 0
        if size > max(end - start, _CAPTION) and found.box_tags[box] != "figure":
            return box, is_figure and not is_named
    return -1, False
