"""Learned scores of words: how often blocks with such a class, or such words, are article text.

A score is the logarithm of the odds. Words that are not in the table have no score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

import numpy as np

from crosspost.body import words
from crosspost.body.arrays import Floats, Ints
from crosspost.body.words import START, Words


class LineScores(NamedTuple):
    """The mean and the lowest score of each line's words."""

    mean: Floats
    low: Floats


@dataclass(frozen=True, eq=False)
class Table:
    """Scores of words, of words that come first, and of pairs of words.

    Pairs are looked up by the numbers of their words: a table of pairs as texts would be ten times
    as large, and slow for that reason.

    Attributes:
        words: word → its number, from 1.
        single: the score of each number as a word anywhere, NaN for none; number 0 is every other
            word.
        first: the same for a word that comes first.
        pairs: numbers of pairs, in rising order: number of the first word × count of numbers +
            number of the second word.
        pair_scores: the score of each pair.
    """

    words: Mapping[str, int]
    single: Floats
    first: Floats
    pairs: Ints
    pair_scores: Floats

    def numbers(self, words: Sequence[str]) -> Ints:
        """The number of each word, 0 for one that is not in the table."""
        return np.fromiter(map(self.words.get, words, repeat(0)), np.int64, len(words))

    def of_pairs(self, numbers: Ints) -> Floats:
        """The score of each pair of a word and the next one; NaN for none."""
        found = np.full(len(numbers), np.nan)
        if len(numbers) > 1 and len(self.pairs):
            wanted = numbers[:-1] * len(self.single) + numbers[1:]
            at = np.minimum(np.searchsorted(self.pairs, wanted), len(self.pairs) - 1)
            found[:-1] = np.where(self.pairs[at] == wanted, self.pair_scores[at], np.nan)
        return found


@dataclass(frozen=True)
class Lexicon:
    """Two tables of scores: words of class and id, and words of short lines."""

    names: Table
    lines: Table

    def of_names(self, names: Words) -> tuple[Floats, Floats]:
        """The lowest and the mean score of the words of each class and id; 0 for none."""
        numbers = self.names.numbers(names.words)
        scores = self.names.single[numbers], self.names.of_pairs(numbers)
        mean, low = _by_row(names, len(names.starts), *scores)
        return low, mean

    def of_lines(self, texts: Sequence[str]) -> LineScores:
        """The scores of each short line; 0 for longer texts."""
        short = [number for number, text in enumerate(texts) if words.is_line(text)]
        lines = words.of_lines([texts[number] for number in short])
        lines = Words(lines.words, lines.starts, np.array(short, dtype=np.int64)[lines.rows])
        numbers = self.lines.numbers([*lines.words, START])
        scores = self.lines.single[numbers[:-1]]
        scores[lines.starts] = self.lines.first[numbers[lines.starts + 1]]
        return LineScores(*_by_row(lines, len(texts), scores, self.lines.of_pairs(numbers[:-1])))


def _by_row(found: Words, count: int, *scores: Floats) -> tuple[Floats, Floats]:
    """The mean and the lowest score of the words of each row; 0 for none."""
    mean, low = np.zeros((2, count))
    if not len(found.starts):
        return mean, low
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
    return mean, low
