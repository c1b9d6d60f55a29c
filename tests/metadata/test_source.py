"""Sources: a text for people, a type for code."""

from __future__ import annotations

import pytest

from crosspost.metadata.source import Source, SourceType


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (Source(SourceType.JSON_LD, "author"), "json-ld author"),
        (Source(SourceType.OPEN_GRAPH, "og:title"), "meta og:title"),
        (Source(SourceType.H1, "h1"), "visible h1"),
        (Source(SourceType.BODY_LINK, "rel=tag"), "rel=tag"),
        (Source(SourceType.FEED), "feed"),
    ],
)
def test_a_source_has_a_text_for_people(source: Source, text: str) -> None:
    assert str(source) == text


def test_types_with_the_same_label_are_different() -> None:
    assert len(set(SourceType)) == len(SourceType.__members__)
    assert SourceType.OPEN_GRAPH is not SourceType.META
    assert SourceType.OPEN_GRAPH.label == SourceType.META.label


def test_types_know_what_they_have_in_common() -> None:
    assert {t for t in SourceType if t.label == "meta"} == {t for t in SourceType if t.is_meta}
    assert {t for t in SourceType if t.is_heading} == {SourceType.H1, SourceType.OTHER_HEADING}
    assert SourceType.RDFA.is_in_body and not SourceType.JSON_LD.is_in_body
    assert SourceType.TIME_ELEMENT.is_visible_day and not SourceType.SCRIPT.is_visible_day
