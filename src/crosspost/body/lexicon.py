"""Learned scores of words: how often what stands under such a class, or starts so, is article.

A score is the logarithm of the odds; words that are not in the table have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from typing import NamedTuple

import numpy as np

from crosspost.body import phrases, words
from crosspost.body.arrays import Floats, Ints
from crosspost.body.words import START, Words


class LineScores(NamedTuple):
    """The mean, lowest and highest score of each line's words, and its kind (see ``phrases``)."""

    mean: Floats
    low: Floats
    high: Floats
    kind: Ints


@dataclass(frozen=True, eq=False)
class Table:
    """Scores of words, of words that come first, and of pairs of words.

    Words are looked up once, pairs by the numbers of their words: a table of pairs as texts is ten
    times as large, and most of it would be fetched from memory for every page.

    Attributes:
        words: word → its number, from 1.
        single, first: the score of each number, NaN for none; 0 is every other word.
        pairs: numbers of pairs, rising: of the first word, times the count of numbers, and of the
            second.
        pair_scores: their scores.
    """

    words: Mapping[str, int]
    single: Floats
    first: Floats
    pairs: Ints
    pair_scores: Floats

    @classmethod
    def of(cls, scores: Mapping[str, float]) -> Table:
        """The table of scores by text: ``share``, ``^share`` where it comes first, ``share this``.

        A hyphen between two words is as good as a space.
        """
        keys = {key: tuple(key.removeprefix("^").replace("-", " ").split()) for key in scores}
        words = {word: number for number, word in enumerate(sorted(set(chain(*keys.values()))), 1)}
        single, first = np.full((2, len(words) + 1), np.nan)
        pairs: dict[int, float] = {}
        for key, parts in keys.items():
            numbers = [words[part] for part in parts]
            if len(numbers) > 1:
                pairs[numbers[0] * (len(words) + 1) + numbers[1]] = scores[key]
            else:
                (first if key.startswith("^") else single)[numbers[0]] = scores[key]
        order = sorted(pairs)
        return cls(
            words,
            single,
            first,
            np.array(order, dtype=np.int64),
            np.array([pairs[pair] for pair in order], dtype=np.float64),
        )

    def numbers(self, words: Sequence[str]) -> Ints:
        """The number of each word, 0 for one that is not in the table."""
        return np.fromiter(map(self.words.get, words, repeat(0)), np.int64, len(words))

    def of_pairs(self, numbers: Ints) -> Floats:
        """The score of each word with the next one; NaN for none."""
        found = np.full(len(numbers), np.nan)
        if len(numbers) > 1 and len(self.pairs):
            asked = numbers[:-1] * len(self.single) + numbers[1:]
            at = np.minimum(np.searchsorted(self.pairs, asked), len(self.pairs) - 1)
            found[:-1] = np.where(self.pairs[at] == asked, self.pair_scores[at], np.nan)
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
        mean, low, _ = _by_row(names, len(names.starts), *scores)
        return low, mean

    def of_lines(self, texts: Sequence[str]) -> LineScores:
        """What the words of each short line say; all 0 for a text that is no short line."""
        asked = [number for number, text in enumerate(texts) if words.is_line(text)]
        lines = words.of_lines([texts[number] for number in asked])
        lines = Words(lines.words, lines.starts, np.array(asked, dtype=np.int64)[lines.rows])
        numbers = self.lines.numbers([*lines.words, START])
        scores = self.lines.single[numbers[:-1]]
        scores[lines.starts] = self.lines.first[numbers[lines.starts + 1]]
        mean, low, high = _by_row(lines, len(texts), scores, self.lines.of_pairs(numbers[:-1]))
        kind = np.zeros(len(texts), dtype=np.int64)
        kind[lines.rows] = [
            phrases.kind_of(lines.words[at + 1 : at + 1 + phrases.LONGEST])
            for at in lines.starts.tolist()
        ]
        return LineScores(mean, low, high, kind)


def name_words(names: Words) -> list[list[str]]:
    """What is looked up for each class and id: its words and pairs of words."""
    return [
        found + [f"{one}-{two}" for one, two in pairwise(found)] for found in words.by_row(names)
    ]


def line_words(line: Sequence[str]) -> list[str]:
    """What is looked up for a short line: its words and pairs of words, the start marked."""
    return [f"^{line[0]}", *line, *(f"{one} {two}" for one, two in pairwise(line))]


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
