"""The scores of units: tables, code, quotations, cards, which are kept or cut as a whole.

And those of lists between texts of the article.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from crosspost.body.arrays import Floats
from crosspost.body.blocks import Blocks
from crosspost.body.page import BOILERPLATE, PageArrays
from crosspost.body.parts import Parts
from crosspost.lazy_regex import lazy_compile
from crosspost.page import class_hints
from crosspost.page.vocabulary import LINK_CARD

#: The power of the number of words in a score.
POWER: Final = 0.4
_MOST = 3.0  # log-odds of a table or code
_UNLIKELY = 0.3  # times the score of a table or code, if it is negative
_LINKS = 0.5  # share of links in a unit; one with more is a list of links
_NEAR = 6  # blocks between a unit and the text around it
_BESIDE_TEXT = 0.5  # log-odds of a table beside text of the article
_BETWEEN_TEXT = 0.5  # least score of a unit between texts of the article
_OUTWEIGHS = 3.0  # the same of a table or code, which outweighs controls around; of a card
_LIKELY = 0.2  # mean probability of a unit that outweighs the name of its box
_POSSIBLE = 0.1  # probability of an item of a list
_SURE = 0.8  # probability of a text of the article
_REPEATED_WITHIN = 30  # blocks before and after a quotation in which its sentences are looked for
_SENTENCE_LETTERS = 10
_SENTENCE = lazy_compile(r"[.!?…]")
_NOT_LETTER = lazy_compile(r"[\W_]+")


def score_units(
    found: Blocks,
    page: PageArrays,
    parts: Parts,
    probabilities: Floats,
    odds: tuple[Floats, Floats],
    values: Floats,
    *,
    precise: bool,
) -> None:
    """Give the first block of each unit the score of all of it, in place.

    Args:
        found: the blocks of the page.
        page: their numbers.
        parts: the units are among these.
        probabilities: how likely each block is part of the article.
        odds: the log-odds of each block, and the same without what the boxes around say.
        values: the score of each block, changed in place.
        precise: for news and blogs.
    """
    letters: dict[int, str] = {}
    for start, end, box in parts.units:
        tag = found.box_tags[box]
        sides = _sides_with_text(page, probabilities, start, end)
        if tag == "blockquote" and (
            not precise or (sides == 2 and _is_repeated(found, start, end, letters))
        ):
            continue  # a forum's quotation of another post, a pull quote
        words = page.words[start:end]
        if end - start > 1:
            values[start:end] = 0
            values[start] = _of_unit(odds[0][start:end], words)
        if tag == LINK_CARD:
            values[start] = _OUTWEIGHS if sides else values[start]
            continue
        if tag in ("table", "dl") and _is_links(page, start, end):
            values[start] *= 1 / _UNLIKELY if values[start] < 0 else 1
            continue
        if sides and tag == "table":
            values[start] = max(values[start], _of_unit(odds[1][start:end] + _BESIDE_TEXT, words))
        if sides == 2:
            least = _OUTWEIGHS if tag in ("table", "pre") else _BETWEEN_TEXT
            values[start] = max(values[start], least)
    _score_lists(found, page, probabilities, values, precise=precise)


def _score_lists(
    found: Blocks, page: PageArrays, probabilities: Floats, values: Floats, *, precise: bool
) -> None:
    """Let nothing count against a possible list between texts of the article, in place.

    In news and blogs, this is not so for a list of links that no sentence announces.
    """
    end_before = 0
    for box, tag in enumerate(found.box_tags):
        if tag not in ("ul", "ol") or found.box_starts[box] < end_before:
            continue
        start, end = found.box_starts[box], found.box_ends[box]
        end_before = end
        if start == end or values[start:end].min() >= 0:
            continue
        announced = start > 0 and found.texts[start - 1][-1] in ":："
        is_announced = announced and probabilities[start - 1] > _SURE
        if precise and not is_announced and _is_links(page, start, end):
            continue
        is_possible = probabilities[start:end].min() >= _POSSIBLE
        if is_possible and _sides_with_text(page, probabilities, start, end) == 2:
            values[start:end] = np.maximum(values[start:end], 0)


def _of_unit(odds: Floats, words: Floats) -> float:
    """The score of a table or code as a whole: that of the mean, since a sum has no limit."""
    total = words.sum()
    mean = float((np.clip(odds, -_MOST, _MOST) * words).sum() / total)
    return mean * float(total**POWER) * (_UNLIKELY if mean < 0 else 1)


def _is_links(page: PageArrays, start: int, end: int) -> bool:
    words = page.words[start:end]
    return bool((page.link_share[start:end] * words).sum() > _LINKS * words.sum())


def _is_repeated(found: Blocks, start: int, end: int, letters: dict[int, str]) -> bool:
    """Tell whether half of a quotation's sentences are in a text near it, too: a pull quote.

    Args:
        letters: the letters of blocks; those that are missing are added.
    """
    last = min(end + _REPEATED_WITHIN, len(found.texts))
    near = (*range(max(0, start - _REPEATED_WITHIN), start), *range(end, last))
    for block in near:
        if block not in letters:
            letters[block] = _NOT_LETTER.sub("", found.texts[block]).lower()
    text = " ".join(letters[block] for block in near)
    sentences = (
        _NOT_LETTER.sub("", sentence).lower()
        for block in range(start, end)
        for sentence in _SENTENCE.split(found.texts[block])
    )
    long = [sentence for sentence in sentences if len(sentence) >= _SENTENCE_LETTERS]
    return 2 * sum(sentence in text for sentence in long) > len(long)


def _sides_with_text(page: PageArrays, probabilities: Floats, start: int, end: int) -> int:
    """On how many sides of a unit the next text is the article's.

    It is none for a unit in a box with a name such as "related", unless the unit is likely.
    """
    is_named = (page.class_hints[start:end] & BOILERPLATE & ~class_hints.ASIDE).any()
    if is_named and probabilities[start:end].mean() < _LIKELY:
        return 0
    before = np.flatnonzero(page.prose[max(0, start - _NEAR) : start])
    after = np.flatnonzero(page.prose[end : end + _NEAR])
    texts = [*(before[-1:] + max(0, start - _NEAR)), *(after[:1] + end)]
    return int((probabilities[texts] > _SURE).sum()) if texts else 0
