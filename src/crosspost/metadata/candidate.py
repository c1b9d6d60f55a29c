"""What a reader hands over: a value for a field, where it was found, how far to trust the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Field = Literal[
    "title",
    "authors",
    "published",
    "updated",
    "site",
    "description",
    "image",
    "canonical_url",
    "language",
    "tags",
    "categories",
    "license",
]
Value = str | tuple[str, ...] | date | datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a page offers for a field.

    Attributes:
        field: a field of :class:`crosspost.model.Metadata`.
        value: text with its blanks folded; a tuple of texts for ``authors``, ``tags`` and
            ``categories``; a date or datetime for ``published`` and ``updated``.
        source: where it stands, in a person's words: "json-ld", "meta og:title", "visible byline".
        confidence: from 0 to 1, the trust in the place alone, before candidates are compared.
        hints: what else the reader saw there ("person", "main heading", "comment").
    """

    field: Field
    value: Value
    source: str
    confidence: float
    hints: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The value that won, and where it was found."""

    value: Value
    source: str


def of_field(found: Sequence[Candidate], field: Field) -> list[Candidate]:
    """Return the candidates of one field, the most trusted first, else in the order found."""
    return sorted((c for c in found if c.field == field), key=lambda c: -c.confidence)
