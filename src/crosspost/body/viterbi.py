"""Choose the parts of the article by the Viterbi algorithm, over text and media in order.

Each part (a block of text, a picture, a player) has a score (``scores``), and each two neighbours
have a cost of keeping one of them alone (``parts``). So a part of few words, such as a caption, a
table's cell or a picture, goes with its neighbours. The best selection is found by dynamic
programming in linear time (https://en.wikipedia.org/wiki/Viterbi_algorithm).
"""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np

from crosspost.body.arrays import Bools, Floats, sums_before
from crosspost.body.blocks import Blocks
from crosspost.body.captions import find_captions
from crosspost.body.page import PageArrays
from crosspost.body.parts import Parts, parts_of, transition_costs
from crosspost.body.scores import scores

_EDGE_COST = 1.0  # the cost of keeping the first or last part
_MOST_LOSS = 0.3  # of expected F1, by a precise selection
_NAMED_ASIDE = -1.0  # a picture with a lower score is in a box with the name of an aside
_FAR = 60  # words that are cut between the main text and what is apart from it
_LIKELY_APART = 0.75  # mean probability of what is apart
_BALANCED = 0.4  # times the costs, for other pages than news and blogs


def choose_parts(
    found: Blocks,
    page: PageArrays,
    probabilities: Floats,
    precise: bool,
    excluded: Collection[int] = (),
    excluded_media: Collection[int] = (),
) -> tuple[Bools, Bools]:
    """Return which blocks and which media are kept.

    Args:
        found: the blocks of the page.
        page: their numbers.
        probabilities: how likely each block is part of the article.
        precise: for news and blogs.
        excluded: blocks that are never kept.
        excluded_media: media that are never kept.
    """
    parts = parts_of(found, page)
    captions = find_captions(found, page)
    costs = transition_costs(found, page, parts, captions)
    never = np.zeros(len(parts.numbers), dtype=bool)
    for numbers, are_kind in ((excluded, parts.are_blocks), (excluded_media, ~parts.are_blocks)):
        places = np.flatnonzero(are_kind)
        never[places[list(numbers)]] = True

    def best(precise: bool) -> tuple[Floats, Bools]:
        score = scores(found, page, probabilities, parts, captions, precise)
        score[never] = 0
        return score, best_selection(score, costs if precise else costs * _BALANCED) & ~never

    score, kept = best(precise)
    f1 = _expected_f1(page, probabilities, kept[parts.are_blocks]) if precise else 1.0
    if f1 < 1 - _MOST_LOSS:
        # If that costs much, the page is not such an article, or the classifier is not sure of it.
        score_of_all, all_kept = best(False)
        if _expected_f1(page, probabilities, all_kept[parts.are_blocks]) - f1 > _MOST_LOSS:
            score, kept = score_of_all, all_kept
    if precise:
        kept &= ~_are_apart(page, probabilities, parts, kept)
    blocks, media = kept[parts.are_blocks], kept[~parts.are_blocks]
    if not blocks.any():  # a page of a picture, or one that the classifier takes for boilerplate
        blocks = probabilities >= probabilities.max()
        blocks[list(excluded)] = False
        media = ((score > _NAMED_ASIDE) & ~never)[~parts.are_blocks]
    return blocks, media


def _are_apart(page: PageArrays, probabilities: Floats, parts: Parts, kept: Bools) -> Bools:
    """True for kept parts far from the main text that are not likely enough for that.

    The classifier's errors in a comment or teaser are much the same in all its paragraphs, so that
    the sum of their scores, which the chain looks at, says too much.
    """
    words = np.zeros(len(kept))
    words[parts.are_blocks] = page.words[parts.numbers[parts.are_blocks]]
    likely = np.zeros(len(kept))
    likely[parts.are_blocks] = (probabilities * page.words)[parts.numbers[parts.are_blocks]]
    cut = sums_before(np.where(kept, 0, words))
    apart = np.zeros(len(kept), dtype=bool)
    places = np.flatnonzero(kept)
    if not len(places):
        return apart
    starts = np.flatnonzero(np.diff(cut[places], prepend=-np.inf) > _FAR)
    runs = np.split(places, starts[1:])
    sizes = [words[run].sum() for run in runs]
    main = int(np.argmax(sizes))
    for number, (run, size) in enumerate(zip(runs, sizes, strict=True)):
        if number > main and likely[run].sum() < _LIKELY_APART * size:
            apart[run] = True
    return apart


def _expected_f1(page: PageArrays, probabilities: Floats, kept: Bools) -> float:
    """The expected F1 of a selection of blocks, if the probabilities are right."""
    gain = probabilities * page.words
    return float(2 * gain[kept].sum() / (page.words[kept].sum() + gain.sum()))


def best_selection(score: Floats, costs: Floats) -> Bools:
    """Return the selection with the highest sum of kept scores less the costs of changes.

    What is before the first part and after the last one counts as cut.

    Args:
        score: of each part, at least one.
        costs: of keeping one of two neighbours alone, for each part but the last.
    """
    kept, cut = -math.inf, 0.0  # the best sums up to here
    came_from_cut: list[bool] = []  # on the best way to keep a part, the one before it is cut
    came_from_kept: list[bool] = []
    for value, change in zip(score.tolist(), [_EDGE_COST, *costs.tolist()], strict=True):
        kept_from_cut, cut_from_kept = cut - change, kept - change
        came_from_cut.append(kept_from_cut > kept)
        came_from_kept.append(cut_from_kept > cut)
        kept, cut = max(kept, kept_from_cut) + value, max(cut, cut_from_kept)
    is_kept = kept - _EDGE_COST > cut
    selection = np.zeros(len(score), dtype=bool)
    for index in range(len(score) - 1, -1, -1):
        selection[index] = is_kept
        is_kept = not came_from_cut[index] if is_kept else came_from_kept[index]
    return selection
