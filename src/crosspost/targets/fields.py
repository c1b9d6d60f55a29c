"""The front matter fields that crosspost fills in: their names and their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FIELDS = (
    "title",
    "date",
    "categories",
    "tags",
    "author",
    "layout",
    "image",
    "canonical_url",
    "original_url",
    "archive_url",
    "original_author",
    "source",
    "description",
    "license",
)

#: Fields of the page for generators that ask for them (``Target.further_fields``).
FURTHER = ("updated",)


def arrange(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields in the order of ``FIELDS``, others after them in their order.

    A field that is None, an empty text or an empty list is left out.
    """
    known = [name for name in FIELDS if name in values]
    keys = [*known, *(name for name in values if name not in FIELDS)]
    return {key: values[key] for key in keys if not _is_empty(values[key])}


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, list, tuple)) and not value)
