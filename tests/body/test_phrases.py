"""Phrases of lines that are boilerplate."""

from __future__ import annotations

import pytest

from crosspost.body.phrases import points_elsewhere
from crosspost.body.words import of_line


@pytest.mark.parametrize(
    ("line", "does"),
    [
        ("Read more: The ramp that did not fit", True),
        ("Lire aussi : La rampe", True),
        ("Related", True),
        ("Sign up for our briefing", False),
        ("The ramp: read more", False),
        ("→ · →", False),
        ("", False),
    ],
)
def test_a_line_that_points_to_other_articles_is_told_by_its_start(line: str, does: bool) -> None:
    assert points_elsewhere(of_line(line)) == does
