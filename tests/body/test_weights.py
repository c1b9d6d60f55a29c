"""The classifier that is shipped, and how classifiers are stored."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import numpy as np
import pytest

from body_lexicon import table
from body_weights import pack
from crosspost.body import weights
from crosspost.body.classifier import Classifier
from crosspost.body.lexicon import Lexicon, Table
from crosspost.body.trees import Trees
from crosspost.body.weights import check_columns, load, made_columns, unpack


def small() -> Classifier:
    """Return a classifier of two columns, with one tree that asks the second."""
    return Classifier(
        lexicon=Lexicon(
            table({"entry": 1.5, "post-nav": -0.29}), table({"^share": -2.0, "# min": 0.07})
        ),
        columns=("chars", "words"),
        trees=Trees(
            columns=np.array([1]),
            thresholds=np.array([0.1], dtype=np.float32),
            conditions=np.array([[0]]),
            leaves=np.array([[-2, 2]], dtype=np.float32),
        ),
    )


@pytest.fixture
def fresh() -> Iterator[None]:
    """Let the shipped classifier be read in the test, and again after it."""
    load.cache_clear()
    yield
    load.cache_clear()


def tables(classifier: Classifier) -> tuple[Table, Table]:
    return classifier.lexicon.names, classifier.lexicon.lines


def test_what_is_packed_is_read_again() -> None:
    one, again = small(), unpack(pack(small()))
    assert again.columns == one.columns
    for read, wanted in zip(tables(again), tables(one), strict=True):
        assert read.words == wanted.words
        for name in ("single", "first", "pairs", "pair_scores"):
            assert np.array_equal(getattr(read, name), getattr(wanted, name), equal_nan=True)
    values = np.array([[1], [2]], dtype=np.float32)
    assert again.of_columns(values) == one.of_columns(values)
    assert pack(again) == pack(one)


def test_words_may_be_missing() -> None:
    one = small()
    empty = Classifier(Lexicon(table({}), table({})), one.columns, one.trees)
    assert not any(found.words for found in tables(unpack(pack(empty))))


def test_the_same_classifier_gives_the_same_file() -> None:
    assert pack(small()) == pack(small())
    assert gzip.decompress(pack(small()))[:6] == b"\x93NUMPY"


def test_the_shipped_one_is_read_once() -> None:
    assert load() is load()


def test_the_shipped_one_was_trained_on_the_columns_that_are_made() -> None:
    assert load().columns == made_columns(load().lexicon)


@pytest.mark.usefixtures("fresh")
def test_weights_of_other_columns_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights.pkgutil, "get_data", lambda *_: pack(small()))
    with pytest.raises(ValueError, match="was trained on other columns"):
        load()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (("a", "b", "c"), "new: c"),
        (("a",), "no longer made: b"),
        (("a", "d"), "no longer made: b; new: d"),
        (("b", "a"), "their order differs"),
    ],
)
def test_a_column_that_came_went_or_moved_is_named(made: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValueError, match=rf"\({said}\); train it again"):
        check_columns(("a", "b"), made)
    check_columns(made, made)
