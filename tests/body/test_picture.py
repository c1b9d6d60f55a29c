"""What the attributes, the style and the file name of a picture say."""

from __future__ import annotations

import pytest
from lxml.html import fragment_fromstring

from crosspost.body.picture import read_picture


@pytest.mark.parametrize(
    ("html", "size"),
    [
        ("<img src='a.jpg' width='640' height='427px'>", (640, 427)),
        ("<img src='a.jpg' width='100%' height='40'>", (0, 40)),
        ("<img src='a.jpg' style='max-width: 9px; height: 60px; width: 217.5px'>", (217, 60)),
        ("<img src='a.jpg' style='width: 1px; height: 400px'>", (0, 0)),  # for lazy loading
        ("<img src='a-150x100.jpg'>", (150, 100)),
        ("<img src='a.jpg'>", (0, 0)),
        ("<picture><source srcset='a.webp'><img src='a.jpg' width='80'></picture>", (80, 0)),
    ],
)
def test_the_size_is_read_from_attributes_style_or_name(html: str, size: tuple[int, int]) -> None:
    picture = read_picture(fragment_fromstring(html))
    assert picture is not None and (picture.width, picture.height) == size


def test_the_link_around_a_picture_and_its_late_url_are_read() -> None:
    link = fragment_fromstring(
        "<a href='/full.jpg'><span><img src='data:image/gif;base64,R0' data-src='/a.jpg'>"
        "</span></a>"
    )
    picture = read_picture(link[0][0])
    assert picture is not None and (picture.href, picture.url) == ("/full.jpg", "/a.jpg")
    alone = read_picture(fragment_fromstring("<img src='data:image/gif;base64,R0'>"))
    assert alone is not None and (alone.href, alone.url) == ("", "")


def test_a_player_is_not_a_picture() -> None:
    assert (
        read_picture(fragment_fromstring("<iframe src='https://video.example/1'></iframe>")) is None
    )
