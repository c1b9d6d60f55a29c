"""Where the page's title stands among its blocks."""

from __future__ import annotations

from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays
from crosspost.page import class_hints

_LIKE = 0.6  # share of words that a line and the title have in common, for it to be the title
_NOT_TITLE = class_hints.NAV | class_hints.FOOTER | class_hints.HIDDEN


def find_title(found: Blocks, page: PageArrays, title: str | None) -> int:
    """The block that is most like the title, an ``h1`` above all; -1 for none."""
    wanted = set((title or "").lower().split())
    longest = len(title or "") * 2 + 20
    elsewhere = page.class_hints & _NOT_TITLE != 0
    best, at = 0.0, -1
    for index, (text, box) in enumerate(zip(found.texts, found.boxes, strict=True)):
        likeness = 0.0
        if wanted and len(text) <= longest:
            words = text.lower().split()
            if not wanted.isdisjoint(words):
                likeness = len(wanted.intersection(words)) / len(wanted.union(words))
        if found.box_tags[box] == "h1":
            likeness += 1
        if likeness > max(best, _LIKE) and not elsewhere[index]:
            best, at = likeness, index
    return at
