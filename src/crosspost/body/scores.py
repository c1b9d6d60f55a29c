"""The score of each part of a page: positive if it is likely to be of the article.

A block's score is its log-odds against a threshold, times a power of its number of words. A
picture has hardly a score of its own: it goes with what is beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from crosspost.body.arrays import Bools, Floats, Ints, before
from crosspost.body.blocks import Blocks
from crosspost.body.page import AROUND, PageArrays, inherit, inside
from crosspost.body.parts import Parts
from crosspost.lazy_regex import lazy_compile
from crosspost.page import class_hints
from crosspost.page.vocabulary import LINK_CARD

_EDGE = 1e-4  # probabilities nearer to 0 or 1 count as this
# The threshold is a share of the expected F1 of the best selection, which is low if the
# probabilities are uncertain. Half of it is best for F1 itself.
_PRECISE, _BALANCED = 0.6, 0.5
_MOST = 5.0  # log-odds, either way
_POWER = 0.4  # of the words
_UNLIKELY_BOX = 0.55  # mean probability of a box below which its blocks are less likely
_ASIDE_PROSE = 0.3  # of the page's prose; a box with more is not an aside
_IN_ASIDE, _IN_UNLIKELY_BOX, _IN_OTHER_ARTICLE = 1.0, 1.5, 2.0  # log-odds
_MENU = 2.0  # log-odds of several lines of links
_ALL_LINK = 0.8  # share of links
_OUTSIDE = 2.0  # log-odds of asides outside the element of the article
_ARTICLE = 100  # likely words
_UNIT_MOST = 3.0  # log-odds of a table or code
_UNIT_UNLIKELY = 0.3  # times the score of a table or code, if it is negative
_UNIT_LIKELY = 0.2  # mean probability of a unit that outweighs the name of its box
_UNIT_LINKS = 0.5  # share of links in a unit; one with more is a list of links
_NEAR = 6  # blocks between a unit and the text around it
_BESIDE_TEXT = 0.5  # log-odds of a table beside text of the article
_REPEATED = 30  # blocks before and after a quotation in which its sentences are looked for
_SENTENCE_LETTERS = 10
_SENTENCE = lazy_compile(r"[.!?…]")
_NOT_LETTER = lazy_compile(r"[\W_]+")
_SURE = 0.8  # probability
_POSSIBLE = 0.1  # probability of an item of a list between texts of the article
_AMID = 3.0  # least score of a table or code between texts of the article, of a card beside one
_PICTURE = 0.5  # score of a picture among the text; the opposite elsewhere
_PICTURE_AROUND, _PICTURE_IN_BANNER, _PICTURE_IN_TEASER = -2.0, -1.0, -0.25
_MAIN_WITHIN = 4  # boxes from a picture to the box of the main text
# Themes use the words of these hints ("widget", "lightbox") also for the boxes of pictures.
_NOT_OF_PICTURES = AROUND & ~(class_hints.ASIDE | class_hints.COOKIE)


def scores(
    found: Blocks,
    page: PageArrays,
    probabilities: Floats,
    parts: Parts,
    captions: Bools,
    precise: bool,
) -> Floats:
    """The score of each part.

    Args:
        captions: the blocks that are captions; they go with their pictures, at least.
        precise: for news and blogs.
    """
    sure = np.clip(probabilities, _EDGE, 1 - _EDGE)
    threshold = (_PRECISE if precise else _BALANCED) * _best_expected_f1(page, sure)
    threshold = min(max(threshold, 0.02), 0.9)
    odds = np.log(sure / (1 - sure)) - np.log(threshold / (1 - threshold))
    own = odds.copy()  # without what the boxes around say
    if precise:
        is_aside = page.class_hints & AROUND != 0
        odds -= _IN_ASIDE * is_aside
        odds -= _MENU * _are_menus(found, page)
        likely = before((sure > 0.5) * page.words)
        odds -= _OUTSIDE * (is_aside & _outside_article(found, likely))
        odds -= _IN_UNLIKELY_BOX * _in_unlikely_box(page, sure)
        odds -= _IN_OTHER_ARTICLE * _in_other_article(found, likely)
    values = np.clip(odds, -_MOST, _MOST) * page.words**_POWER
    letters: dict[int, str] = {}
    for start, end, box in parts.units:
        tag = found.box_tags[box]
        sides = _sides_with_text(page, sure, start, end)
        if tag == "blockquote" and (
            not precise or (sides == 2 and _is_repeated(found, start, end, letters))
        ):
            continue  # a forum's quotation of another post, a pull quote
        words = page.words[start:end]
        if end - start > 1:
            values[start:end] = 0
            values[start] = _of_unit(odds[start:end], words)
        if tag == LINK_CARD:
            values[start] = _AMID if sides else values[start]
            continue
        if tag in ("table", "dl") and _is_links(page, start, end):
            values[start] *= 1 / _UNIT_UNLIKELY if values[start] < 0 else 1
            continue
        if sides and tag == "table":
            values[start] = max(values[start], _of_unit(own[start:end] + _BESIDE_TEXT, words))
        if sides == 2:
            least = _AMID if tag in ("table", "pre") else _PICTURE
            values[start] = max(values[start], least)
    for start, end in _lists(found):
        is_announced = start and found.texts[start - 1][-1] in ":：" and sure[start - 1] > _SURE
        if precise and not is_announced and _is_links(page, start, end):
            continue
        is_possible = sure[start:end].min() >= _POSSIBLE and values[start:end].min() < 0
        if is_possible and _sides_with_text(page, sure, start, end) == 2:
            values[start:end] = np.maximum(values[start:end], 0)
    values[captions] = np.maximum(values[captions], 0)
    result = np.empty(len(parts.numbers))
    result[parts.are_blocks] = values
    result[~parts.are_blocks] = _of_media(found, page, sure)
    return result


def _lists(found: Blocks) -> Iterator[tuple[int, int]]:
    """Yield the first block and the one after the last of each list with text."""
    end_before = 0
    for box, tag in enumerate(found.box_tags):
        if tag in ("ul", "ol") and found.box_starts[box] >= end_before:
            start, end = found.box_starts[box], found.box_ends[box]
            if start < end:
                yield start, end
            end_before = end


def _best_expected_f1(page: PageArrays, probabilities: Floats) -> float:
    """The highest expected F1 of a selection, if the probabilities are right.

    With probabilities p and words w, the expected F1 of the k most likely blocks is
    2·Σ(p·w of these) / (Σ(w of these) + Σ(p·w of all)).
    """
    order = np.argsort(-probabilities, kind="stable")
    words = page.words[order]
    gain = probabilities[order] * words
    return float((2 * np.cumsum(gain) / (np.cumsum(words) + gain.sum())).max())


def _of_unit(odds: Floats, words: Floats) -> float:
    """The score of a table or code as a whole: that of the mean, since a sum has no limit."""
    total = words.sum()
    mean = float((np.clip(odds, -_UNIT_MOST, _UNIT_MOST) * words).sum() / total)
    return mean * float(total**_POWER) * (_UNIT_UNLIKELY if mean < 0 else 1)


def _is_links(page: PageArrays, start: int, end: int) -> bool:
    words = page.words[start:end]
    return bool((page.link_share[start:end] * words).sum() > _UNIT_LINKS * words.sum())


def _is_repeated(found: Blocks, start: int, end: int, letters: dict[int, str]) -> bool:
    """Tell whether half of a quotation's sentences are in a text near it, too: a pull quote.

    Args:
        letters: the letters of blocks; those that are missing are added.
    """
    last = min(end + _REPEATED, len(found.texts))
    near = (*range(max(0, start - _REPEATED), start), *range(end, last))
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
    is_around = (page.class_hints[start:end] & AROUND & ~class_hints.ASIDE).any()
    if is_around and probabilities[start:end].mean() < _UNIT_LIKELY:
        return 0
    before_it = np.flatnonzero(page.prose[max(0, start - _NEAR) : start])
    after_it = np.flatnonzero(page.prose[end : end + _NEAR])
    texts = [*(before_it[-1:] + max(0, start - _NEAR)), *(after_it[:1] + end)]
    return int((probabilities[texts] > _SURE).sum()) if texts else 0


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


def _of_media(found: Blocks, page: PageArrays, probabilities: Floats) -> Floats:
    if not found.media:
        return np.empty(0)
    boxes = np.array([max(box, 0) for _, box, _ in found.media], dtype=np.int64)
    places = np.array([before_it for _, _, before_it in found.media])
    is_text = (page.prose > 0) & (probabilities > _SURE)
    is_among = _are_inside(boxes, page.main, page.box_parents)
    if is_text.any():
        text = np.flatnonzero(is_text)
        is_among |= (places > text[0]) & (places <= text[-1])
    values = np.where(is_among, _PICTURE, -_PICTURE)
    # The name of a box with text of the article says nothing against a picture in it.
    has_text = inside(is_text, page.box_starts, page.box_ends) > 0
    hints = inherit(np.where(has_text, 0, page.box_class_hints), page.box_parents)[boxes]
    values += _PICTURE_AROUND * (hints & _NOT_OF_PICTURES != 0)
    values += _PICTURE_IN_BANNER * (hints & class_hints.HEADER != 0)
    values += _PICTURE_IN_TEASER * (hints & class_hints.TEASER != 0)
    return values


def _are_inside(boxes: Ints, main: int, parents: Ints) -> Bools:
    """True for boxes a few levels below the box of the main text."""
    are = np.zeros(len(boxes), dtype=bool)
    if main:
        for _ in range(_MAIN_WITHIN):
            are |= boxes == main
            boxes = np.maximum(parents[boxes], 0)
    return are
