"""The lead image: an absolute web address of a real picture."""

from __future__ import annotations

import pytest

from article_page import read


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
