"""Candidates: their fields are those of the metadata, the most trusted come first."""

from __future__ import annotations

from typing import get_args

from crosspost.metadata.candidate import Candidate, Field, of_field
from crosspost.metadata.source import Source, SourceType
from crosspost.model import FIELDS

META = Source(SourceType.META, "title")


def test_the_type_of_a_field_has_the_fields_of_the_metadata() -> None:
    assert get_args(Field) == FIELDS


def test_the_most_trusted_candidate_comes_first_and_equal_ones_keep_their_order() -> None:
    found = [
        Candidate("title", "a", META, 0.5),
        Candidate("site", "b", META, 1.0),
        Candidate("title", "c", META, 0.9),
        Candidate("title", "d", META, 0.5),
    ]
    assert [c.value for c in of_field(found, "title")] == ["c", "a", "d"]
