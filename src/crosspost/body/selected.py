"""The body that the rule for a site selects: which blocks and media are in it, and which are kept.

All that is visible in the selected elements is kept, whatever the classifier thinks, but the page's
own title at their top; or, if the rule prunes, what ``select`` keeps of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosspost.body import opening, weights
from crosspost.body.arrays import Bools, Ints
from crosspost.body.blocks import Blocks
from crosspost.body.cited_notes import find_notes
from crosspost.body.decision import OUTSIDE, Decision, Selection
from crosspost.body.page import PageArrays
from crosspost.body.picture import pixels
from crosspost.model import Document

_SELECTED = "in the selected body"
_CITED = "a note that the text refers to"
_PIXEL = 2  # pixels; a picture that is so small counts visits


@dataclass(frozen=True, slots=True)
class Inside:
    """What is in the selected elements.

    Attributes:
        blocks: for each block of the page, whether it is.
        media: for each picture or player.
    """

    blocks: Bools
    media: Bools


def find_inside(document: Document, found: Blocks) -> Inside | None:
    """Return what is in the elements that the rule selects; None if nothing is, or there is none.

    Args:
        document: the page.
        found: its blocks.
    """
    selected = document.selected
    if selected is None or not selected.body:
        return None
    flow, chosen = found.flow, set(selected.body)
    starts = [number for number, node in enumerate(flow.nodes) if node in chosen]
    if not starts:
        return None
    ends = [number + sum(1 for _ in flow.nodes[number].iter()) for number in starts]
    bounds = np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)
    slots = np.array([flow.slots[run] for run in found.runs], dtype=np.int64)
    holders = slots >> 1
    at = np.searchsorted(bounds[0], holders, side="right") - 1
    is_own_tail = slots == 2 * bounds[0][at] + 1
    blocks = _are_within(holders, bounds) & ~is_own_tail
    media = _are_within(np.array([node for node, _, _ in found.media], dtype=np.int64), bounds)
    return Inside(blocks, media) if blocks.any() or media.any() else None


def _are_within(nodes: Ints, bounds: tuple[Ints, Ints]) -> Bools:
    starts, ends = bounds
    at = np.searchsorted(starts, nodes, side="right") - 1
    within: Bools = (at >= 0) & (nodes < ends[at])
    return within


def keep_all(found: Blocks, page: PageArrays, title: str | None, inside: Inside) -> Selection:
    """Keep all that is in the selected elements, and the notes that it refers to.

    Args:
        found: the blocks of the page.
        page: their numbers.
        title: of the article.
        inside: what is in the elements.
    """
    kept = inside.blocks.copy()
    reasons = np.where(kept, _SELECTED, OUTSIDE).astype(object)
    if kept.any():
        lines = _title_at_top(found, page, kept, title)
        if kept.sum() > len(lines):
            kept[lines] = False
            reasons[lines] = "the page's title"
        cited, _ = find_notes(found, kept)
        reasons[[block for block in cited if not kept[block]]] = _CITED
        kept[cited] = True
    hidden = dict.fromkeys(_pixels(found, inside.media), "it is not visible")
    media = inside.media.copy()
    media[list(hidden)] = False
    never = frozenset(np.flatnonzero(~kept).tolist())
    return Selection(kept, media, tuple(reasons.tolist()), hidden, never)


def _title_at_top(found: Blocks, page: PageArrays, kept: Bools, title: str | None) -> list[int]:
    """Return the lines before the first prose that are the page's title."""
    prose = np.flatnonzero(kept & (page.prose > 0))
    first = int(prose[0]) if len(prose) else len(kept)
    return [line for line in opening.title_lines(found, kept, title) if line <= first]


def _pixels(found: Blocks, media: Bools) -> list[int]:
    """Return the pictures that nobody can see."""
    nodes = found.flow.nodes
    return [
        number
        for number in np.flatnonzero(media).tolist()
        if any(0 < size <= _PIXEL for size in pixels(nodes[found.media[number][0]]))
    ]


def limit(selection: Selection, inside: Inside, found: Blocks) -> Selection:
    """Return a selection of the page without what is outside of the selected elements.

    Notes that its text refers to stay.
    """
    kept = selection.kept & inside.blocks
    cited = [block for block in find_notes(found, kept)[0] if selection.kept[block]]
    kept[cited] = True
    reasons = np.array(selection.reasons, dtype=object)
    reasons[~(inside.blocks | kept)] = OUTSIDE
    never = selection.never | set(np.flatnonzero(~inside.blocks & ~kept).tolist())
    media = selection.media & inside.media
    return Selection(kept, media, tuple(reasons.tolist()), selection.media_reasons, never)


def warnings_of(document: Document, inside: Inside | None) -> tuple[str, ...]:
    """Return a warning if the user's rule selects a body and finds none in this page."""
    selected = document.selected
    if selected is None or not selected.rule.body or inside is not None:
        return ()
    one = selected.rule.body[0]
    if not (one.is_own or one.is_of_file):
        return ()
    words = "finds nothing in this page: the article was sought as in any other page"
    return (f"{one.origin} body={one.text} {words}",)


_FEW = 0.5  # of the words that seem to be the article's
_MOST_BLOCKS = 20_000  # as of ``decide``


def doubts_of(
    document: Document, decision: Decision, inside: Inside | None, title: str | None
) -> tuple[str, ...]:
    """Return a warning if a file of site config selects much less than the page's article.

    Such a file may be years old: the site has changed, and what it names is a part of the article.

    Args:
        decision: about the page.
        inside: what the rule selects.
        title: of the article.
    """
    used = document.selected.used("body") if document.selected else None
    found = decision.found
    if inside is None or used is None or not used.is_of_file or len(found.texts) > _MOST_BLOCKS:
        return ()
    words = np.array([len(text.split()) for text in found.texts])
    seems = weights.load().probabilities(found, decision.page, title) > 0.5
    total, kept = int(words[seems].sum()), int(words[decision.selection.kept].sum())
    if kept >= _FEW * total:
        return ()
    return (
        f"{used.origin}: the body that it names has {kept} words, and the article seems to have "
        f"{total}: see whether the file is out of date",
    )
