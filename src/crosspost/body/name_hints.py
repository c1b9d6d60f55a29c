"""Class hints (see ``page.class_hints``) of all classes and ids of a page in one pass."""

from __future__ import annotations

from itertools import repeat

import numpy as np

from crosspost.body.arrays import Ints
from crosspost.body.words import Words
from crosspost.page.class_hints import BY_WORD, FIRST_OF_PAIR

_NEGATIONS = frozenset(("no", "without"))


def by_words(names: Words) -> Ints:
    """The hints that each class or id gives by its words and pairs of words."""
    words = names.words
    own = np.fromiter(map(BY_WORD.get, words, repeat(0)), np.int64, len(words))
    for at in np.flatnonzero(own[:-1] & FIRST_OF_PAIR).tolist():
        own[at] |= BY_WORD.get(f"{words[at]}-{words[at + 1]}", 0)
    own &= ~FIRST_OF_PAIR
    for at in np.flatnonzero(own).tolist():  # "no-footer"
        if words[at - 1] in _NEGATIONS:
            own[at] = 0
    hints = np.zeros(len(names.starts), dtype=np.int64)
    if len(hints):
        hints[names.rows] = np.bitwise_or.reduceat(own, names.starts)
    return hints
