"""The JSON-LD of a page as text, for marks that are searched for without parsing it."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.model import Document

_LIMIT = 200_000  # characters of each that are searched


def json_ld_texts(document: Document) -> Iterator[str]:
    """Yield the beginning of each script with JSON-LD."""
    for element in document.elements["script"]:
        if "ld+json" in (element.get("type") or ""):
            yield (element.text or "")[:_LIMIT]
