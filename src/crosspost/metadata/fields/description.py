"""The description: the page's own summary in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.text import key, shorten
from crosspost.model import Document

_MAX_LENGTH = 500
_MIN_WORDS = 3


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted description that says more than the title and the site's name."""
    said = {key(str(chosen[name])) for name in ("title", "site") if chosen.get(name)}
    for candidate in of_field(found, "description"):
        text = str(candidate.value)
        flat = key(text)
        long_enough = len(flat.split()) >= _MIN_WORDS or (len(text) > 15 and not text.isascii())
        if flat in said or not long_enough:
            continue
        return Chosen(shorten(text, _MAX_LENGTH), candidate.source)
    return None
