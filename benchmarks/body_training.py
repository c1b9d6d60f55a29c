"""From labelled pages to a classifier, for one fold or for all pages.

The labels of WCXB have faults: some truths are empty or stop in the middle of the article. A page
whose truth a first model, which has not seen the page, finds whole but much too short is left out
of the training (not of the measurement).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

import body_lexicon
import body_network
from body_labels import words_of
from body_pages import FOLDS, Sample, measured
from crosspost.body.classifier import Classifier
from crosspost.body.features import Matrix, features
from crosspost.body.page import Floats

SETTINGS = body_network.Settings()
Labels = Mapping[str, tuple[Floats, Floats, float]]

_FOUND_IN_PAGE = 0.5  # share of the truth that a page must have to be learned from
_POWER = 0.75  # of a block's words: its importance in its page
_MOST_BLOCKS = 700  # a page with more is thinned, so that long lists do not take all the time
_IMPORTANCE = {"article": 1.5, "news": 2.0}
_TRUNCATED = {"recall": 0.95, "precision": 0.6}


@dataclass
class Fold:
    """Rows to learn from and rows to be asked about, measured with the same tables of words."""

    tables: body_lexicon.Tables
    learned: list[Sample]
    rows: list[Matrix]
    asked: list[Sample] = field(default_factory=list)
    asked_rows: list[Matrix] = field(default_factory=list)


def fold(samples: Sequence[Sample], labels: Labels, number: int | None) -> Fold:
    """Measure the pages outside fold ``number`` to learn from, those in it to be asked about."""
    usable = [sample for sample in samples if sample.found is not None]
    learned = [sample for sample in usable if number is None or sample.fold != number]
    asked = [sample for sample in usable if number is not None and sample.fold == number]
    tables = body_lexicon.build(learned, labels)
    whole = tables.whole()
    return Fold(
        tables,
        learned,
        [
            features(_found(sample), measured(sample), sample.title, tables.without(sample.group))
            for sample in learned
        ],
        asked,
        [features(_found(sample), measured(sample), sample.title, whole) for sample in asked],
    )


def _found(sample: Sample):  # type: ignore[no-untyped-def]
    assert sample.found is not None
    return sample.found


def train(
    part: Fold,
    labels: Labels,
    seeds: Sequence[int],
    use: Callable[[Sample], bool] = lambda _: True,
    settings: body_network.Settings = SETTINGS,
) -> Classifier:
    """Train one network a seed on the pages of a fold that ``use`` accepts."""
    rows, targets, importance = [], [], []
    chance = np.random.default_rng(0)
    for sample, page_rows in zip(part.learned, part.rows, strict=True):
        share, counts, coverage = labels[sample.identity]
        if not sample.truth or coverage < _FOUND_IN_PAGE or not use(sample):
            continue
        weights = np.maximum(counts, 0.5) ** _POWER
        weights *= _IMPORTANCE.get(sample.kind, 1.0) / weights.sum()
        chosen = np.arange(len(share))
        if len(share) > _MOST_BLOCKS:
            chosen = np.sort(chance.choice(len(share), _MOST_BLOCKS, replace=False))
            weights = weights * (weights.sum() / weights[chosen].sum())
        rows.append(page_rows[chosen])
        targets.append(share[chosen])
        importance.append(weights[chosen])
    networks = [
        body_network.train(
            np.concatenate(rows),
            np.concatenate(targets),
            np.concatenate(importance),
            seed,
            settings,
        )
        for seed in seeds
    ]
    return Classifier(
        lexicon=part.tables.whole(),
        mean=networks[0].mean,
        scale=networks[0].scale,
        clip=settings.clip,
        networks=tuple(
            tuple(zip(network.weights, network.biases, strict=True)) for network in networks
        ),
    )


def chances(part: Fold, classifier: Classifier) -> dict[str, Floats]:
    """What a classifier says of the pages held out."""
    return {
        sample.identity: classifier.of_rows(rows)
        for sample, rows in zip(part.asked, part.asked_rows, strict=True)
    }


def truncated(
    samples: Sequence[Sample], labels: Labels, said: Mapping[str, Floats]
) -> frozenset[str]:
    """The pages whose truth is whole in what was chosen, and much shorter than that."""
    short = set()
    for sample in samples:
        if sample.identity not in said:
            continue
        share, counts, _ = labels[sample.identity]
        kept = said[sample.identity] > 0.5
        hits = (share * counts)[kept].sum()
        recall = hits / max(len(words_of(sample.truth)), 1)
        precision = hits / max(counts[kept].sum(), 1)
        if recall > _TRUNCATED["recall"] and precision < _TRUNCATED["precision"]:
            short.add(sample.identity)
    return frozenset(short)


def all_folds() -> range:
    return range(FOLDS)
