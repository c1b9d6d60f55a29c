"""The best selection of parts, given scores and costs of transitions."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from block_page import PROSE, cut, texts
from crosspost.body.viterbi import best_selection, choose_parts


def test_what_is_likely_is_kept() -> None:
    assert best_selection(np.array([-2.0, 3.0, 3.0, -2.0]), np.ones(3)).tolist() == [
        False,
        True,
        True,
        False,
    ]


def test_a_low_score_between_two_kept_parts_is_kept_if_a_gap_costs_more() -> None:
    score = np.array([3.0, -1.0, 3.0])
    assert best_selection(score, np.array([1.0, 1.0])).all()
    assert best_selection(score, np.array([0.4, 0.4])).tolist() == [True, False, True]


def test_a_part_without_a_score_goes_where_it_belongs_more() -> None:
    score = np.array([3.0, 0.0, -3.0])
    assert best_selection(score, np.array([2.0, 1.0])).tolist() == [True, True, False]
    assert best_selection(score, np.array([1.0, 2.0])).tolist() == [True, False, False]


@pytest.mark.parametrize("seed", range(20))
def test_no_other_choice_is_better(seed: int) -> None:
    rng = np.random.default_rng(seed)
    score, costs = rng.normal(0, 2, 8), rng.uniform(0, 3, 7)

    def worth(kept: tuple[bool, ...]) -> float:
        changes = [one != other for one, other in pairwise((False, *kept, False))]
        return float(score @ np.array(kept) - np.array([1.0, *costs, 1.0]) @ np.array(changes))

    best = best_selection(score, costs)
    assert worth(tuple(best)) == pytest.approx(max(map(worth, product((False, True), repeat=8))))


def test_a_cell_of_zeros_is_kept_with_its_table() -> None:
    rows = "".join(f"<tr><td>Pier {n}</td><td>0</td></tr>" for n in range(4))
    found, page = cut(f"<p>{PROSE}</p><table>{rows}</table><p>{PROSE} Two.</p>")
    said = np.array([0.97, *[0.8, 0.05] * 4, 0.97])
    kept, _ = choose_parts(found, page, said, precise=True)
    assert kept.all()


def test_a_picture_goes_with_the_text_around_it() -> None:
    found, page = cut(
        f"<article><p>{PROSE}</p><img src='quay.jpg'><p>{PROSE} Two.</p></article>"
        "<footer><img src='badge.png'><p>All rights reserved.</p></footer>"
    )
    kept, media = choose_parts(found, page, np.array([0.97, 0.97, 0.02]), precise=True)
    assert texts(found, kept) == [PROSE, f"{PROSE} Two."]
    assert media.tolist() == [True, False]


def test_what_is_never_kept_does_not_divide_what_is_around_it() -> None:
    found, page = cut(f"<p>{PROSE}</p><button>Copy</button><img src='a.jpg'><p>{PROSE} Two.</p>")
    kept, media = choose_parts(found, page, np.array([0.97, 0.01, 0.97]), True, excluded=[1])
    assert kept.tolist() == [True, False, True] and media.all()


def test_where_nothing_is_likely_the_likeliest_is_kept() -> None:
    found, page = cut("<p>One</p><p>Two</p>")
    kept, _ = choose_parts(found, page, np.array([0.001, 0.0001]), precise=True)
    assert texts(found, kept) == ["One"]


COMMENT = "I took the same ferry last year, and it was late then, too, so nothing is new in this."


@pytest.mark.parametrize(
    ("likely", "is_kept"),
    [pytest.param(0.7, False, id="hardly likely"), pytest.param(0.95, True, id="likely")],
)
def test_a_text_far_below_the_article_must_be_likely_itself(likely: float, is_kept: bool) -> None:
    """The errors in the paragraphs of a comment are the same, so that their sum says too much."""
    article = "".join(f"<p>{PROSE} {number}</p>" for number in range(6))
    between = "".join(f"<li>{PROSE}</li>" for _ in range(3))
    comments = "".join(f"<p>{COMMENT} {number}</p>" for number in range(6))
    found, page = cut(f"<div>{article}</div><ul>{between}</ul><div>{comments}</div>")
    said = np.array([0.99] * 6 + [0.02] * 3 + [likely] * 6)
    kept, _ = choose_parts(found, page, said, precise=True)
    assert [text.startswith(COMMENT) for text in texts(found, kept)].count(True) == 6 * is_kept
    assert choose_parts(found, page, said, precise=False)[0][-1]


def test_a_text_near_the_article_goes_with_it() -> None:
    found, page = cut(f"<p>{PROSE}</p><p>{PROSE} 2</p><p>Advertisement</p><p>{COMMENT}</p>")
    kept, _ = choose_parts(found, page, np.array([0.99, 0.99, 0.0, 0.85]), precise=True)
    assert kept.tolist() == [True, True, False, True]
