"""The URLs of a picture, and which of them is the largest."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from crosspost.images.find import candidates, is_pixel, parse_srcset


def image(html: str) -> Tag:
    found = BeautifulSoup(html, "lxml").find("img")
    assert found is not None
    return found


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


def test_urls_for_late_loading_come_first_and_sources_last() -> None:
    tag = image(
        '<picture><source srcset="large.webp 2000w"><img src="a.jpg" data-src="b.jpg" '
        'srcset="c.jpg 1000w, data:image/gif;base64,R0 2x"></picture>'
    )
    assert [url for url, _ in candidates(tag)] == ["b.jpg", "a.jpg", "c.jpg", "large.webp"]


def test_a_picture_that_counts_readers_is_known_by_its_size() -> None:
    assert is_pixel(image('<img src="a.gif" width="1" height="1px">'))
    assert not is_pixel(image('<img src="a.gif" width="1">'))
