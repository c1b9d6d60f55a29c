"""Decide which blocks are kept, step by step, so that each decision can be explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from crosspost.body import boilerplate, heuristics, page_type, repair, select, weights
from crosspost.body.arrays import Bools, Floats
from crosspost.body.blocks import Blocks, group
from crosspost.body.page import PageArrays, measure
from crosspost.model import Document, Metadata

_MOST_BLOCKS = 20_000  # a page with more is decided by rules, to limit memory


@dataclass(frozen=True)
class Step:
    """The selection after a step.

    Attributes:
        came: why blocks were added in it.
        went: why blocks were dropped in it.
        kept: for each block, whether it is kept.
    """

    came: str
    went: str
    kept: Bools


@dataclass(frozen=True)
class Decision:
    """A page's blocks and what was decided about them.

    Attributes:
        kind: the type of the page, see ``page_type``.
        probabilities: the probability that each block is part of the article.
        steps: the selection after each step; the last one is the result.
    """

    found: Blocks
    page: PageArrays
    kind: str
    probabilities: Floats
    steps: tuple[Step, ...]

    @property
    def kept(self) -> Bools:
        """True for the blocks that are kept."""
        return self.steps[-1].kept


def decide(document: Document, metadata: Metadata, mode: str, found: Blocks) -> Decision:
    """Score the blocks of a page and select; ``found`` has at least one block."""
    page = measure(found)
    kind = page_type.detect(document)
    if len(found.texts) <= _MOST_BLOCKS:
        probabilities = weights.load().probabilities(found, page, metadata.title)
    else:
        probabilities = heuristics.article_blocks(found, page).astype(np.float64)
    precise = mode == "article" and kind == page_type.ARTICLE
    return Decision(
        found,
        page,
        kind,
        probabilities,
        choose(found, page, probabilities, metadata.title, precise),
    )


def choose(
    found: Blocks, page: PageArrays, probabilities: Floats, title: str | None, precise: bool
) -> tuple[Step, ...]:
    """Select blocks by probability, complete tables, lists and headings, and drop the title."""
    first = (select.precise if precise else select.balanced)(page, probabilities)
    steps = [Step("likely", "unlikely, or in an unlikely section", first)]

    def step(change: Callable[[Bools], None], came: str, went: str) -> None:
        kept = steps[-1].kept.copy()
        change(kept)
        if kept.any():  # a step that would drop everything is left out
            steps.append(Step(came, went, kept))

    step(
        lambda kept: repair.make_whole(found, page, kept),
        "its table, list or code is kept",
        "most of its table, list or code is not kept",
    )
    step(
        lambda kept: repair.keep_captions(found, page, kept),
        "the caption of a picture among the text",
        "",
    )
    step(lambda kept: boilerplate.drop_controls(found, kept), "", "a button or other control")
    if precise:
        step(lambda kept: boilerplate.drop_comments(page, kept), "", "comments")
        step(
            lambda kept: boilerplate.drop_pointers(found, page, kept),
            "",
            "points to another article",
        )
    step(lambda kept: repair.drop_title(found, kept, title), "", "the page's title")
    if precise:
        step(lambda kept: boilerplate.drop_overlines(found, kept), "", "is in the front matter")
    step(
        lambda kept: repair.keep_lead_caption(found, page, kept),
        "the caption of the picture above the text",
        "",
    )
    step(
        lambda kept: repair.keep_headings_with_text(found, page, kept),
        "the heading of kept text",
        "a heading without kept text",
    )
    if precise:
        step(
            lambda kept: boilerplate.drop_trailing_lines(found, kept),
            "",
            "a last line that introduces nothing",
        )
    return tuple(steps)


def decide_page(document: Document, metadata: Metadata, mode: str) -> Decision | None:
    """``decide`` for a page that may have no text; None for such a page."""
    found = group(document.flow)
    return decide(document, metadata, mode, found) if found.texts else None
