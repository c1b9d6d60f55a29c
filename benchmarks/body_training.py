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
import body_trees
from body_labels import Labels, open_questions, words_of
from body_pages import FOLDS, Sample, measured
from crosspost.body.arrays import Floats, Ints, Matrix
from crosspost.body.classifier import Classifier
from crosspost.body.features import features
from crosspost.body.lexicon import Lexicon
from crosspost.body.weights import made_columns

Probabilities = dict[str, Floats]

_FOUND_IN_PAGE = 0.5  # share of the truth that a page must have to be learned from
_POWER = 0.75  # of a block's words: its importance in its page
_MOST_BLOCKS = 100  # a page with more is thinned, so that long lists do not take all the time
_IMPORTANCE = {"article": 1.5, "readability": 2.0, "news": 2.0}
_TRUNCATED = {"recall": 0.95, "precision": 0.6}


@dataclass
class Fold:
    """Rows to learn from and rows to be asked about, measured with the same tables of words.

    Attributes:
        learned, chosen, rows: pages to learn from, the blocks taken of each, their features.
        asked, asked_rows: pages that are held out, and the features of all their blocks.
    """

    tables: body_lexicon.Tables
    learned: list[Sample]
    chosen: list[Ints] = field(default_factory=list)
    rows: list[Matrix] = field(default_factory=list)
    asked: list[Sample] = field(default_factory=list)
    asked_rows: list[Matrix] = field(default_factory=list)


def fold(samples: Sequence[Sample], labels: Labels, number: int | None) -> Fold:
    """Measure the pages outside fold ``number`` to learn from, those in it to be asked about."""
    learned, asked = division(samples, labels, number)
    tables = body_lexicon.build(
        [sample for sample in samples if number is None or sample.fold != number], labels
    )
    part = Fold(tables, learned, asked=asked)
    rng = np.random.default_rng(0)
    for sample in learned:
        rows = _rows(sample, tables.without(sample.group))
        chosen = np.arange(len(rows))
        if len(rows) > _MOST_BLOCKS:
            chosen = np.sort(rng.choice(len(rows), _MOST_BLOCKS, replace=False))
        part.chosen.append(chosen)
        part.rows.append(rows[chosen])
    whole = tables.whole()
    part.asked_rows = [_rows(sample, whole) for sample in part.asked]
    return part


def division(
    samples: Sequence[Sample], labels: Labels, number: int | None
) -> tuple[list[Sample], list[Sample]]:
    """The pages to learn from and the pages held out; None holds no page out.

    Nothing is learned from a page without a truth, or most of whose truth is not in the page.
    """
    usable = [sample for sample in samples if sample.found is not None]
    learned = [
        sample
        for sample in usable
        if sample.fold != number and sample.truth and labels[sample.identity][2] >= _FOUND_IN_PAGE
    ]
    return learned, [sample for sample in usable if sample.fold == number]


def _rows(sample: Sample, lexicon: Lexicon) -> Matrix:
    assert sample.found is not None
    return features(sample.found, measured(sample), sample.title, lexicon).T


@dataclass(frozen=True)
class Material:
    """What a model is fitted to: rows of features, soft targets (0 to 1), importance."""

    rows: Matrix
    targets: Matrix
    importance: Matrix


def material(part: Fold, labels: Labels, use: Callable[[Sample], bool]) -> Material:
    """The rows of the pages that ``use`` accepts; each page has the same importance in all."""
    rows, targets, importance = [], [], []
    for sample, chosen, page_rows in zip(part.learned, part.chosen, part.rows, strict=True):
        if not use(sample):
            continue
        share, counts, _ = labels[sample.identity]
        weights = np.maximum(counts[chosen], 0.5) ** _POWER
        weights[open_questions(sample, share)[chosen]] = 0
        rows.append(page_rows)
        targets.append(share[chosen])
        importance.append(weights * _IMPORTANCE.get(sample.kind, 1.0) / weights.sum())
    return Material(np.concatenate(rows), np.concatenate(targets), np.concatenate(importance))


def train(part: Fold, labels: Labels, use: Callable[[Sample], bool] = lambda _: True) -> Classifier:
    """Train trees on the pages of a fold that ``use`` accepts."""
    given = material(part, labels, use)
    trees = body_trees.train(given.rows, given.targets, given.importance)
    lexicon = part.tables.whole()
    return Classifier(lexicon, made_columns(lexicon), trees)


def probabilities(part: Fold, classifier: Classifier) -> Probabilities:
    """What a classifier says of the pages held out."""
    return {
        sample.identity: classifier.of_columns(rows.T)
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
