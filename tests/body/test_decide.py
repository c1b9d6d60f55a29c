"""The steps from scores to a choice, and which way a page is read."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from block_page import PROSE, cut, document, texts
from crosspost.body.arrays import Floats
from crosspost.body.blocks import group
from crosspost.body.decide import choose, decide, decide_page
from crosspost.body.page_type import ARTICLE, FORUM
from crosspost.model import Metadata

POINTER = "<p><a href='/x'>Read more: The other ferry</a></p>"
PAGE = f"<h1>The ferry</h1><p>{PROSE}</p>{POINTER}<h2>Night</h2><p>{PROSE} Two.</p>"


def sure(count: int, value: float = 0.95) -> Floats:
    return np.full(count, value)


def test_each_step_says_why_blocks_come_and_go_and_the_last_one_is_the_choice() -> None:
    found, page = cut(PAGE)
    steps = choose(found, page, sure(5), "The ferry", precise=True)
    assert steps[0].kept.all() and steps[0].came == "likely"
    went = {
        step.went: texts(found, before.kept & ~step.kept)
        for before, step in pairwise(steps)
        if (before.kept & ~step.kept).any()
    }
    assert went == {
        "points to another article": ["Read more: The other ferry"],
        "the page's title": ["The ferry"],
    }
    assert texts(found, steps[-1].kept) == [PROSE, "Night", f"{PROSE} Two."]


def test_a_step_that_would_leave_nothing_is_not_taken() -> None:
    cells = "".join(f"<tr><td>Book {number}</td><td>{PROSE}</td></tr>" for number in range(4))
    found, page = cut(f"<table>{cells}</table>")
    said = np.array([0.9, 0.1] * 4)  # the titles of a table of books, which is not kept whole
    steps = choose(found, page, said, None, precise=False)
    assert texts(found, steps[-1].kept) == [f"Book {number}" for number in range(4)]


def test_other_kinds_of_page_keep_their_pointers() -> None:
    found, page = cut(PAGE)
    steps = choose(found, page, sure(5), "The ferry", precise=False)
    assert "Read more: The other ferry" in texts(found, steps[-1].kept)


def test_a_page_that_is_plainly_a_forum_is_read_as_one() -> None:
    page = document(PAGE, url="https://example.org/forum/12")
    decision = decide_page(page, Metadata(), "article")
    assert decision is not None and decision.kind == FORUM
    assert all(step.went != "points to another article" for step in decision.steps)


def test_a_page_of_very_many_blocks_is_judged_by_rules() -> None:
    rows = "".join(f"<p>{PROSE} {number}.</p>" for number in range(20_001))
    page = document(f"<nav><a href='/'>Home</a></nav><main>{rows}</main>")
    decision = decide(page, Metadata(), "article", group(page.flow))
    assert decision.kind == ARTICLE and set(decision.probabilities.tolist()) == {0.0, 1.0}
    assert decision.kept.sum() == 20_001


def test_a_page_without_text_has_no_decision() -> None:
    assert decide_page(document(""), Metadata(), "article") is None
