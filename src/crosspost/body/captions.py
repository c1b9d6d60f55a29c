"""Captions and credits of pictures: short texts in the box of a picture."""

from __future__ import annotations

import re

import numpy as np

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays
from crosspost.lazy_regex import lazy_compile
from crosspost.page import class_hints

LONGEST = 500  # characters of all text in the box of the picture
_MOST_BLOCKS = 2  # in a box that no name says to be that of a picture
_MOSTLY_LINK = 0.9
_NAMED = class_hints.CAPTION | class_hints.FIGURE
_OTHER = (
    class_hints.SIGNUP
    | class_hints.FORM
    | class_hints.ADVERT
    | class_hints.AUTHOR
    | class_hints.NAV
    | class_hints.FOOTER
    | class_hints.RELATED
)
_PICTURE = lazy_compile(
    r"(?<![a-z])(?:photo|image|img|picture|figure|illustration|media|foto|bild|imagen|immagine)"
    r"(?![a-z])",
    re.I,
)
_SECTIONS = ("article", "section", "li", "body")


def find_captions(found: Blocks, page: PageArrays) -> Bools:
    """True for the blocks that are captions or credits of pictures.

    That is the text of a ``figure`` with a picture, or of another box with one whose class, or the
    class of a box in it, says so.
    """
    captions = np.zeros(len(found.texts), dtype=bool)
    for _, box, _ in found.media:
        captions[caption_of(found, page, box)] = True
    return captions


def caption_of(
    found: Blocks, page: PageArrays, box: int, *, is_of_article: bool = False
) -> list[int]:
    """Return the blocks of the caption and credit of a picture in this box.

    A link beside a caption ("open in a new tab") is not part of it.

    Args:
        is_of_article: the picture is known to be; then a box named ``photo`` or the like is enough.
    """
    while box > 0:
        start, end = found.box_starts[box], found.box_ends[box]
        if end > start:
            if page.chars[start:end].sum() > LONGEST:
                break
            if _is_of_picture(found, page, box) or (
                is_of_article
                and end - start <= _MOST_BLOCKS
                and is_named_picture(found.box_names[box])
            ):
                has_link = bool(page.link_share[start:end].max() >= _MOSTLY_LINK)
                is_sure = is_of_article and found.box_tags[box] == "figure"
                if not is_sure and (page.class_hints[start:end] & _OTHER).any():
                    break
                if not has_link:
                    return list(range(start, end))
                is_caption = page.class_hints[start:end] & class_hints.CAPTION != 0
                if is_of_article:
                    is_caption |= page.link_share[start:end] < _MOSTLY_LINK
                    is_caption |= end - start == 1
                else:
                    is_caption &= page.link_share[start:end] < _MOSTLY_LINK
                return [start + n for n in is_caption.nonzero()[0].tolist()]
            if end - start > _MOST_BLOCKS:
                break
        box = found.box_parents[box]
    return []


def is_named_picture(names: str) -> bool:
    """Tell whether the class or id of a box says that it is that of a picture."""
    return _PICTURE.search(names) is not None


def _is_of_picture(found: Blocks, page: PageArrays, box: int) -> bool:
    tag = found.box_tags[box]
    if tag == "figure":
        return True
    inside = page.class_hints[found.box_starts[box] : found.box_ends[box]]
    is_named = page.box_class_hints[box] & _NAMED or (inside & class_hints.CAPTION).any()
    return bool(is_named) and tag not in _SECTIONS
