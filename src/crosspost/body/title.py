"""Find the block that is the page's title."""

from __future__ import annotations

import math

from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays
from crosspost.page import class_hints

_LIKE = 0.6  # of the words in a line or the title must be in both
_LOGO = 0.7  # likeness of an ``h1`` that is a link, as the site's name is on the page of an article
_LINKED = 0.5  # share of a text in links
_NOT_TITLE = class_hints.NAV | class_hints.FOOTER | class_hints.HIDDEN


def find_title(found: Blocks, page: PageArrays, title: str | None) -> int:
    """The block most similar to the title; an ``h1`` is preferred; -1 for none."""
    wanted = set((title or "").lower().split())
    # Characters of the shortest line that is like the title, and of the longest.
    lengths = sorted(map(len, wanted))[: math.ceil(_LIKE * len(wanted))]
    shortest, longest = sum(lengths) + len(lengths) - 1, len(title or "") * 2 + 20
    elsewhere = page.class_hints & _NOT_TITLE != 0
    best, at = 0.0, -1
    for index, (text, box) in enumerate(zip(found.texts, found.boxes, strict=True)):
        is_heading = found.box_tags[box] == "h1"
        if not (is_heading or shortest <= len(text) <= longest):
            continue
        likeness = 0.0
        if is_heading:
            likeness = _LOGO if page.link_share[index] > _LINKED else 1.0
        if wanted and len(text) <= longest:
            words = text.lower().split()
            if not wanted.isdisjoint(words):
                likeness += len(wanted.intersection(words)) / len(wanted.union(words))
        if likeness > max(best, _LIKE) and not elsewhere[index]:
            best, at = likeness, index
    return at
