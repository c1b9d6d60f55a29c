"""From probabilities to a selection with reasons."""

from __future__ import annotations

import numpy as np

from block_page import PROSE, cut, texts
from crosspost.body.arrays import Floats
from crosspost.body.select import select

POINTER = "<p><a href='/x'>Read more: The other ferry</a></p>"
PAGE = f"<h1>The ferry</h1><p>{PROSE}</p>{POINTER}<h2>Night</h2><p>{PROSE} Two.</p>"


def sure(count: int, value: float = 0.95) -> Floats:
    return np.full(count, value)


def test_each_block_has_the_reason_why_it_is_kept_or_not() -> None:
    found, page = cut(PAGE)
    selection = select(found, page, sure(5), "The ferry", precise=True)
    assert dict(zip(found.texts, selection.reasons, strict=True)) == {
        "The ferry": "the page's title",
        PROSE: "likely",
        "Read more: The other ferry": "points to another article",
        "Night": "likely",
        f"{PROSE} Two.": "likely",
    }
    assert texts(found, selection.kept) == [PROSE, "Night", f"{PROSE} Two."]


def test_a_page_that_is_its_title_keeps_it() -> None:
    found, page = cut("<h1>The ferry</h1>")
    selection = select(found, page, sure(1), "The ferry", precise=True)
    assert texts(found, selection.kept) == ["The ferry"]


def test_other_kinds_of_page_keep_their_pointers() -> None:
    found, page = cut(PAGE)
    selection = select(found, page, sure(5), "The ferry", precise=False)
    assert "Read more: The other ferry" in texts(found, selection.kept)
