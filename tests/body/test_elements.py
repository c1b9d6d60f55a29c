"""What an element means for the flow of text."""

from __future__ import annotations

import pytest

from crosspost.body import elements


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("em", elements.INLINE),
        ("a", elements.LINK),
        ("br", elements.BREAK),
        ("img", elements.MEDIA),
        ("script", elements.SILENT),
        ("noscript", elements.NOSCRIPT),
    ],
)
def test_what_flows_and_what_is_not_shown_is_listed(name: str, meaning: int) -> None:
    assert elements.KIND[name] == meaning


@pytest.mark.parametrize("name", ["p", "li", "td", "figure", "x-card", *elements.TAG_NUMBER])
def test_what_is_not_listed_starts_a_block(name: str) -> None:
    assert name not in elements.KIND


def test_elements_that_a_feature_tells_apart_have_numbers_of_their_own() -> None:
    numbers = list(elements.TAG_NUMBER.values())
    assert len(set(numbers)) == len(numbers) and 0 not in numbers
