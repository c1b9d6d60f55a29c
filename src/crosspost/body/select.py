"""Select the parts of a page that are the article, each with the reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosspost.body import boilerplate, illustrations, opening
from crosspost.body.arrays import Bools, Floats
from crosspost.body.author_box import author_box
from crosspost.body.blocks import Blocks
from crosspost.body.cited_notes import find_notes
from crosspost.body.decision import OUTSIDE, Selection
from crosspost.body.media import MediaFilter
from crosspost.body.page import PageArrays
from crosspost.body.title import find_title
from crosspost.body.viterbi import choose_parts
from crosspost.page.vocabulary import HEADINGS

_LIKELY = 0.5
_IMPOSSIBLE = 0.01
_INTRODUCES = "introduces the article"


@dataclass
class _Draft:
    """A selection that the steps add to and drop from.

    Attributes:
        kept, media: as in ``Selection``.
        reasons: why each block is kept or not.
        open_: the blocks that are not kept and may be added.
        never: as in ``Selection``.
        title: the block of the title, -1 if it was not found.
    """

    kept: Bools
    media: Bools
    reasons: NDArray[np.object_]
    open_: Bools
    never: set[int]
    title: int

    def drop(self, blocks: list[int], reason: str, *, never: bool = False) -> None:
        """Drop blocks, unless nothing would be left.

        Args:
            blocks: their numbers.
            reason: why they are dropped.
            never: they are not text of an article, see ``Selection.never``.
        """
        if never:
            self.never.update(blocks)
        if self.kept.sum() > self.kept[blocks].sum():
            self.kept[blocks] = False
            self.reasons[blocks] = reason

    def keep(self, blocks: list[int], reason: str) -> None:
        """Add blocks, with the reason."""
        self.kept[blocks] = True
        self.reasons[blocks] = reason


def select(
    found: Blocks,
    page: PageArrays,
    probabilities: Floats,
    title: str | None,
    precise: bool,
    media_filter: MediaFilter | None = None,
    authors: Callable[[], Sequence[str]] = tuple,
    outside: Bools | None = None,
) -> Selection:
    """Select parts by probability and place, without the title and what is in the front matter.

    Args:
        found: the blocks of the page.
        page: their numbers.
        probabilities: how likely each block is part of the article.
        title: of the article.
        precise: for news and blogs.
        media_filter: tells which pictures are not content.
        authors: reads the names of the article's authors.
        outside: the blocks that are outside of the body that a rule selects.
    """
    media_filter = media_filter or MediaFilter(found, page)
    icons = media_filter.icons
    draft = select_text(found, page, probabilities, title, precise, icons, authors, outside)
    kept, media = draft.kept, draft.media
    cited, uncited = find_notes(found, kept)
    draft.drop(uncited, "a note that the text does not refer to", never=True)
    draft.keep(cited, "a note that the text refers to")
    before = kept.copy()
    standfirst = np.flatnonzero(draft.reasons == _INTRODUCES).tolist()
    illustrations.keep_between(found, page, kept, media, draft.open_, media_filter, standfirst)
    rejected = media_filter.find_rejected(media, kept, precise=precise)
    media[list(rejected)] = False
    opening.keep_lead(found, page, kept, media, media_filter, draft.title)
    draft.reasons[kept & ~before] = "the caption of a kept picture"
    rejected = {number: why for number, why in rejected.items() if not media[number]}
    reasons = tuple(draft.reasons.tolist())
    return Selection(kept, media, reasons, rejected, frozenset(draft.never))


def select_text(
    found: Blocks,
    page: PageArrays,
    probabilities: Floats,
    title: str | None,
    precise: bool,
    icons: Collection[int] = (),
    authors: Callable[[], Sequence[str]] = tuple,
    outside: Bools | None = None,
) -> _Draft:
    """Select blocks as ``select`` does, before notes and pictures, without the page's tree.

    Args:
        icons: media that are never kept.
        outside: as of ``select``.
    """
    excluded = boilerplate.never_kept(found, page, probabilities > _IMPOSSIBLE, precise)
    if outside is not None:
        excluded |= dict.fromkeys(np.flatnonzero(outside).tolist(), OUTSIDE)
    at = find_title(found, page, title)
    if at >= 0 and found.box_tags[found.boxes[at]] in HEADINGS and len(found.texts) > 1:
        excluded[at] = "the page's title"
    kept, media = choose_parts(found, page, probabilities, precise, excluded, icons)
    if not kept.any() and at in excluded:  # a page that is its title
        del excluded[at]
        kept, media = choose_parts(found, page, probabilities, precise, excluded, icons)
    open_ = ~kept
    open_[list(excluded)] = False
    reasons = _reasons(kept, probabilities, excluded)
    draft = _Draft(kept, media, reasons, open_, set(excluded), at)
    draft.drop(opening.title_lines(found, kept, title), "the page's title", never=True)
    if precise:
        lines = boilerplate.front_matter_lines(found, page, kept, at)
        draft.drop(lines, "is in the front matter", never=True)
        draft.drop(author_box(found, page, kept, authors()), "about the author", never=True)
    lines = boilerplate.headings_without_text(found, page, kept)
    draft.drop(lines, "a heading without kept text")
    if precise:
        lines = boilerplate.trailing_lines(found, kept)
        draft.drop(lines, "a closing line without content")
        lines = opening.standfirst(found, page, probabilities, kept, open_, at)
        draft.keep(lines, _INTRODUCES)
    return draft


def _reasons(
    kept: Bools, probabilities: Floats, excluded: Mapping[int, str]
) -> NDArray[np.object_]:
    likely = probabilities > _LIKELY
    reasons = np.select(
        [kept & likely, kept, likely],
        ["likely", "among kept parts", "among unlikely parts"],
        "unlikely",
    ).astype(object)
    for index, reason in excluded.items():
        reasons[index] = reason
    return reasons
