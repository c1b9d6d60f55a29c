"""Decide which parts of a page are kept: score its blocks, then select."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from crosspost.body import heuristics, weights
from crosspost.body.blocks import Blocks, group
from crosspost.body.decision import Decision
from crosspost.body.media import MediaFilter
from crosspost.body.page import measure
from crosspost.body.page_type import ARTICLE, detect
from crosspost.body.select import select
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
    if len(found.texts) <= _MOST_BLOCKS:
        probabilities = weights.load().probabilities(found, page, metadata.title)
    else:
        probabilities = heuristics.article_blocks(found, page).astype(np.float64)
    precise = mode == "article" and page_type == ARTICLE
    authors = authors or (lambda: metadata.authors)
    media_filter = MediaFilter(found, page, authors, document.url)
    title = metadata.title
    selection = select(found, page, probabilities, title, precise, media_filter, authors)
    return Decision(found, page, page_type, probabilities, selection)


def decide_page(document: Document, metadata: Metadata, mode: str) -> Decision | None:
    """``decide`` for a page that may have no text; None for such a page."""
    found = group(document.flow)
    return decide(document, metadata, mode, found) if found.texts else None
