"""What a reader returns: a value for a field, where it was found, how far to trust the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from crosspost.metadata.hints import Hints
from crosspost.metadata.source import Source

# The fields of crosspost.model.Metadata; a type must be written out. A test compares them.
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
        value: text with its whitespace folded; a tuple of texts for ``authors``, ``tags`` and
            ``categories``; a date or datetime for ``published`` and ``updated``.
        source: the place on the page.
        confidence: from 0 to 1, the trust in the place alone, before candidates are compared.
        hints: what else the reader saw there.
        pixels: width times height of an image, None where the page does not say.
    """

    field: Field
    value: Value
    source: Source
    confidence: float
    hints: Hints = frozenset()
    pixels: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The value that was chosen, and where it was found.

    Attributes:
        warning: what the user should check, empty if nothing.
    """

    value: Value
    source: Source
    warning: str = ""


def of_field(found: Sequence[Candidate], field: Field) -> list[Candidate]:
    """Return the candidates of one field, the most trusted first, else in the order found."""
    return sorted((c for c in found if c.field == field), key=lambda c: -c.confidence)
