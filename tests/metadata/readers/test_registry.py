"""The registry of readers: all that a new syntax needs, beside its module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from article_page import document
from crosspost import metadata
from crosspost.metadata import readers
from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.readers import FALLBACK_READERS, READERS, SITE_NAME_READERS
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.view import View

NEW = Source(SourceType.META, "of a new syntax")
VALUES = {
    "authors": ("Ann Otter",),
    "published": date(2024, 3, 5),
    "updated": date(2024, 3, 6),
    "image": "https://example.org/otter.jpg",
    "canonical_url": "https://example.org/otters",
    "language": "de",
    "tags": ("otters",),
    "categories": ("Nature",),
    "description": "The animals are back in town.",
}


def test_every_module_is_registered_once() -> None:
    files = {path.stem for path in Path(readers.__file__).parent.glob("*.py")}
    fallback = [reader for group in FALLBACK_READERS.values() for reader in group]
    registered = [*READERS, *fallback]
    modules = {reader.__module__.rsplit(".", 1)[-1] for reader in registered}
    assert modules == files - {"__init__", "broken_json"}
    assert len(set(registered)) == len(registered)
    assert set(SITE_NAME_READERS) < set(READERS)


def test_what_a_registered_reader_yields_is_chosen_for_every_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields = get_args(Field)

    def read(view: View) -> Iterator[Candidate]:
        for field in fields:
            yield Candidate(field, VALUES.get(field, f"The {field} of otters"), NEW, 0.95)

    monkeypatch.setattr(metadata, "READERS", (read, *READERS))
    facts = metadata.read(document(lang=""))
    assert facts.authors == ("Ann Otter",)
    assert facts.published == date(2024, 3, 5)
    assert dict(facts.sources) == dict.fromkeys(fields, "meta of a new syntax")
