"""Drops lines that are kept and are no text: pointers to other stories, controls, the day."""

from __future__ import annotations

import re

import numpy as np

from crosspost.body import elements
from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays
from crosspost.body.phrases import DAY_WORDS, NAMES, kind_of
from crosspost.body.words import of_line

_POINTER = 0.4  # share of links in a line that points to another story
_LONGEST_POINTER = 25  # words
_ENDS = ".!?…"
_MORE = NAMES.index("more") + 1
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPENED = elements.HEADINGS | {"summary", "dt"}
_LONGEST_LABEL = 3  # words on a button
_LONGEST_CONTROL = 80  # characters
_DATELINE_WITHIN = 4  # blocks from the first kept one
_LONGEST_DATELINE = 60  # characters
_ENLARGE = re.compile(
    r"\W*(?:press enter or )?(?:click|tap)\b.{0,20}\bto (?:enlarge|zoom|magnify"
    r"|(?:view|see) (?:the )?(?:image|photo|picture))\b.{0,20}",
    re.I,
)
_LETTER = re.compile(r"\w")


def drop_pointers(found: Blocks, page: PageArrays, kept: Bools) -> None:
    """Drop lines that point to other stories, in place: ``Read more: a link``.

    Such a line is mostly link, starts as those lines do, and is no sentence.
    """
    short = (page.link_share >= _POINTER) & (page.words <= _LONGEST_POINTER) & kept
    for index in np.flatnonzero(short):
        words = of_line(found.texts[index])
        if words and kind_of(words) == _MORE and found.texts[index][-1] not in _ENDS:
            kept[index] = False


def drop_controls(found: Blocks, kept: Bools) -> None:
    """Drop what is there to be pressed, in place: ``Copy``, ``🔗``, ``Click to enlarge``.

    A longer label is a question that opens its answer; so is one in a heading, but for a sign.
    """
    for index in np.flatnonzero(kept).tolist():
        text, box = found.texts[index], found.boxes[index]
        if found.box_tags[box] == "button":
            is_sign = not _LETTER.search(text)
            is_label = text.count(" ") < _LONGEST_LABEL and "?" not in text
            if is_sign or (is_label and not _is_in_heading(found, box)):
                kept[index] = False
        elif len(text) < _LONGEST_CONTROL and _ENLARGE.fullmatch(text):
            kept[index] = False


def _is_in_heading(found: Blocks, box: int) -> bool:
    for _ in range(2):
        box = found.box_parents[box]
        if box < 0 or found.box_tags[box] in _OPENED:
            return box >= 0
    return False


def drop_dateline(found: Blocks, kept: Bools) -> None:
    """Drop lines above the text that tell the article's day and no more, in place."""
    if np.count_nonzero(kept) <= _DATELINE_WITHIN:
        return
    for index in np.flatnonzero(kept)[:_DATELINE_WITHIN].tolist():
        text = found.texts[index]
        if len(text) > 200:
            return
        if _is_day(text):
            kept[index] = False


def _is_day(text: str) -> bool:
    """``Updated: 16 December 2025``, ``2025-12-16``; a year alone is none."""
    if len(text) > _LONGEST_DATELINE or not _YEAR.search(text):
        return False
    words = of_line(text)
    numbers = words.count("#")
    return numbers >= (2 if len(words) > numbers else 3) and all(
        word == "#" or word in DAY_WORDS for word in words
    )
