"""Each block as a row of numbers."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut
from body_lexicon import table
from crosspost.body.features import columns_of, features
from crosspost.body.lexicon import Lexicon
from crosspost.body.weights import made_columns

WORDS = Lexicon(table({"entry": 2.0, "related": -3.0}), table({"^share": -2.0, "ferry": 1.0}))
PAGE = (
    "<h1>The ferry</h1>"
    f"<div class='entry'><p>{PROSE}</p><h2>Night</h2><p>Two. {PROSE}</p></div>"
    "<div class='related'><p><a href='/1'>Share</a></p><p><a href='/2'>A ferry</a></p></div>"
)


@pytest.fixture(scope="module")
def columns() -> dict[str, list[float]]:
    found, page = cut(PAGE)
    values = features(found, page, "The ferry", WORDS).astype(float).round(3).tolist()
    return dict(zip(made_columns(WORDS), values, strict=True))


def test_the_columns_are_the_same_for_every_page() -> None:
    found, page = cut(PAGE)
    values = features(found, page, "The ferry", WORDS)
    assert values.shape == (len(made_columns(WORDS)), 6) and values.dtype == np.float32
    assert tuple(columns_of(found, page, "The ferry", WORDS)) == made_columns(WORDS)
    assert values[made_columns(WORDS).index("words")].tolist() == page.words.tolist()
    assert np.isfinite(values).all()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("link_share", [0, 0, 0, 0, 1, 1]),
        ("ends_sentence", [0, 1, 0, 1, 0, 0]),
        ("heading_rank", [1, 1, 2, 2, 2, 2]),
        ("line_mean", [1, 0, 0, 0, -2, 1]),
        ("prose_before", [0, 0, 0.49, 0.49, 1, 1]),
        ("is_after_title", [0, 1, 1, 1, 1, 1]),
        ("page_prose", [0.93] * 6),
    ],
)
def test_what_a_column_says(
    columns: dict[str, list[float]], name: str, values: list[float]
) -> None:
    assert columns[name] == pytest.approx(values, abs=0.02)
