"""What the boxes around a block say of it, as columns."""

from __future__ import annotations

import pytest

from block_page import PROSE, cut
from body_lexicon import table
from crosspost.body.box_features import of_class_hints, of_groups, of_names
from crosspost.body.lexicon import Lexicon

WORDS = Lexicon(table({"entry": 2.0, "related": -3.0}), table({}))
PAGE = (
    "<h1>The ferry</h1>"
    f"<div class='entry'><p>{PROSE}</p><h2>Night</h2><p>Two. {PROSE}</p></div>"
    "<div class='related'><p><a href='/1'>Share</a></p><p><a href='/2'>A ferry</a></p></div>"
)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("name_nearest", [0, 2, 2, 2, -3, -3]),
        ("name_lowest", [0, 0, 0, 0, -3, -3]),
        ("in_related", [0, 0, 0, 0, 1, 1]),
    ],
)
def test_names_of_boxes_around_a_block_count_for_it(name: str, values: list[float]) -> None:
    found, page = cut(PAGE)
    columns = {**of_names(found, page, WORDS), **of_class_hints(page)}
    assert list(columns[name]) == pytest.approx(values, abs=0.02)


def test_a_text_that_comes_again_is_counted() -> None:
    found, page = cut(f"<p>{PROSE}</p><p>Share</p><p>Two. {PROSE}</p><p>Share</p>")
    columns = of_groups(found, page)
    assert list(columns["seen_before"]) == [0, 0, 0, 1]
    assert list(columns["seen_again"]) == [0, 1, 0, 0]
