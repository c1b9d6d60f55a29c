"""From probabilities to a choice."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut
from crosspost.body.arrays import Floats
from crosspost.body.select import balanced, expected_f1, precise

PAGE = (
    f"<article><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></article>"
    "<div><p>A teaser of a story</p><p>A second teaser of a story</p></div>"
)


def probabilities(*values: float) -> Floats:
    return np.array(values)


def test_what_is_likely_is_kept() -> None:
    _, page = cut(PAGE)
    said = probabilities(0.9, 0.9, 0.9, 0.1, 0.1)
    for choice in (precise, balanced):
        assert choice(page, said).tolist() == [True, True, True, False, False]


def test_a_likely_line_in_unlikely_company_is_left_out_unless_it_is_certain() -> None:
    _, page = cut(PAGE)
    assert not precise(page, probabilities(0.9, 0.9, 0.9, 0.6, 0.05))[3]
    assert precise(page, probabilities(0.9, 0.9, 0.9, 0.95, 0.01))[3]


def test_in_a_box_that_is_called_an_aside_more_is_asked() -> None:
    _, page = cut(PAGE.replace("<div>", "<aside>").replace("</div>", "</aside>"))
    assert not precise(page, probabilities(0.9, 0.9, 0.9, 0.65, 0.65))[3]


def test_precision_must_not_cost_the_text_of_a_page_that_is_unsure_throughout() -> None:
    _, page = cut(PAGE)
    said = probabilities(0.4, 0.4, 0.4, 0.1, 0.1)  # a forum, say: no block is likely by itself
    assert precise(page, said).tolist() == [True, True, True, False, False]


def test_balanced_is_the_best_of_all_cuts_by_the_expected_f1() -> None:
    _, page = cut(PAGE)
    said = probabilities(0.7, 0.3, 0.9, 0.2, 0.5)
    order = np.argsort(-said)
    cuts = []
    for count in range(1, len(said) + 1):
        kept = np.zeros(len(said), dtype=bool)
        kept[order[:count]] = True
        cuts.append(expected_f1(page, said, kept))
    assert expected_f1(page, said, balanced(page, said)) == pytest.approx(max(cuts))
