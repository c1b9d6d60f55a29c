"""Each block as a row of numbers."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut
from crosspost.body.features import columns_of, features
from crosspost.body.lexicon import Lexicon, Table

WORDS = Lexicon(Table.of({"entry": 2.0, "related": -3.0}), Table.of({"^share": -2.0, "ferry": 1.0}))
PAGE = (
    "<h1>The ferry</h1>"
    f"<div class='entry'><p>{PROSE}</p><h2>Night</h2><p>Two. {PROSE}</p></div>"
    "<div class='related'><p><a href='/1'>Share</a></p><p><a href='/2'>A ferry</a></p></div>"
)


@pytest.fixture(scope="module")
def columns() -> dict[str, list[float]]:
    found, page = cut(PAGE)
    found_columns = columns_of(found, page, "The ferry", WORDS)
    values = found_columns.rows().T.astype(float).round(3).tolist()
    return dict(zip(found_columns.names, values, strict=True))


def test_the_rows_are_the_columns_in_their_order() -> None:
    found, page = cut(PAGE)
    rows = features(found, page, "The ferry", WORDS)
    names = columns_of(found, page, "The ferry", WORDS).names
    assert rows.shape == (6, len(set(names))) and rows.dtype == np.float32
    assert rows[:, names.index("chars")].tolist() == pytest.approx(np.log1p(page.chars).tolist())
    assert np.isfinite(rows).all()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("link_share", [0, 0, 0, 0, 1, 1]),
        ("ends_sentence", [0, 1, 0, 1, 0, 0]),
        ("is_prose", [0, 1, 0, 1, 0, 0]),
        ("is_h2", [0, 0, 1, 0, 0, 0]),
        ("heading_rank", [1, 1, 2, 2, 2, 2]),
        ("name_nearest", [0, 2, 2, 2, -3, -3]),
        ("name_lowest", [0, 0, 0, 0, -3, -3]),
        ("line_mean", [1, 0, 0, 0, -2, 1]),
        ("says_share", [0, 0, 0, 0, 1, 0]),
        ("in_related", [0, 0, 0, 0, 1, 1]),
        ("after1_linked", [0, 0, 0, 1, 1, 0]),
        ("prose_before", [0, 0, 0.49, 0.49, 1, 1]),
        ("is_after_title", [0, 1, 1, 1, 1, 1]),
        ("seen_before", [0, 0, 0, 0, 0, 0]),
        ("page_prose", [0.93] * 6),
    ],
)
def test_what_a_column_says(
    columns: dict[str, list[float]], name: str, values: list[float]
) -> None:
    assert columns[name] == pytest.approx(values, abs=0.02)


def test_a_text_that_comes_again_is_counted() -> None:
    found, page = cut(f"<p>{PROSE}</p><p>Share</p><p>Two. {PROSE}</p><p>Share</p>")
    columns = columns_of(found, page, None, WORDS)
    rows = features(found, page, None, WORDS)
    assert rows[:, columns.names.index("seen_before")].tolist() == [0, 0, 0, 1]
    assert rows[:, columns.names.index("seen_again")].tolist() == [0, 1, 0, 0]
