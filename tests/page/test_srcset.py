"""The ``srcset`` of a picture, read as browsers do."""

from __future__ import annotations

import pytest

from crosspost.page.srcset import parse_srcset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.jpg 640w, b.jpg 1280w", [("a.jpg", 350.0), ("b.jpg", 1280.0)]),
        ("a.jpg, b.jpg 2x", [("a.jpg", 700.0), ("b.jpg", 1400.0)]),
        ("/w_640,c_fill/a.jpg 900w", [("/w_640,c_fill/a.jpg", 900.0)]),
        ("a.jpg large, b.jpg 0.5x", [("a.jpg", 700.0), ("b.jpg", 350.0)]),
        (" ,\n, ", []),
    ],
)  # fmt: skip
def test_a_srcset_is_read_as_browsers_do(text: str, expected: list[tuple[str, float]]) -> None:
    assert parse_srcset(text) == expected
