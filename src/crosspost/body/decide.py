"""Decide which parts of a page are kept, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

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
        never: the blocks that are no text of an article, however likely: its title, what is in
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
    possible = probabilities > _IMPOSSIBLE
    left_out = boilerplate.never_kept(found, page, possible, precise)
    at = find_title(found, page, title)
    if at >= 0 and found.box_tags[found.boxes[at]] in HEADINGS and len(found.texts) > 1:
        left_out[at] = "the page's title"
    kept, media = choice.choose_parts(found, page, probabilities, precise, left_out, judge.small)
    if not kept.any() and at in left_out:  # a page that is its title
        del left_out[at]
        kept, media = choice.choose_parts(
            found, page, probabilities, precise, left_out, judge.small
        )
    likely = probabilities > _LIKELY
    reasons = np.select(
        [kept & likely, kept, likely],
        ["likely", "belongs to kept parts", "among unlikely parts"],
        "unlikely",
    ).astype(object)
    for index, reason in left_out.items():
        reasons[index] = reason
    open_ = ~kept
    open_[list(left_out)] = False

    def drop(indices: list[int], reason: str) -> None:
        if kept.sum() > len(indices):  # a step that would drop everything is left out
            kept[indices] = False
            reasons[indices] = reason

    never = set(left_out)

    def drop_other(indices: list[int], reason: str) -> None:
        drop(indices, reason)
        never.update(indices)

    drop_other(opening.title_lines(found, kept, title), "the page's title")
    if precise:
        drop_other(boilerplate.overlines(found, page, kept, at), "is in the front matter")
        drop_other(author_box(found, page, kept, authors()), "about the author")
    drop(boilerplate.headings_without_text(found, page, kept), "a heading without kept text")
    if precise:
        drop(boilerplate.trailing_lines(found, kept), "a last line that introduces nothing")
        lines = opening.standfirst(found, page, probabilities, kept, open_, at)
        kept[lines] = True
        reasons[lines] = "introduces the article"
    cited, others = cited_notes.find_notes(found, kept)
    kept[others] = False
    never.update(others)
    kept[cited] = True
    reasons[others] = "a note that no kept text refers to"
    reasons[cited] = "a note that kept text refers to"
    before = kept.copy()
    illustrations.keep_amid(found, page, kept, media, open_, judge)
    not_content = judge.left_out(media, kept, precise=precise)
    media[list(not_content)] = False
    opening.keep_lead(found, page, kept, media, judge, at)
    reasons[kept & ~before] = "the caption of a kept picture"
    not_content = {number: why for number, why in not_content.items() if not media[number]}
    return Selection(kept, media, tuple(reasons.tolist()), not_content, frozenset(never))


def decide_page(document: Document, metadata: Metadata, mode: str) -> Decision | None:
    """``decide`` for a page that may have no text; None for such a page."""
    found = group(document.flow)
    return decide(document, metadata, mode, found) if found.texts else None
