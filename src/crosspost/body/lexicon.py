"""Learned scores of words: how often what stands under such a class, or starts so, is article.

A score is the logarithm of the odds; words that are not in the table have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from crosspost.body import marks, phrases

LONGEST_LINE = 20  # words; longer blocks are prose, whose words say little
_WORD = re.compile(r"[^\W\d_]+|\d+")
_TOO_LONG = 400  # characters of a class; machine-made ones


_MOST_KNOWN = 8192  # names, and lines, whose scores are remembered
_MEMORABLE = 200  # characters of such a name
_SHORT = 250  # characters; longer blocks are no lines


class LineScores(NamedTuple):
    """The mean, lowest and highest score of a line's words, and its kind (see ``phrases``)."""

    mean: float
    low: float
    high: float
    kind: int


_NO_LINE = LineScores(0.0, 0.0, 0.0, 0)


@dataclass(frozen=True)
class Lexicon:
    """Two tables of scores: words of class and id, and words of short lines."""

    names: Mapping[str, float]
    lines: Mapping[str, float]
    # What was asked before; a site's pages say the same again and again.
    _names: dict[str, tuple[float, float]] = field(default_factory=dict, repr=False, compare=False)
    _lines: dict[str, LineScores] = field(default_factory=dict, repr=False, compare=False)

    def of_name(self, name: str) -> tuple[float, float]:
        """The lowest and the mean score of the words of a class and id; (0, 0) for none."""
        known = self._names.get(name)
        if known is not None:
            return known
        score = self.names.get
        scores = [found for found in map(score, name_words(name)) if found is not None]
        result = (min(scores), sum(scores) / len(scores)) if scores else (0.0, 0.0)
        if len(name) <= _MEMORABLE:
            if len(self._names) >= _MOST_KNOWN:
                self._names.clear()
            self._names[name] = result
        return result

    def of_line(self, text: str) -> LineScores:
        """What the words of a short line say; all 0 for a text that is no short line."""
        if len(text) >= _SHORT:
            return _NO_LINE
        known = self._lines.get(text)
        if known is None:
            if len(self._lines) >= _MOST_KNOWN:
                self._lines.clear()
            known = self._lines[text] = self._of_line(first_words(text))
        return known

    def _of_line(self, words: list[str]) -> LineScores:
        if not words:
            return _NO_LINE
        kind = phrases.kind_of(words)
        score = self.lines.get
        scores = [found for found in map(score, line_words(words)) if found is not None]
        if not scores:
            return LineScores(0.0, 0.0, 0.0, kind)
        return LineScores(sum(scores) / len(scores), min(scores), max(scores), kind)


def name_words(name: str) -> list[str]:
    """What is looked up for a class or id: its words and pairs of words, without numbers."""
    return _with_pairs(marks.words_of(name[:_TOO_LONG]))


def _with_pairs(words: list[str]) -> list[str]:
    found = [word for word in words if len(word) > 2 and not word.isdigit()]
    return found + [f"{one}-{two}" for one, two in pairwise(found)]


def first_words(text: str) -> list[str]:
    """The words of a line, digits as ``#``; empty where the text is no short line."""
    words = _WORD.findall(text.lower())
    if len(words) > LONGEST_LINE:
        return []
    return ["#" if word.isdigit() else word for word in words]


def line_words(words: list[str]) -> list[str]:
    """What is looked up for a short line: its words and pairs of words, the start marked."""
    return [f"^{words[0]}", *words, *(f"{one} {two}" for one, two in pairwise(words))]
