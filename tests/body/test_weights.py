"""The classifier that is shipped, and how classifiers are stored."""

from __future__ import annotations

import gzip
from dataclasses import replace

import numpy as np

from crosspost.body.classifier import Classifier
from crosspost.body.lexicon import Lexicon, Table
from crosspost.body.trees import Trees
from crosspost.body.weights import load, pack, unpack


def small() -> Classifier:
    """Return a classifier of two features: a network that adds them, a tree that asks the first."""
    return Classifier(
        lexicon=Lexicon(
            Table.of({"entry": 1.5, "post-nav": -0.29}), Table.of({"^share": -2.0, "# min": 0.07})
        ),
        mean=np.zeros(2, dtype=np.float32),
        scale=np.ones(2, dtype=np.float32),
        clip=4.0,
        networks=(((np.ones((2, 1), dtype=np.float32), np.zeros(1, dtype=np.float32)),),),
        trees=Trees(
            np.ones((1, 1), dtype=np.uint16),
            np.full((1, 1), 0.1, dtype=np.float32),
            np.array([[-2, 2]], dtype=np.float32),
        ),
    )


def tables(classifier: Classifier) -> tuple[Table, Table]:
    return classifier.lexicon.names, classifier.lexicon.lines


def test_what_is_packed_is_read_again() -> None:
    one, again = small(), unpack(pack(small()))
    for read, table in zip(tables(again), tables(one), strict=True):
        assert read.words == table.words
        for name in ("single", "first", "pairs", "pair_scores"):
            assert np.array_equal(getattr(read, name), getattr(table, name), equal_nan=True)
    row = np.array([[1, 2]], dtype=np.float32)
    assert again.of_rows(row) == one.of_rows(row)
    assert pack(again) == pack(one)


def test_networks_or_trees_and_words_may_be_missing() -> None:
    for one in (replace(small(), trees=None), replace(small(), networks=())):
        again = unpack(pack(replace(one, lexicon=Lexicon(Table.of({}), Table.of({})))))
        assert (len(again.networks), again.trees is None) == (len(one.networks), one.trees is None)
        assert not any(table.words for table in tables(again))


def test_the_same_classifier_gives_the_same_file() -> None:
    assert pack(small()) == pack(small())
    assert gzip.decompress(pack(small()))[:6] == b"\x93NUMPY"


def test_the_shipped_one_is_read_once() -> None:
    assert load() is load()
