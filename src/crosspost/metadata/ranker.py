"""Weighing the options of a field: a linear score over named features, its weights learned.

The weights are in ``data/ranker.json``; ``benchmarks/metadata_ranker.py`` learned them and says
from what. A feature without a weight counts nothing, so that a new one needs no new weights.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum

from crosspost.metadata.candidate import Value
from crosspost.metadata.data_files import read_data


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a field with all that speaks for and against it.

    Attributes:
        value: the value.
        source: where it was found, for a person.
        features: what was seen of it; each has a weight.
    """

    value: Value
    source: str
    features: frozenset[str]


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weights: field → feature → weight, and what "nothing" needs to win."""
    text = read_data("ranker.json")
    table: dict[str, dict[str, float]] = json.loads(text)
    return table


def score(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return the sum of the features' weights.

    Exact before it is rounded, so that it is the same in whatever order a set gives its features,
    which is another one in every process: of equals, the first must win everywhere.
    """
    return fsum(weights.get(feature, 0.0) for feature in features)


def best(field: str, options: Sequence[Option], least: float = 0.0) -> Option | None:
    """Return the option with the highest score, the first of equals; None where all are too low.

    ``least`` is what an option must score more than: 0 is the score of giving nothing.
    """
    of_field = weights()[field]
    scored = [(score(option.features, of_field), option) for option in options]
    top = max(scored, key=lambda pair: pair[0], default=None)
    return top[1] if top and top[0] > least else None
