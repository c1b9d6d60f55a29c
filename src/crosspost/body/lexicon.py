"""Learned scores of words: how often what stands under such a class, or starts so, is article.

A score is the logarithm of the odds; words that are not in the table have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crosspost.body import phrases, words
from crosspost.body.words import START, Ints, Words

Floats = NDArray[np.float64]


class LineScores(NamedTuple):
    """The mean, lowest and highest score of each line's words, and its kind (see ``phrases``)."""

    mean: Floats
    low: Floats
    high: Floats
    kind: Ints


@dataclass(frozen=True)
class Lexicon:
    """Two tables of scores: words of class and id, and words of short lines."""

    names: Mapping[str, float]
    lines: Mapping[str, float]

    def of_names(self, names: Words) -> tuple[Floats, Floats]:
        """The lowest and the mean score of the words of each class and id; 0 for none."""
        scores = _scores(self.names, names.words)
        pairs = _scores(self.names, map("-".join, pairwise([*names.words, START])))
        mean, low, _ = _by_row(names, len(names.starts), scores, pairs)
        return low, mean

    def of_lines(self, texts: Sequence[str]) -> LineScores:
        """What the words of each short line say; all 0 for a text that is no short line."""
        numbers = [number for number, text in enumerate(texts) if words.is_line(text)]
        lines = words.of_lines([texts[number] for number in numbers])
        lines = Words(lines.words, lines.starts, np.array(numbers, dtype=np.int64)[lines.rows])
        scores = _scores(self.lines, lines.words)
        pairs = _scores(self.lines, map(" ".join, pairwise([*lines.words, START])))
        firsts = [lines.words[at + 1 : at + 2] or [START] for at in lines.starts.tolist()]
        first = [word for [word] in firsts]
        scores[lines.starts] = _scores(self.lines, map("^".__add__, first))
        mean, low, high = _by_row(lines, len(texts), scores, pairs)
        kind = np.zeros(len(texts), dtype=np.int64)
        for word, at, row in zip(first, lines.starts.tolist(), lines.rows.tolist(), strict=True):
            if word in phrases.FIRST_WORDS:
                kind[row] = phrases.kind_of(lines.words[at + 1 : at + 1 + phrases.LONGEST])
        return LineScores(mean, low, high, kind)


def name_words(names: Words) -> list[list[str]]:
    """What is looked up for each class and id: its words and pairs of words."""
    return [
        found + [f"{one}-{two}" for one, two in pairwise(found)] for found in words.by_row(names)
    ]


def line_words(line: Sequence[str]) -> list[str]:
    """What is looked up for a short line: its words and pairs of words, the start marked."""
    return [f"^{line[0]}", *line, *(f"{one} {two}" for one, two in pairwise(line))]


def _scores(table: Mapping[str, float], keys: Iterable[str]) -> Floats:
    """The score of each word; NaN for none."""
    return np.array(list(map(table.get, keys, repeat(np.nan))), dtype=np.float64)


def _by_row(found: Words, count: int, *scores: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean, lowest and highest of the scores behind each start, by row; 0 for none."""
    mean, low, high = np.zeros((3, count))
    if not len(found.starts):
        return mean, low, high
    values = np.stack(scores)
    none = np.isnan(values)

    def rows(function: np.ufunc, default: float) -> Floats:
        filled = np.where(none, default, values)
        result: Floats = function.reduce(function.reduceat(filled, found.starts, axis=1))
        return result

    counts = np.add.reduceat((~none).sum(axis=0), found.starts)
    has = counts > 0
    mean[found.rows] = rows(np.add, 0.0) / np.maximum(counts, 1)
    low[found.rows] = np.where(has, rows(np.minimum, np.inf), 0.0)
    high[found.rows] = np.where(has, rows(np.maximum, -np.inf), 0.0)
    return mean, low, high
