"""Networks and trees asked together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from block_page import PROSE, cut
from crosspost.body.classifier import Classifier
from crosspost.body.lexicon import Lexicon, Table
from crosspost.body.trees import Trees
from crosspost.body.weights import load


def small() -> Classifier:
    """Return a classifier of two features: a network that adds them, a tree that asks the first."""
    one = np.ones((2, 1), dtype=np.float32)
    nothing = np.zeros(1, dtype=np.float32)
    return Classifier(
        lexicon=Lexicon(Table.of({"entry": 1.5}), Table.of({"^share": -2.0})),
        mean=np.zeros(2, dtype=np.float32),
        scale=np.ones(2, dtype=np.float32),
        clip=4.0,
        networks=(((one, nothing),),),
        trees=Trees(
            np.zeros((1, 1), dtype=np.uint16),
            np.zeros((1, 1), dtype=np.float32),
            np.array([[-2, 2]], dtype=np.float32),
        ),
    )


def logits(classifier: Classifier, *row: float) -> float:
    (rng,) = classifier.of_rows(np.array([row], dtype=np.float32))
    return round(float(np.log(rng / (1 - rng))), 3)


def test_networks_and_trees_are_averaged_by_the_odds() -> None:
    both = small()
    assert logits(replace(both, trees=None), 1, 2) == 3
    assert logits(replace(both, networks=()), 1, 2) == 2
    assert logits(both, 1, 2) == 2.5


def test_features_far_off_the_average_are_clipped_for_networks() -> None:
    assert logits(replace(small(), trees=None), 100, 0) == 4


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


@pytest.mark.parametrize("count", [1, 15, 16, 17, 100])
def test_rows_taken_a_few_at_a_time_get_the_probabilities_of_all_at_once(count: int) -> None:
    shipped = replace(load(), trees=None)
    spread = np.random.default_rng(1).normal(scale=2, size=(count, len(shipped.mean)))
    rows = (shipped.mean + spread / shipped.scale).astype(np.float32)
    inputs = np.clip((rows - shipped.mean) * shipped.scale, -shipped.clip, shipped.clip)
    said = np.zeros(count)
    for layers in shipped.networks:
        values = inputs
        for weights, biases in layers[:-1]:
            values = np.maximum(values @ weights + biases, 0)
        said += (values @ layers[-1][0] + layers[-1][1])[:, 0] / len(shipped.networks)
    for order in (rows, np.asfortranarray(rows)):
        assert np.allclose(shipped.of_rows(order), 1 / (1 + np.exp(-said)), atol=1e-5)
