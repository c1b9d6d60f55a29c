"""Names of placeholders, logos and icons, and titles with the same words."""

from __future__ import annotations

import pytest

from crosspost.page.picture_names import is_logo_or_icon, is_placeholder, size_in, stem, words


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
    assert not is_logo_or_icon(f"https://example.org/img/{name}") or name == "lazy"


@pytest.mark.parametrize(
    "name",
    [
        "logo.png",
        "Gazette-Logo-2024.png",
        "default.jpg",
        "og_default_image.png",
        "icon-192.png",
        "apple-touch-icon@2.png",
    ],
)
def test_a_picture_of_the_site(name: str) -> None:
    assert is_logo_or_icon(f"https://example.org/img/{name}")


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
    assert not is_logo_or_icon(f"https://example.org/img/{name}")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/u/Quay-300x200.jpg", "quay"),
        ("/u/quay-scaled.jpg?w=3", "quay"),
        ("/u/quay-thumb@2x.png", "quay"),
        ("/thumb/a/Quay.jpg/220px-Quay.jpg", "quay"),
        ("/_next/image?url=%2Fimg%2Fold%20quay.jpg&w=640&q=75", "old quay"),
        ("/fetch/w_720/https%3A%2F%2Fa.example%2Fquay_1024x683.jpeg", "quay"),
        ("/u/large.jpg", "large"),
        ("/u/2024.jpg", "2024"),
        ("/u/", ""),
    ],
)
def test_copies_in_other_sizes_have_one_name(url: str, name: str) -> None:
    assert stem(f"https://example.org{url}") == name


def test_the_size_and_the_words_in_a_name() -> None:
    assert size_in("https://example.org/a/Spring_728x90_v2.jpg") == (728, 90)
    assert size_in("https://example.org/a/3x4-0x1234.jpg") == (0, 0)
    assert words("https://example.org/a/btn_donate-LG.gif") == ["btn", "donate", "lg", "gif"]


def test_a_turning_wheel_is_a_placeholder_and_a_photograph_of_one_is_not() -> None:
    assert is_placeholder("https://example.org/spin.gif")
    assert is_placeholder("https://example.org/ajax-loader.gif")
    assert not is_placeholder("https://example.org/wheel.jpg")
