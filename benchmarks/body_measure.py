"""Word F1, as WCXB measures it, with confidence intervals by bootstrap over pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from body_labels import words_of
from body_pages import Sample, measured
from crosspost.body import heuristics
from crosspost.body.arrays import Bools, Floats
from crosspost.body.select import select_text
from crosspost.body.text import plain_text

KINDS = ("article", "documentation", "service", "forum", "collection", "listing", "product")
_RESAMPLES = 2000
Score = tuple[float, float, float]  # F1, precision, recall


def score(text: str, truth: str) -> Score:
    """F1, precision and recall of the multiset of words; an empty truth wants an empty text."""
    said, wanted = Counter(words_of(text)), _wanted(truth)
    if not wanted or not said:
        return (1.0, 1.0, 1.0) if not wanted and not said else (0.0, 0.0, 0.0)
    common = sum((said & wanted).values())
    precision, recall = common / said.total(), common / wanted.total()
    return (2 * precision * recall / (precision + recall) if common else 0.0), precision, recall


@cache
def _wanted(truth: str) -> Counter[str]:
    return Counter(words_of(truth))


def score_page(sample: Sample, choice: Callable[[Sample], Bools]) -> Score:
    """The score of one page; a page without blocks has no text."""
    if sample.found is None:
        return score("", sample.truth)
    kept = np.flatnonzero(choice(sample)).tolist()
    return score(plain_text(sample.found, kept), sample.truth)


def score_pages(
    samples: Iterable[Sample], choice: Callable[[Sample], Bools]
) -> dict[str, list[Score]]:
    """The scores of pages, as ``by_kind``."""
    return by_kind((sample.kind, score_page(sample, choice)) for sample in samples)


def by_kind(results: Iterable[tuple[str, Score]]) -> dict[str, list[Score]]:
    """Scores by kind of page; ``all`` is WCXB's pages."""
    scores: dict[str, list[Score]] = defaultdict(list)
    for kind, result in results:
        scores[kind].append(result)
        if kind in KINDS:
            scores["all"].append(result)
    return scores


def by_probabilities(
    probabilities: Mapping[str, Floats], precise: bool
) -> Callable[[Sample], Bools]:
    """The choice of text with these probabilities; notes and captions need the tree."""

    def choice(sample: Sample) -> Bools:
        assert sample.found is not None
        said = probabilities[sample.identity]
        return select_text(sample.found, measured(sample), said, sample.title, precise).kept

    return choice


def by_rule(sample: Sample) -> Bools:
    """The choice by containers, link density and names alone."""
    assert sample.found is not None
    return heuristics.article_blocks(sample.found, measured(sample))


def summary(scores: Sequence[Score]) -> tuple[float, float, float, float, float] | None:
    """F1 and its interval, precision and recall; None where no page was measured."""
    if not scores:
        return None
    precision, recall = (sum(score[at] for score in scores) / len(scores) for at in (1, 2))
    return *interval([score[0] for score in scores]), precision, recall


def interval(values: Sequence[float], seed: int = 0) -> tuple[float, float, float]:
    """The mean, and the 95 % interval of means of resampled pages."""
    array = np.array(values)
    rng = np.random.default_rng(seed)
    means = array[rng.integers(0, len(array), (_RESAMPLES, len(array)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(array.mean()), float(low), float(high)


def line(name: str, scores: Mapping[str, list[Score]], kinds: Sequence[str]) -> str:
    """One row of a Markdown table: F1 with its interval and precision, by kind."""
    cells = []
    for kind in kinds:
        result = summary(scores.get(kind, ()))
        if result is None:
            cells.append("no page")
            continue
        mean, low, high, precision, _ = result
        cells.append(f"{mean:.4f} ({low:.3f}–{high:.3f}), P {precision:.3f}")
    return f"| {name} | " + " | ".join(cells) + " |"
