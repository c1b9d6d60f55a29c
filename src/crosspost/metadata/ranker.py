"""Rank the options of a field: a linear score over named features, with learned weights.

The weights are in ``data/ranker.json``; ``benchmarks/metadata_ranker.py`` learned them and says
from what. A feature without a weight counts nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum

from crosspost.metadata.candidate import Value
from crosspost.metadata.data_files import read_data
from crosspost.metadata.source import Source


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a field with what was seen of it.

    Attributes:
        value: the value.
        source: where it was found.
        features: their weights make the score.
    """

    value: Value
    source: Source
    features: frozenset[str]


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weights: field → feature → weight."""
    text = read_data("ranker.json")
    table: dict[str, dict[str, float]] = json.loads(text)
    return table


def score(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return the sum of the features' weights.

    The exact sum is rounded once, so that it does not depend on the order of a set, which differs
    between processes: of equal scores, the first must win everywhere.
    """
    return fsum(weights.get(feature, 0.0) for feature in features)


def best(field: str, options: Sequence[Option], least: float = 0.0) -> Option | None:
    """Return the option with the highest score, the first of equal ones; None if all are too low.

    ``least`` is the score that it must exceed: 0 is the score of giving nothing.
    """
    of_field = weights()[field]
    scored = [(score(option.features, of_field), option) for option in options]
    top = max(scored, key=lambda pair: pair[0], default=None)
    return top[1] if top and top[0] > least else None
