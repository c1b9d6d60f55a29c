"""Trees asked about the blocks of a page."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut
from body_lexicon import table
from crosspost.body.classifier import Classifier
from crosspost.body.lexicon import Lexicon
from crosspost.body.trees import Trees
from crosspost.body.weights import load


def test_the_sum_of_the_trees_is_the_logarithm_of_the_odds() -> None:
    trees = Trees(
        columns=np.array([1]),
        thresholds=np.array([0], dtype=np.float32),
        conditions=np.array([[0], [0]]),
        leaves=np.array([[-2, 2], [0, 1]], dtype=np.float32),
    )
    classifier = Classifier(Lexicon(table({}), table({})), ("one", "other"), trees)
    values = np.array([[5, 5], [-1, 1]], dtype=np.float32)
    expected = [1 / (1 + np.exp(2)), 1 / (1 + np.exp(-3))]
    assert classifier.of_columns(values).tolist() == pytest.approx(expected)


def test_the_shipped_one_tells_an_article_from_its_menu() -> None:
    found, page = cut(
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
        f"<article><h1>The ferry</h1>{f'<p>{PROSE}</p>' * 4}</article>"
        "<footer><p>Copyright. All rights reserved.</p></footer>"
    )
    probabilities = load().probabilities(found, page, "The ferry")
    kept = dict(zip(found.texts, probabilities, strict=True))
    assert kept[PROSE] > 0.9
    assert max(kept["Home"], kept["News"], kept["Copyright. All rights reserved."]) < 0.2
