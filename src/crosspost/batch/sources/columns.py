"""The columns of a list that crosspost knows: the URL, and front matter fields."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from crosspost.dates import read_iso

# Names of the column of URLs. The first that is there counts.
URL_NAMES = ("url", "link", "href", "address", "uri", "permalink")

# Column → front matter field that it overrides.
FIELDS = {
    "title": "title",
    "date": "date",
    "published": "date",
    "author": "author",
    "byline": "author",
    "tags": "tags",
    "tag": "tags",
    "categories": "categories",
    "category": "categories",
    "layout": "layout",
    "image": "image",
    "description": "description",
    "source": "source",
    "license": "license",
    "slug": "slug",
    "original_author": "original_author",
}
_LISTS = frozenset({"tags", "categories"})


def url_in(row: Mapping[str, Any]) -> str:
    """Return the URL in a row, empty if there is none."""
    for name in URL_NAMES:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def overrides(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter fields in a row; empty cells and unknown columns count for nothing.

    Raises:
        ValueError: a cell is not valid for its column; the message is for the user.
    """
    found: dict[str, Any] = {}
    for name, value in row.items():
        field = FIELDS.get(name)
        if field is None or value is None or value == "" or field in found:
            continue
        found[field] = _labels(name, value) if field in _LISTS else _text(name, field, value)
    return found


def _labels(name: str, value: Any) -> list[str]:
    """Return a list, also where it is written in one cell: ``a; b`` or ``a, b``."""
    if isinstance(value, str):
        parts = re.split(r"[;|]" if re.search(r"[;|]", value) else ",", value)
        return [part.strip() for part in parts if part.strip()]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise ValueError(f"{name} is neither a text nor a list of texts")


def _text(name: str, field: str, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(f"{name} is not a text")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} is a number that is too large")
    text = str(value).strip()
    if field != "date":
        return text
    day = read_iso(text)
    if day is None:
        raise ValueError(f"{name} is not a date such as 2013-03-06: {text[:40]!r}")
    return day
