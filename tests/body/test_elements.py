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


@pytest.mark.parametrize("name", ["p", "li", "td", "figure", "x-card"])
def test_what_is_not_listed_starts_a_block(name: str) -> None:
    assert name not in elements.KIND
