"""The URLs of a picture, and which of them is the largest."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from crosspost.images.find import candidates, is_pixel


def image(html: str) -> Tag:
    found = BeautifulSoup(html, "lxml").find("img")
    assert found is not None
    return found


def test_urls_for_late_loading_come_first_and_sources_last() -> None:
    tag = image(
        '<picture><source srcset="large.webp 2000w"><img src="a.jpg" data-src="b.jpg" '
        'srcset="c.jpg 1000w, data:image/gif;base64,R0 2x"></picture>'
    )
    assert [url for url, _ in candidates(tag)] == ["b.jpg", "a.jpg", "c.jpg", "large.webp"]


def test_a_picture_that_counts_readers_is_known_by_its_size() -> None:
    assert is_pixel(image('<img src="a.gif" width="1" height="1px">'))
    assert not is_pixel(image('<img src="a.gif" width="1">'))
