"""The language, as a BCP 47 tag (RFC 5646)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.model import Document

# language [- script] [- region]; variants and extensions are dropped.
_TAG = lazy_compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z0-9])", re.I)
_UNKNOWN = frozenset({"und", "mul", "zxx", "mis", "x", "xx"})


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted valid tag; "en_us" becomes "en-US"."""
    for candidate in of_field(found, "language"):
        tag = normal(str(candidate.value))
        if tag:
            return Chosen(tag, candidate.source)
    return None


def normal(text: str) -> str | None:
    """Return a language tag in its usual form, None where the text is not one."""
    found = _TAG.match(text.strip())
    if not found or found[1].lower() in _UNKNOWN:
        return None
    language, script, region = found.groups()
    parts = [language.lower(), script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part)
