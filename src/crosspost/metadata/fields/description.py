"""The description: the page's own summary in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.text import fold, key, shorten, text_of
from crosspost.model import Document

_MAX_LENGTH = 500
_MIN_WORDS = 3
# Characters; software cuts descriptions at 140 to 320.
_LEAST_CUT = 100
_MAX_PARAGRAPHS = 60


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted description that is not the title or the site's name."""
    said = {key(str(chosen[name])) for name in ("title", "site") if chosen.get(name)}
    for candidate in of_field(found, "description"):
        text = str(candidate.value)
        flat = key(text)
        long_enough = len(flat.split()) >= _MIN_WORDS or (len(text) > 15 and not text.isascii())
        if flat in said or not long_enough:
            continue
        return Chosen(shorten(_with_ellipsis(text, document), _MAX_LENGTH), candidate.source)
    return None


def _with_ellipsis(text: str, document: Document) -> str:
    """Add "…" to a description that is the cut beginning of a paragraph."""
    if len(text) < _LEAST_CUT or not text[-1].isalnum():
        return text
    for paragraph in islice(document.tree.iter("p"), _MAX_PARAGRAPHS):
        words = fold(text_of(paragraph))
        if len(words) > len(text) and words.startswith(text):
            within_a_word = words[len(text)].isalnum()
            return shorten(words, len(text) + 1) if within_a_word else f"{text}…"
    return text
