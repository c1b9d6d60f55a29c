"""From probabilities to a choice."""

from __future__ import annotations

import numpy as np

from crosspost.body.arrays import Bools, Floats
from crosspost.body.page import AROUND, PageArrays, inside

_LIKELY = 0.55  # what an article's block needs
_SECTION = 0.55  # what the box around it needs on average
_SURE = 0.93  # what needs no such company
_NAMED_ASIDE = 0.88  # what a block needs where names say that it stands around the article
_ASIDE_PROSE = 0.3  # a box with more of the page's prose is no section of its own
_PRICE = 0.05  # of expected F1: what precision may cost
_PRICE_OF_ASIDES = 0.15  # the same, with what is left out because names say that it is no article


def precise(page: PageArrays, probabilities: Floats) -> Bools:
    """The choice for news and blogs: what is likely, and does not stand in unlikely company.

    Where that costs much of the text that is expected to be found, the page is no such article,
    or one that the classifier is not sure of: the choice is the balanced one.
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
    """F1 of a choice, if the probabilities are right."""
    gain = probabilities * page.words
    return float(2 * gain[kept].sum() / (page.words[kept].sum() + gain.sum()))


def _likely(page: PageArrays, probabilities: Floats) -> Bools:
    """The likely blocks, less those in boxes whose text is unlikely on average.

    Such a box (a list of teasers, a comment) is left out whole, but for what is nearly certain.
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
    for box in np.flatnonzero(unlikely):
        within = slice(page.box_starts[box], page.box_ends[box])
        kept[within] &= probabilities[within] > _SURE
    return kept


def balanced(page: PageArrays, probabilities: Floats) -> Bools:
    """The choice for other kinds of page: the blocks for which F1 is expected to be best.

    With probabilities p and words w, F1 of the k likeliest blocks is expected to be
    2·Σ(p·w of these) / (Σ(w of these) + Σ(p·w of all)).
    """
    weights = page.words
    order = np.argsort(-probabilities, kind="stable")
    gain = (probabilities * weights)[order]
    expected = 2 * np.cumsum(gain) / (np.cumsum(weights[order]) + gain.sum())
    kept = np.zeros(len(probabilities), dtype=bool)
    kept[order[: int(expected.argmax()) + 1]] = True
    return kept
