"""Decide which parts of a page are kept: score its blocks, then select."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from crosspost.body import heuristics, weights
from crosspost.body.blocks import Blocks, group
from crosspost.body.decision import Decision, Selection
from crosspost.body.media import MediaFilter
from crosspost.body.page import PageArrays, measure
from crosspost.body.page_type import ARTICLE, detect
from crosspost.body.select import select
from crosspost.body.selected import find_inside, keep_all, limit
from crosspost.model import Document, Metadata

_MOST_BLOCKS = 20_000  # a page with more is decided by rules, to limit memory


def decide(
    document: Document,
    metadata: Metadata,
    mode: str,
    found: Blocks,
    authors: Callable[[], Sequence[str]] | None = None,
) -> Decision:
    """Score the blocks of a page and select its parts.

    Args:
        document: the page.
        metadata: its metadata, of which the title and the authors are used.
        mode: ``article`` or ``general``, see ``extract.find``.
        found: the blocks of the page, at least one.
        authors: reads the names of the authors; else those of ``metadata``.
    """
    page = measure(found)
    page_type = detect(document)
    title = metadata.title
    inside = find_inside(document, found)
    prunes = bool(document.selected and document.selected.rule.prune)
    if inside is not None and not prunes:
        return _decided(found, page, page_type, keep_all(found, page, title, inside))
    if len(found.texts) <= _MOST_BLOCKS:
        probabilities = weights.load().probabilities(found, page, metadata.title)
    else:
        probabilities = heuristics.article_blocks(found, page).astype(np.float64)
    precise = mode == "article" and page_type == ARTICLE
    authors = authors or (lambda: metadata.authors)
    media_filter = MediaFilter(found, page, authors, document.url)
    outside = None if inside is None else ~inside.blocks
    selection = select(found, page, probabilities, title, precise, media_filter, authors, outside)
    if inside is None:
        return Decision(found, page, page_type, probabilities, selection)
    selection = limit(selection, inside, found)
    if not selection.kept.any():
        return _decided(found, page, page_type, keep_all(found, page, title, inside))
    selected = inside.blocks | selection.kept
    return Decision(found, page, page_type, probabilities, selection, selected)


def _decided(found: Blocks, page: PageArrays, page_type: str, selection: Selection) -> Decision:
    """Return the decision about a page whose rule decides what is kept."""
    probabilities = selection.kept.astype(np.float64)
    return Decision(found, page, page_type, probabilities, selection, selection.kept)


def decide_page(document: Document, metadata: Metadata, mode: str) -> Decision | None:
    """``decide`` for a page that may have no text; None for such a page."""
    found = group(document.flow)
    return decide(document, metadata, mode, found) if found.texts else None
