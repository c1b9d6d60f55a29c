"""The score of each part of a page: positive if it is likely to be part of the article.

A block's score is its log-odds against a threshold, times a power of its number of words. A
picture has hardly a score of its own (``media_scores``); a table, code or a quotation has one score
as a whole (``unit_scores``).
"""

from __future__ import annotations

import numpy as np

from crosspost.body.arrays import Bools, Floats, sums_before
from crosspost.body.blocks import Blocks
from crosspost.body.media_scores import score_media
from crosspost.body.page import BOILERPLATE, PageArrays, inherit, inside
from crosspost.body.parts import Parts
from crosspost.body.unit_scores import POWER, score_units

_EDGE = 1e-4  # probabilities nearer to 0 or 1 count as this
# The threshold is a share of the expected F1 of the best selection, which is low if the
# probabilities are uncertain. Half of it is best for F1 itself.
_PRECISE, _BALANCED = 0.6, 0.5
_MOST = 5.0  # log-odds, either way
_UNLIKELY_BOX = 0.55  # mean probability of a box below which its blocks are less likely
_ASIDE_PROSE = 0.3  # of the page's prose; a box with more is not an aside
_IN_ASIDE, _IN_UNLIKELY_BOX, _IN_OTHER_ARTICLE = 1.0, 1.5, 2.0  # log-odds
_MENU = 2.0  # log-odds of several lines of links
_ALL_LINK = 0.8  # share of links
_OUTSIDE = 2.0  # log-odds of asides outside the element of the article
_ARTICLE = 100  # likely words


def scores(
    found: Blocks,
    page: PageArrays,
    probabilities: Floats,
    parts: Parts,
    captions: Bools,
    precise: bool,
) -> Floats:
    """Return the score of each part.

    Args:
        found: the blocks of the page.
        page: their numbers.
        probabilities: how likely each block is part of the article.
        parts: the blocks and media in order.
        captions: the blocks that are captions; they go with their pictures, at least.
        precise: for news and blogs.
    """
    sure = np.clip(probabilities, _EDGE, 1 - _EDGE)
    threshold = (_PRECISE if precise else _BALANCED) * _best_expected_f1(page, sure)
    threshold = min(max(threshold, 0.02), 0.9)
    odds = np.log(sure / (1 - sure)) - np.log(threshold / (1 - threshold))
    own = odds.copy()  # without what the boxes around say
    if precise:
        is_aside = page.class_hints & BOILERPLATE != 0
        odds -= _IN_ASIDE * is_aside
        odds -= _MENU * _are_menus(found, page)
        likely = sums_before((sure > 0.5) * page.words)
        odds -= _OUTSIDE * (is_aside & _outside_article(found, likely))
        odds -= _IN_UNLIKELY_BOX * _in_unlikely_box(page, sure)
        odds -= _IN_OTHER_ARTICLE * _in_other_article(found, likely)
    values = np.clip(odds, -_MOST, _MOST) * page.words**POWER
    score_units(found, page, parts, sure, (odds, own), values, precise=precise)
    values[captions] = np.maximum(values[captions], 0)
    result = np.empty(len(parts.numbers))
    result[parts.are_blocks] = values
    result[~parts.are_blocks] = score_media(found, page, sure)
    return result


def _best_expected_f1(page: PageArrays, probabilities: Floats) -> float:
    """The highest expected F1 of a selection, if the probabilities are right.

    With probabilities p and words w, the expected F1 of the k most likely blocks is
    2·Σ(p·w of these) / (Σ(w of these) + Σ(p·w of all)).
    """
    order = np.argsort(-probabilities, kind="stable")
    words = page.words[order]
    gain = probabilities[order] * words
    return float((2 * np.cumsum(gain) / (np.cumsum(words) + gain.sum())).max())


def _in_unlikely_box(page: PageArrays, probabilities: Floats) -> Bools:
    """True for blocks in a box that is unlikely on average: a list of teasers, a comment."""
    words = inside(page.words, page.box_starts, page.box_ends)
    likely = inside(probabilities * page.words, page.box_starts, page.box_ends)
    unlikely = (
        (likely < _UNLIKELY_BOX * words)
        & (page.box_ends - page.box_starts > 1)
        & (page.box_prose < _ASIDE_PROSE * page.box_prose[0])
    )
    result: Bools = inherit(unlikely, page.box_parents)[page.boxes]
    return result


def _are_menus(found: Blocks, page: PageArrays) -> Bools:
    """True for blocks of several lines, divided by ``<br>``, that are links."""
    menus = np.zeros(len(found.texts), dtype=bool)
    for index in np.flatnonzero(page.link_share >= _ALL_LINK).tolist():
        menus[index] = "\n" in found.texts[index]
    return menus


def _outside_article(found: Blocks, likely: Floats) -> Bools:
    """True for blocks outside the ``article`` or ``main`` element that has most of the text.

    Args:
        likely: the likely words before each block, and in all.
    """
    outside = np.zeros(len(found.texts), dtype=bool)
    for box, tag in enumerate(found.box_tags):
        if tag in ("article", "main"):
            start, end = found.box_starts[box], found.box_ends[box]
            if 2 * (likely[end] - likely[start]) > likely[-1]:
                outside[:start] = outside[end:] = True
    return outside


def _in_other_article(found: Blocks, likely: Floats) -> Bools:
    """True for blocks in ``article`` elements after the first one that has enough text.

    Args:
        likely: the likely words before each block, and in all.
    """
    other = np.zeros(len(found.texts), dtype=bool)
    articles = [box for box, tag in enumerate(found.box_tags) if tag == "article"]
    if len(articles) > 1:
        end_of_first = 0
        for box in articles:
            start, end = found.box_starts[box], found.box_ends[box]
            if end_of_first and start >= end_of_first:
                other[start:end] = True
            elif not end_of_first and likely[end] - likely[start] >= _ARTICLE:
                end_of_first = end
    return other
