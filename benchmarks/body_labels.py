"""Which share of each block's words is in the truth: the label that the extractor learns.

The words of the page and of the truth are aligned in order: pairs of equal words that stand in
equal neighbourhoods (three words) anchor the longest chain that rises in both (patience diff),
the gaps between anchors are filled word by word. What the truth tells in another order than the
page is found by a second, unordered look for whole blocks.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import numpy as np

from body_pages import Sample, measured
from crosspost.body.arrays import Bools, Floats
from crosspost.body.blocks import Blocks
from crosspost.body.title import find_title
from crosspost.page import class_hints

Labels = Mapping[str, tuple[Floats, Floats, float]]

WORD = re.compile(r"\w+")
_GRAM = 3
_OFTEN = 24  # three words that the truth has more often than this anchor nothing
_GAP = 400  # words; longer gaps are left open
_LONG = 8  # words of a block that cannot stand in the truth by chance
_HALF = 0.5
_STANDFIRST_WITHIN = 15  # blocks from the title to the text


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower())


def labels(found: Blocks, truth: str) -> tuple[Floats, Floats, float]:
    """Label the blocks of a page.

    Returns:
        The share of each block's words that are in the truth (0 to 1), the number of words of
        each block, and the share of the truth that was found in the page.
    """
    blocks = [words_of(text) for text in found.texts]
    counts = np.array([len(words) for words in blocks], dtype=np.float64)
    here = [word for words in blocks for word in words]
    there = words_of(truth)
    matched_here, matched_there = _align(here, there)
    bounds = np.concatenate([[0], np.cumsum(counts)]).astype(int)
    hits = np.array([matched_here[a:b].sum() for a, b in pairwise(bounds)], dtype=float)
    _match_moved_blocks(blocks, hits, there, matched_there)
    share = np.divide(hits, counts, out=np.zeros_like(hits), where=counts > 0)
    return share, counts, float(matched_there.mean()) if there else 1.0


def open_questions(sample: Sample, share: Floats) -> Bools:
    """True for the blocks of which the truth says nothing, although a reader would keep some.

    The truths of WCXB and of news leave out captions, and those of WCXB the standfirst: nothing is
    learned there from a block that is not in the truth.
    """
    assert sample.found is not None
    page, missed = measured(sample), share < _HALF
    if sample.kind == "readability" or not (~missed).any():
        return np.zeros(len(share), dtype=bool)
    is_caption = page.class_hints & (class_hints.CAPTION | class_hints.FIGURE) != 0
    above = np.zeros(len(share), dtype=bool)
    if sample.kind != "news":
        first = int((~missed).argmax())
        title = find_title(sample.found, page, sample.title)
        if 0 <= title < first <= title + _STANDFIRST_WITHIN:
            above[title + 1 : first] = True
    return missed & (is_caption | (above & (page.words >= _LONG)))


def correct(folder: Path, samples: Sequence[Sample], labels: Labels) -> None:
    """Correct labels, in place, where a person has read the page.

    ``labels.jsonl`` in the folder gives, for some pages, words that the article has and words that
    it has not.
    """
    by_identity = {sample.identity: sample for sample in samples}
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        collection, _, name = said["file"].partition("/")
        number = name.removeprefix("html/").removesuffix(".html.gz").partition("/")[0]
        sample = by_identity.get(f"{collection.partition('-')[0]}/{number}")
        if sample is None or sample.found is None:
            continue
        share = labels[sample.identity][0]
        texts = [_flat(text) for text in sample.found.texts]
        for value, snippets in (
            (1.0, [said["first"], said["last"], *said["have"]]),
            (0.0, said["not"]),
        ):
            wanted = [_flat(one) for snippet in snippets for one in snippet.split("|")]
            for index, text in enumerate(texts):
                if any(one and one in text for one in wanted):
                    share[index] = value


def _flat(text: str) -> str:
    return " ".join(words_of(text))


def _align(here: list[str], there: list[str]) -> tuple[np.ndarray, np.ndarray]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position in range(len(there) - _GRAM + 1):
        places[tuple(there[position : position + _GRAM])].append(position)
    pairs: list[tuple[int, int]] = []
    for position in range(len(here) - _GRAM + 1):
        found = places.get(tuple(here[position : position + _GRAM]), ())
        if len(found) <= _OFTEN:
            pairs.extend((position, other) for other in reversed(found))
    chain = _longest_rising(pairs)
    matched_here = np.zeros(len(here), dtype=bool)
    matched_there = np.zeros(len(there), dtype=bool)
    link: dict[int, int] = {}
    for mine, other in chain:
        for step in range(_GRAM):
            if mine + step not in link and not matched_there[other + step]:
                link[mine + step] = other + step
                matched_here[mine + step] = matched_there[other + step] = True
    _fill_gaps(here, there, link, matched_here, matched_there)
    return matched_here, matched_there


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises in both numbers; pairs come sorted by (+, -)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, other) in enumerate(pairs):
        place = bisect_left(tails, other)
        before.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(other)
            at.append(index)
        else:
            tails[place] = other
            at[place] = index
    chain = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _fill_gaps(
    here: list[str],
    there: list[str],
    link: dict[int, int],
    matched_here: np.ndarray,
    matched_there: np.ndarray,
) -> None:
    anchors = [(-1, -1), *sorted(link.items()), (len(here), len(there))]
    for (a, x), (b, y) in pairwise(anchors):
        if b - a < 2 or y - x < 2:
            continue
        # Close to the anchors only: a chance word far away is no match.
        mine, other = here[a + 1 : b], there[x + 1 : y]
        if len(mine) > _GAP or len(other) > _GAP:
            continue
        for run in SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks():
            if run.size >= 2 or (run.size == 1 and len(mine) <= 4):
                matched_here[a + 1 + run.a : a + 1 + run.a + run.size] = True
                matched_there[x + 1 + run.b : x + 1 + run.b + run.size] = True


def _match_moved_blocks(
    blocks: list[list[str]], hits: np.ndarray, there: list[str], matched_there: np.ndarray
) -> None:
    left = [word for word, matched in zip(there, matched_there, strict=True) if not matched]
    if len(left) < _LONG:
        return
    grams: Counter[tuple[str, ...]] = Counter()
    place_of: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position in range(len(there) - _GRAM + 1):
        if not matched_there[position : position + _GRAM].any():
            gram = tuple(there[position : position + _GRAM])
            grams[gram] += 1
            place_of[gram].append(position)
    for index, words in enumerate(blocks):
        if len(words) < _LONG or hits[index] > 0.5 * len(words):
            continue
        own = [tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)]
        shared = [gram for gram in own if grams[gram] > 0]
        if len(shared) < 0.8 * len(own):
            continue
        hits[index] = len(words) * len(shared) / len(own)
        for gram in shared:
            grams[gram] -= 1
            if place_of[gram]:
                position = place_of[gram].pop()
                matched_there[position : position + _GRAM] = True
