"""Names of placeholders, logos and icons, and titles with the same words."""

from __future__ import annotations

import pytest

from crosspost.page.picture_names import is_of_site, is_placeholder


@pytest.mark.parametrize(
    "name",
    [
        "blank.gif",
        "lazy-load.png",
        "1x1.png",
        "pixel.gif",
        "transparent_1x1.gif",
        "loading.svg",
        "loading-300x200.gif",
        "grey.jpg",
        "gray-background.png",
        "grey-placeholder.png",
        "article-placeholder-wide.jpg",
        "spacer.gif?v=2",
    ],
)
def test_a_placeholder(name: str) -> None:
    assert is_placeholder(f"https://example.org/img/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "grey-wolf.jpg",
        "pixel-8-review.jpg",
        "dorian-gray.jpg",
        "loading-dock.jpg",
        "harbour-1x1.jpg",
        "lazy-sunday.jpg",
        "blank-page.jpg",
        "transparent-government.png",
        "ferry.jpg",
        "640x360.jpg",
        "lazy",
        "blank.jpg/large",
    ],
)
def test_a_title_with_such_words(name: str) -> None:
    assert not is_placeholder(f"https://example.org/img/{name}")
    assert not is_of_site(f"https://example.org/img/{name}") or name == "lazy"


@pytest.mark.parametrize(
    "name",
    ["logo.png", "Gazette-Logo-2024.png", "default.jpg", "og_default_image.png", "icon-192.png"],
)
def test_a_picture_of_the_site(name: str) -> None:
    assert is_of_site(f"https://example.org/img/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "a1b2_source-aspect-ratio_default_0.jpg",  # the name of a size
        "badge-of-honour.jpg",
        "avatar-fire-and-ash.jpg",
        "the-default-judgment.jpg",
        "panic-button.jpg",
        "icon-of-the-seas.jpg",
        "logotherapy.jpg",
    ],
)
def test_a_picture_of_an_article(name: str) -> None:
    assert not is_of_site(f"https://example.org/img/{name}")
