"""Select blocks by their probabilities."""

from __future__ import annotations

import numpy as np

from crosspost.body.arrays import Bools, Floats
from crosspost.body.page import AROUND, PageArrays, inside

# Thresholds of probability:
_LIKELY = 0.55  # for a block
_SECTION = 0.55  # for the mean of a box around it
_SURE = 0.93  # for a block in a box below that mean
_NAMED_ASIDE = 0.88  # for a block that is outside the article according to class hints

_ASIDE_PROSE = 0.3  # of the page's prose; a box with more is not left out as a section
# Expected F1 that the precise selection may lose against the balanced one:
_PRICE = 0.05  # not counting blocks that class hints place outside the article
_PRICE_OF_ASIDES = 0.15  # counting them


def precise(page: PageArrays, probabilities: Floats) -> Bools:
    """The selection for news and blogs: likely blocks that are not in an unlikely section.

    If its expected F1 is much lower than that of the balanced selection, the page is not such an
    article, or the classifier is not sure of it: then the balanced selection is returned.
    """
    kept = _likely(page, probabilities)
    wide = balanced(page, probabilities)
    best = expected_f1(page, probabilities, wide)
    costs = best - expected_f1(page, probabilities, kept)
    without_asides = best - expected_f1(
        page, probabilities, kept | (wide & (page.class_hints & AROUND != 0))
    )
    return wide if without_asides > _PRICE or costs > _PRICE_OF_ASIDES else kept


def expected_f1(page: PageArrays, probabilities: Floats, kept: Bools) -> float:
    """The expected F1 of a selection, if the probabilities are right."""
    gain = probabilities * page.words
    return float(2 * gain[kept].sum() / (page.words[kept].sum() + gain.sum()))


def _likely(page: PageArrays, probabilities: Floats) -> Bools:
    """The likely blocks, less those in boxes whose text is unlikely on average.

    Of such a box (a list of teasers, a comment) only nearly certain blocks are kept.
    """
    around = (page.class_hints & AROUND) != 0
    kept: Bools = probabilities > np.where(around, _NAMED_ASIDE, _LIKELY)
    weights = page.words
    total = inside(weights, page.box_starts, page.box_ends)
    mean = inside(probabilities * weights, page.box_starts, page.box_ends) / np.maximum(total, 1e-9)
    unlikely = (
        (mean < _SECTION)
        & (page.box_ends - page.box_starts > 1)
        & (page.box_prose < _ASIDE_PROSE * page.box_prose[0])
    )
    # How many unlikely boxes begin before each block, less those that end before it.
    boundaries = np.zeros(len(kept) + 1, dtype=np.int64)
    np.add.at(boundaries, page.box_starts[unlikely], 1)
    np.subtract.at(boundaries, page.box_ends[unlikely], 1)
    is_inside = np.cumsum(boundaries[:-1]) > 0
    return kept & (~is_inside | (probabilities > _SURE))


def balanced(page: PageArrays, probabilities: Floats) -> Bools:
    """The selection for other types of page: the one with the highest expected F1.

    With probabilities p and words w, the expected F1 of the k most likely blocks is
    2·Σ(p·w of these) / (Σ(w of these) + Σ(p·w of all)).
    """
    weights = page.words
    order = np.argsort(-probabilities, kind="stable")
    gain = (probabilities * weights)[order]
    expected = 2 * np.cumsum(gain) / (np.cumsum(weights[order]) + gain.sum())
    kept = np.zeros(len(probabilities), dtype=bool)
    kept[order[: int(expected.argmax()) + 1]] = True
    return kept
