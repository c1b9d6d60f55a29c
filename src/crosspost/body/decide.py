"""Decide which parts of a page are kept, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from crosspost.body import (
    boilerplate,
    choice,
    cited_notes,
    heuristics,
    illustrations,
    opening,
    page_type,
    weights,
)
from crosspost.body.arrays import Bools, Floats
from crosspost.body.author_box import author_box
from crosspost.body.blocks import Blocks, group
from crosspost.body.media import Judge
from crosspost.body.page import PageArrays, measure
from crosspost.body.title import find_title
from crosspost.model import Document, Metadata
from crosspost.page.vocabulary import HEADINGS

_MOST_BLOCKS = 20_000  # a page with more is decided by rules, to limit memory
_LIKELY = 0.5
_IMPOSSIBLE = 0.01


@dataclass(frozen=True)
class Selection:
    """What of a page is kept.

    Attributes:
        kept: for each block, whether it is kept.
        media: for each picture or player.
        reasons: why each block is kept or not.
        left_out: why pictures among the text are not content, by the number of the medium.
        never: the blocks that are not text of an article, however likely: its title, what is in
            the front matter, of its author, controls, notes and lines that point elsewhere.
    """

    kept: Bools
    media: Bools
    reasons: tuple[str, ...]
    left_out: Mapping[int, str] = field(default_factory=dict)
    never: Set[int] = frozenset()


@dataclass(frozen=True)
class Decision:
    """A page's blocks and what was decided about them.

    Attributes:
        kind: the type of the page, see ``page_type``.
        probabilities: the probability that each block is part of the article.
        selection: what is kept.
    """

    found: Blocks
    page: PageArrays
    kind: str
    probabilities: Floats
    selection: Selection


def decide(
    document: Document,
    metadata: Metadata,
    mode: str,
    found: Blocks,
    authors: Callable[[], Sequence[str]] | None = None,
) -> Decision:
    """Score the blocks of a page and select.

    Args:
        found: has at least one block.
        authors: reads their names; else those of ``metadata``.
    """
    page = measure(found)
    kind = page_type.detect(document)
    if len(found.texts) <= _MOST_BLOCKS:
        probabilities = weights.load().probabilities(found, page, metadata.title)
    else:
        probabilities = heuristics.article_blocks(found, page).astype(np.float64)
    precise = mode == "article" and kind == page_type.ARTICLE
    authors = authors or (lambda: metadata.authors)
    judge = Judge(found, page, authors, document.url)
    selection = choose(found, page, probabilities, metadata.title, precise, judge, authors)
    return Decision(found, page, kind, probabilities, selection)


@dataclass
class _Chosen:
    """A choice that steps add to and drop from.

    Attributes:
        kept, media: as in ``Selection``.
        reasons: why each block is kept or not.
        open_: the blocks that were cut and may be added.
        never: as in ``Selection``.
        title: the block of the title, -1 if it was not found.
    """

    kept: Bools
    media: Bools
    reasons: NDArray[np.object_]
    open_: Bools
    never: set[int]
    title: int

    def drop(self, blocks: list[int], reason: str, *, other: bool = False) -> None:
        """Drop blocks; a step that would drop everything is left out.

        Args:
            other: they are not text of an article.
        """
        if other:
            self.never.update(blocks)
        if self.kept.sum() > self.kept[blocks].sum():
            self.kept[blocks] = False
            self.reasons[blocks] = reason

    def keep(self, blocks: list[int], reason: str) -> None:
        """Add blocks."""
        self.kept[blocks] = True
        self.reasons[blocks] = reason


def choose(
    found: Blocks,
    page: PageArrays,
    probabilities: Floats,
    title: str | None,
    precise: bool,
    judge: Judge | None = None,
    authors: Callable[[], Sequence[str]] = tuple,
) -> Selection:
    """Select parts by probability and place, without the title and what is in the front matter.

    Args:
        precise: for news and blogs.
        judge: tells which pictures are not content.
        authors: reads the names of the article's authors.
    """
    judge = judge or Judge(found, page)
    chosen = choose_text(found, page, probabilities, title, precise, judge.small, authors)
    kept, media = chosen.kept, chosen.media
    cited, others = cited_notes.find_notes(found, kept)
    chosen.drop(others, "a note that no kept text refers to", other=True)
    chosen.keep(cited, "a note that kept text refers to")
    before = kept.copy()
    illustrations.keep_amid(found, page, kept, media, chosen.open_, judge)
    not_content = judge.left_out(media, kept, precise=precise)
    media[list(not_content)] = False
    opening.keep_lead(found, page, kept, media, judge, chosen.title)
    chosen.reasons[kept & ~before] = "the caption of a kept picture"
    not_content = {number: why for number, why in not_content.items() if not media[number]}
    reasons = tuple(chosen.reasons.tolist())
    return Selection(kept, media, reasons, not_content, frozenset(chosen.never))


def choose_text(
    found: Blocks,
    page: PageArrays,
    probabilities: Floats,
    title: str | None,
    precise: bool,
    small: Collection[int] = (),
    authors: Callable[[], Sequence[str]] = tuple,
) -> _Chosen:
    """Select blocks as ``choose`` does, before notes and pictures; needs no tree.

    Args:
        small: media that are never kept.
    """
    left_out = boilerplate.never_kept(found, page, probabilities > _IMPOSSIBLE, precise)
    at = find_title(found, page, title)
    if at >= 0 and found.box_tags[found.boxes[at]] in HEADINGS and len(found.texts) > 1:
        left_out[at] = "the page's title"
    kept, media = choice.choose_parts(found, page, probabilities, precise, left_out, small)
    if not kept.any() and at in left_out:  # a page that is its title
        del left_out[at]
        kept, media = choice.choose_parts(found, page, probabilities, precise, left_out, small)
    open_ = ~kept
    open_[list(left_out)] = False
    reasons = _reasons(kept, probabilities, left_out)
    chosen = _Chosen(kept, media, reasons, open_, set(left_out), at)
    chosen.drop(opening.title_lines(found, kept, title), "the page's title", other=True)
    if precise:
        lines = boilerplate.overlines(found, page, kept, at)
        chosen.drop(lines, "is in the front matter", other=True)
        chosen.drop(author_box(found, page, kept, authors()), "about the author", other=True)
    lines = boilerplate.headings_without_text(found, page, kept)
    chosen.drop(lines, "a heading without kept text")
    if precise:
        lines = boilerplate.trailing_lines(found, kept)
        chosen.drop(lines, "a last line that introduces nothing")
        lines = opening.standfirst(found, page, probabilities, kept, open_, at)
        chosen.keep(lines, "introduces the article")
    return chosen


def _reasons(
    kept: Bools, probabilities: Floats, left_out: Mapping[int, str]
) -> NDArray[np.object_]:
    likely = probabilities > _LIKELY
    reasons = np.select(
        [kept & likely, kept, likely],
        ["likely", "belongs to kept parts", "among unlikely parts"],
        "unlikely",
    ).astype(object)
    for index, reason in left_out.items():
        reasons[index] = reason
    return reasons


def decide_page(document: Document, metadata: Metadata, mode: str) -> Decision | None:
    """``decide`` for a page that may have no text; None for such a page."""
    found = group(document.flow)
    return decide(document, metadata, mode, found) if found.texts else None
