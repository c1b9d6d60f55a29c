"""Sections and paragraphs that were left out though they may be the article's.

How likely that is comes from the classifier, from the text under a heading, and from the place: a
section in a box without kept text is less likely the article's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from crosspost.body.arrays import Bools, Ints
from crosspost.body.blocks import Blocks
from crosspost.body.decision import Decision
from crosspost.body.phrases import points_elsewhere
from crosspost.body.region import Region
from crosspost.body.words import of_line
from crosspost.model.loss import shorten
from crosspost.page import class_hints
from crosspost.page.note_marks import NOTE_ROLE
from crosspost.page.vocabulary import HEADINGS

#: Scores from which a section or a paragraph is the article's.
OWN_SECTION: Final = 0.5
OWN_PARAGRAPH: Final = 0.7
_PERHAPS_SECTION, _PERHAPS_PARAGRAPH = 0.3, 0.5

_PROSE, _PARAGRAPH = 8, 15  # words
_OF_LINKS = 0.5  # share of a text in links from which it is not prose
_WITHIN = 15  # blocks under a heading
_ALONE = 0.8  # times the probability of a heading of text that is kept
_WITHOUT_PROSE = 0.4  # the same of a heading over links, buttons or nothing
_LINK = 0.6  # times the score of a heading that is a link, as those of teasers are
_BESIDE = 2  # blocks between a heading and the text that it is of
_OTHER = class_hints.TABLE | class_hints.CODE | class_hints.QUOTE | class_hints.CAPTION
_NAMED = 0.2  # less of the score in a box whose name is that of one around an article


@dataclass(frozen=True, slots=True)
class Omissions:
    """What was left out of a page and may be the article's.

    Attributes:
        sections: the boxes of headings that were left out, each with the score of its section.
        paragraphs: the blocks of paragraphs that were left out and are the article's.
    """

    sections: Mapping[int, float]
    paragraphs: list[int]


def find_sections(decision: Decision, region: Region) -> dict[int, float]:
    """Return the boxes of headings that were left out, each with the score of its section."""
    found, kept = decision.found, decision.selection.kept
    headings = [
        box
        for box, tag in enumerate(found.box_tags)
        if tag in HEADINGS and tag != "h1" and found.box_starts[box] < found.box_ends[box]
    ]
    in_heading = np.zeros(len(kept), dtype=bool)
    for box in headings:
        in_heading[found.box_starts[box] : found.box_ends[box]] = True
    stops = np.flatnonzero(kept | in_heading)
    is_prose = _is_prose(decision, region, _PROSE)
    return {
        box: _score(decision, region, box, stops, kept & ~in_heading, is_prose)
        for box in headings
        if not region.kept_inside[box] and _is_possible(decision, box)
    }


def _is_possible(decision: Decision, box: int) -> bool:
    start = decision.found.box_starts[box]
    if start in decision.selection.never or _is_of_notes(decision.found, box):
        return False
    return not points_elsewhere(of_line(decision.found.texts[start]))


def _is_of_notes(found: Blocks, heading: int) -> bool:
    """Tell whether a heading is that of notes, which a post has without it."""
    following = found.box_ends[heading]
    if following == len(found.texts):
        return False
    box = found.boxes[following]
    while box > heading:
        if found.flow.nodes[found.box_nodes[box]].get("role") == NOTE_ROLE:
            return True
        box = found.box_parents[box]
    return False


def _score(
    decision: Decision, region: Region, box: int, stops: Ints, is_text: Bools, is_prose: Bools
) -> float:
    """Return how likely the section of a heading is the article's.

    Args:
        box: of the heading.
        stops: the blocks that are kept or headings.
        is_text: for each block, whether it is kept and no heading.
        is_prose: whether it is prose that was left out.
    """
    found, probabilities = decision.found, decision.probabilities
    start, end = found.box_starts[box], found.box_ends[box]
    at = np.searchsorted(stops, end)
    stop = int(stops[at]) if at < len(stops) else len(is_text)
    prose = end + np.flatnonzero(is_prose[end : min(stop, end + _WITHIN)])
    own = float(probabilities[start])
    if len(prose):
        of_text = np.average(probabilities[prose], weights=decision.page.words[prose])
        score = (own + float(of_text)) / 2
    elif stop < len(is_text) and is_text[stop] and stop - end <= _BESIDE:
        score = _ALONE * own
    else:
        score = _WITHOUT_PROSE * own
    if decision.page.link_share[start] > _OF_LINKS:
        score *= _LINK
    score -= _NAMED * bool(region.hints[box])
    return score - float(region.distances[start])


def _is_prose(decision: Decision, region: Region, words: int) -> Bools:
    """True for the blocks of text that were left out and may be the article's."""
    page = decision.page
    is_prose: Bools = (page.words >= words) & (page.link_share < _OF_LINKS)
    is_prose &= ~decision.selection.kept
    is_prose[list(decision.selection.never)] = False
    return is_prose


def find_paragraphs(decision: Decision, region: Region, least: float) -> list[int]:
    """Return the blocks of running text that were left out and have at least a score."""
    is_named = region.hints[decision.page.boxes] != 0
    scores = decision.probabilities - region.distances - _NAMED * is_named
    is_prose = _is_prose(decision, region, _PARAGRAPH) & (scores >= least)
    paragraphs: list[int] = np.flatnonzero(is_prose).tolist()
    return paragraphs


def find_omissions(decision: Decision, region: Region) -> Omissions:
    """Return what was left out of a page and may be the article's."""
    hints = decision.page.class_hints
    own = find_paragraphs(decision, region, OWN_PARAGRAPH)
    return Omissions(
        find_sections(decision, region), [block for block in own if not hints[block] & _OTHER]
    )


def find_doubtful(decision: Decision, region: Region, omissions: Omissions) -> str:
    """Return the beginning of what was left out and is perhaps the article's; empty if nothing is.

    What stands elsewhere in the kept text or is in the front matter is not looked at.
    """
    found, selection = decision.found, decision.selection
    known = {found.texts[block] for block in selection.never}
    known.update(found.texts[block] for block in np.flatnonzero(selection.kept).tolist())
    for block in _doubtful(decision, region, omissions):
        text = found.texts[block]
        if text not in known:
            return shorten(text)
    return ""


def _doubtful(decision: Decision, region: Region, omissions: Omissions) -> Iterator[int]:
    sections = omissions.sections
    if max(sections.values(), default=0) >= OWN_SECTION or omissions.paragraphs:
        return  # of which the loss report speaks
    for box in sorted(sections, key=lambda box: -sections[box]):
        if sections[box] >= _PERHAPS_SECTION:
            yield decision.found.box_starts[box]
    yield from find_paragraphs(decision, region, _PERHAPS_PARAGRAPH)
