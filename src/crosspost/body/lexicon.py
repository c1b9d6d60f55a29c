"""Learned scores of words: how often what stands under such a class, or starts so, is article.

A score is the logarithm of the odds; words that are not in the table have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from crosspost.body import marks

LONGEST_LINE = 20  # words; longer blocks are prose, whose words say little
_WORD = re.compile(r"[^\W\d_]+|\d+")
_TOO_LONG = 400  # characters of a class; machine-made ones


@dataclass(frozen=True)
class Lexicon:
    """Two tables of scores: words of class and id, and words of short lines."""

    names: Mapping[str, float]
    lines: Mapping[str, float]


def name_words(name: str) -> list[str]:
    """What is looked up for a class or id: its words and pairs of words, without numbers."""
    return _with_pairs(marks.words_of(name[:_TOO_LONG]))


def box_words(name: str, known: Mapping[str, list[str]]) -> list[str]:
    """The same for class and id of a box, whose words may be known already, each by itself."""
    if len(name) <= _TOO_LONG:
        words = known.get(name)
        if words is None:
            css_class, _, identity = name.rpartition(" ")
            own, others = known.get(css_class), known.get(identity)
            if others is not None and (own is not None or not css_class):
                words = [*(own or ()), *others]
        if words is not None:
            return _with_pairs(words)
    return name_words(name)


def _with_pairs(words: list[str]) -> list[str]:
    found = [word for word in words if len(word) > 2 and not word.isdigit()]
    return found + [f"{one}-{two}" for one, two in pairwise(found)]


def first_words(text: str) -> list[str]:
    """The words of a line, digits as ``#``; empty where the text is no short line."""
    words = ["#" if word.isdigit() else word for word in _WORD.findall(text.lower())]
    return words if len(words) <= LONGEST_LINE else []


def line_words(words: list[str]) -> list[str]:
    """What is looked up for a short line: its words and pairs of words, the start marked."""
    return [f"^{words[0]}", *words, *(f"{one} {two}" for one, two in pairwise(words))]
