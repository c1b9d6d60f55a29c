"""Learned scores of words: how often what stands under such a class, or starts so, is article.

A score is the logarithm of the odds; words that are not in the table have none. All names, or all
lines, of a page are asked for at once: looking up each by itself took four times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crosspost.body import phrases

LONGEST_LINE = 20  # words; longer blocks are prose, whose words say little
_SHORT = 250  # characters; longer blocks are no lines
_TOO_LONG = 400  # characters of a class; machine-made ones
_SHORTEST = 3  # letters of a word of a class

# Starts each name or line where they are all one text; pages hold no NUL, see ``parse``.
_START = "\0\0\0"
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\0{3}")
_LINE_WORD = re.compile(r"[^\W\d_]+|\d+|\0{3}")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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

    def of_names(self, names: Sequence[str]) -> tuple[Floats, Floats]:
        """The lowest and the mean score of the words of each class and id; 0 for none."""
        words = _name_words(names)
        scores = _scores(self.names, words)
        pairs = _scores(self.names, map("-".join, pairwise([*words, ""])))
        mean, low, _ = _by_row(_starts(words), scores, pairs)
        return low, mean

    def of_lines(self, texts: Sequence[str]) -> LineScores:
        """What the words of each short line say; all 0 for a text that is no short line."""
        mean, low, high = np.zeros((3, len(texts)))
        kind = np.zeros(len(texts), dtype=np.int64)
        rows = np.array([row for row, text in enumerate(texts) if len(text) < _SHORT], dtype=int)
        words = _line_words([texts[row] for row in rows])
        starts = _starts(words)
        counts = np.diff(starts, append=len(words)) - 1
        scores = _scores(self.lines, words)
        pairs = _scores(self.lines, map(" ".join, pairwise([*words, ""])))
        firsts = [words[at] for at in np.minimum(starts + 1, max(len(words) - 1, 0))]
        scores[starts] = _scores(self.lines, map("^".__add__, firsts))
        is_line = (counts > 0) & (counts <= LONGEST_LINE)
        for column, values in zip((mean, low, high), _by_row(starts, scores, pairs), strict=True):
            column[rows[is_line]] = values[is_line]
        for index in np.flatnonzero(is_line):
            if firsts[index] in phrases.FIRST_WORDS:
                start = starts[index] + 1
                line = words[start : start + min(counts[index], phrases.LONGEST)]
                kind[rows[index]] = phrases.kind_of(line)
        return LineScores(mean, low, high, kind)


def name_words(name: str) -> list[str]:
    """What is looked up for a class or id: its words and pairs of words, without numbers."""
    words = _name_words([name])[1:]
    return words + [f"{one}-{two}" for one, two in pairwise(words)]


def _name_words(names: Iterable[str]) -> list[str]:
    """The words of all names, a start before each: ``postNav related-posts`` is post, nav, …"""
    text = "".join([_START + name[:_TOO_LONG] for name in names])
    words = map(str.lower, _NAME_WORD.findall(text))
    return [word for word in words if len(word) >= _SHORTEST]


def first_words(text: str) -> list[str]:
    """The words of a line, digits as ``#``; empty where the text is no short line."""
    words = _line_words([text])[1:]
    return words if len(words) <= LONGEST_LINE else []


def _line_words(texts: Iterable[str]) -> list[str]:
    text = "".join([_START + text for text in texts]).lower()
    return ["#" if word.isdigit() else word for word in _LINE_WORD.findall(text)]


def line_words(words: list[str]) -> list[str]:
    """What is looked up for a short line: its words and pairs of words, the start marked."""
    return [f"^{words[0]}", *words, *(f"{one} {two}" for one, two in pairwise(words))]


def _starts(words: Sequence[str]) -> Ints:
    return np.flatnonzero(np.fromiter(map(_START.__eq__, words), bool, len(words)))


def _scores(table: Mapping[str, float], words: Iterable[str]) -> Floats:
    """The score of each word; NaN for none."""
    return np.array(list(map(table.get, words, repeat(np.nan))), dtype=np.float64)


def _by_row(starts: Ints, *scores: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean, lowest and highest of the scores from each start to the next; 0 for none."""
    if not len(starts):
        return np.zeros(0), np.zeros(0), np.zeros(0)
    values = np.stack(scores)
    none = np.isnan(values)

    def rows(function: np.ufunc, default: float) -> Floats:
        filled = np.where(none, default, values)
        result: Floats = function.reduce(function.reduceat(filled, starts, axis=1))
        return result

    count = np.add.reduceat((~none).sum(axis=0), starts)
    has = count > 0
    mean = rows(np.add, 0.0) / np.maximum(count, 1)
    low, high = rows(np.minimum, np.inf), rows(np.maximum, -np.inf)
    return mean, np.where(has, low, 0.0), np.where(has, high, 0.0)
