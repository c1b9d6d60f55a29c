"""What elements and attributes mean."""

from __future__ import annotations

from itertools import combinations

import pytest

from crosspost.page import vocabulary
from crosspost.page.vocabulary import (
    BLOCKS,
    INLINE,
    LAZY_SOURCES,
    MEDIA,
    SKIPPED,
    is_hiding,
    is_label,
    is_screen_reader_only,
    lazy_sources,
)


def test_no_element_is_of_two_kinds() -> None:
    kinds = (INLINE, MEDIA, SKIPPED, BLOCKS, frozenset({"a", "br", "noscript"}))
    assert not [one & other for one, other in combinations(kinds, 2) if one & other]


@pytest.mark.parametrize("name", ["lite-youtube", "amp-vimeo", "oembed"])
def test_what_a_script_turns_into_a_player_is_one(name: str) -> None:
    assert name in vocabulary.PLAYERS


@pytest.mark.parametrize("name", LAZY_SOURCES)
def test_the_address_of_late_loading_is_found(name: str) -> None:
    assert list(lazy_sources({"src": "blank.gif", name: "/pier.jpg"})) == ["/pier.jpg"]


@pytest.mark.parametrize("value", ["true", "lazyload", "", '{"a": "/b.jpg"}', '["/b.jpg"]'])
def test_what_does_not_look_like_an_address_is_passed_over(value: str) -> None:
    assert not list(lazy_sources({"data-lazy": value, "data-src": value}))


def test_the_likeliest_largest_address_comes_first() -> None:
    attributes = {"data-lazy": "small.jpg", "data-src": "large.jpg"}
    assert list(lazy_sources(attributes)) == ["large.jpg", "small.jpg"]


@pytest.mark.parametrize(
    ("name", "value", "hides"),
    [
        ("style", "color: red; DISPLAY:none", True),
        ("style", "visibility: hidden", True),
        ("style", "display: block", False),
        ("hidden", "", True),
        ("aria-hidden", "true", True),
        ("aria-hidden", "false", False),
        ("class", "hidden", False),
    ],
)
def test_what_hides_an_element(name: str, value: str, hides: bool) -> None:
    assert is_hiding(name, value) == hides


@pytest.mark.parametrize(("css_class", "only"), [("lead sr-only", True), ("not-sr-only", False)])
def test_the_classes_of_what_only_screen_readers_say(css_class: str, only: bool) -> None:
    assert is_screen_reader_only(css_class) == only


@pytest.mark.parametrize(
    ("text", "around", "label"),
    [
        ("Copy", (), True),
        ("\U0001f517", ("h2",), True),
        ("What does it cost?", ("div",), False),
        ("Show more", ("h2", "div"), False),
        ("Show more", ("p",), False),
    ],
)
def test_a_label_of_a_button_is_a_sign_or_a_few_words(
    text: str, around: tuple[str, ...], label: bool
) -> None:
    assert is_label(text, around) == label
