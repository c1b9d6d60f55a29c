"""The lead image: an absolute web address of a real picture."""

from __future__ import annotations

import pytest

from article_page import json_ld, read


def image(*addresses: str) -> str | None:
    return read("".join(f'<meta property="og:image" content="{a}">' for a in addresses)).image


def test_a_relative_address_is_resolved() -> None:
    assert image("/img/otter.jpg") == "https://example.org/img/otter.jpg"
    assert image("//cdn.example.net/otter.jpg") == "https://cdn.example.net/otter.jpg"


@pytest.mark.parametrize(
    "ornament",
    [
        "/img/logo.png",
        "/img/site-logo-2024.png",
        "/img/default-image.jpg",
        "/img/placeholder.png",
        "/favicon.ico",
        "/img/mark.svg",
        "https://secure.gravatar.com/avatar/abc?s=96",
        "https://ads.example.com/pixel.gif",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
    ],
)
def test_an_ornament_is_passed_over_for_a_real_picture(ornament: str) -> None:
    assert image(ornament) is None
    assert image(ornament, "/otter.jpg") == "https://example.org/otter.jpg"


def test_a_word_inside_a_name_does_not_make_an_ornament() -> None:
    assert image("/img/catalogue-of-icons-and-logotypes.jpg") is not None


def sized(address: str, width: int, height: int) -> str:
    return f'{{"@type": "ImageObject", "url": "{address}", "width": {width}, "height": {height}}}'


def test_of_several_pictures_the_largest_leads() -> None:
    pictures = f"[{sized('/small.jpg', 300, 200)}, {sized('/large.jpg', 1600, 900)}]"
    head = json_ld(f'{{"@type": "Article", "headline": "Otters", "image": {pictures}}}')
    assert read(head).image == "https://example.org/large.jpg"


def test_a_thumbnail_gives_way_to_the_picture_whose_size_is_known() -> None:
    pictures = f'["/otter-thumb.jpg", {sized("/large.jpg", 1600, 900)}]'
    head = json_ld(f'{{"@type": "Article", "headline": "Otters", "image": {pictures}}}')
    assert read(head).image == "https://example.org/large.jpg"


def test_a_small_picture_is_taken_where_there_is_no_other() -> None:
    assert image("/otter-150x150.jpg") == "https://example.org/otter-150x150.jpg"
    assert image("/otter-150x150.jpg", "/river.jpg") == "https://example.org/river.jpg"


def test_the_publishers_logo_leads_nowhere() -> None:
    head = json_ld(
        '{"@type": "Article", "headline": "Otters", "publisher": {"@type": "Organization",'
        ' "name": "River Post", "logo": {"@type": "ImageObject", "url": "/brand.png"}}}'
    )
    assert read(head + '<meta property="og:image" content="/brand.png">').image is None
