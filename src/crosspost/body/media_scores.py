"""The scores of pictures and players: low ones, since they go with what is beside them."""

from __future__ import annotations

import numpy as np

from crosspost.body.arrays import Bools, Floats, Ints
from crosspost.body.blocks import Blocks
from crosspost.body.page import BOILERPLATE, PageArrays, inherit, inside
from crosspost.page import class_hints

_SURE = 0.8  # probability of a text of the article
_PICTURE = 0.5  # score of a picture among the text; the opposite elsewhere
_PICTURE_AROUND, _PICTURE_IN_BANNER, _PICTURE_IN_TEASER = -2.0, -1.0, -0.25
_MAIN_WITHIN = 4  # boxes from a picture to the box of the main text
# Themes use the words of these hints ("widget", "lightbox") also for the boxes of pictures.
_NOT_OF_PICTURES = BOILERPLATE & ~(class_hints.ASIDE | class_hints.COOKIE)


def score_media(found: Blocks, page: PageArrays, probabilities: Floats) -> Floats:
    """Return the score of each picture or player, from its place and the names around it."""
    if not found.media:
        return np.empty(0)
    boxes = np.array([max(box, 0) for _, box, _ in found.media], dtype=np.int64)
    places = np.array([before for _, _, before in found.media])
    is_text = (page.prose > 0) & (probabilities > _SURE)
    is_among = _are_inside(boxes, page.main, page.box_parents)
    if is_text.any():
        text = np.flatnonzero(is_text)
        is_among |= (places > text[0]) & (places <= text[-1])
    values = np.where(is_among, _PICTURE, -_PICTURE)
    # The name of a box with text of the article says nothing against a picture in it.
    has_text = inside(is_text, page.box_starts, page.box_ends) > 0
    hints = inherit(np.where(has_text, 0, page.box_class_hints), page.box_parents)[boxes]
    values += _PICTURE_AROUND * (hints & _NOT_OF_PICTURES != 0)
    values += _PICTURE_IN_BANNER * (hints & class_hints.HEADER != 0)
    values += _PICTURE_IN_TEASER * (hints & class_hints.TEASER != 0)
    return values


def _are_inside(boxes: Ints, main: int, parents: Ints) -> Bools:
    """True for boxes a few levels below the box of the main text."""
    are = np.zeros(len(boxes), dtype=bool)
    if main:
        for _ in range(_MAIN_WITHIN):
            are |= boxes == main
            boxes = np.maximum(parents[boxes], 0)
    return are
