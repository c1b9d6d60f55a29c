"""The description: the page's own summary in plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.hints import Hint
from crosspost.metadata.text import fold, key, plain, shorten, text_of, words
from crosspost.model import Document

_MAX_LENGTH = 500
_MIN_WORDS = 3
# Characters; software cuts descriptions at 140 to 320.
_LEAST_CUT = 100
_MAX_PARAGRAPHS = 60
_OF_OTHERS = frozenset({Hint.NESTED, Hint.ONE_OF_SEVERAL})
_LONG_WORD, _MOSTLY = 4, 0.6  # letters; the share of words that the text has
_LEAST_WORDS = 100  # different ones of a text that can tell
# "It&#821…": cut by software that took the entity for letters.
_CUT_ENTITY = lazy_compile(r"&(?:#x?[0-9a-f]{0,6}|[a-z]{2,8})(…|\.\.\.)$", re.I)
_ESCAPED_LINE = lazy_compile(r"\\[nr](?![a-z])")
_ESCAPED_QUOTE = lazy_compile(r"\\([\"'])")


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted description of this article."""
    for candidate in of_field(found, "description"):
        if not fault(candidate, document, chosen):
            text = _whole(decoded(str(candidate.value)), found)
            text = _with_ellipsis(text, document)
            return Chosen(shorten(text, _MAX_LENGTH), candidate.source)
    return None


def _whole(text: str, found: Sequence[Candidate]) -> str:
    """Return the whole of a description that ends in "…", where another place has it."""
    begin = text.removesuffix("…").removesuffix("...").rstrip()
    if begin == text or len(begin) < _LEAST_CUT:
        return text
    others = (decoded(str(other.value)) for other in of_field(found, "description"))
    return next(
        (o for o in others if o.startswith(begin) and len(o) > len(text) and o[-1] != "…"), text
    )


def fault(candidate: Candidate, document: Document, chosen: dict[str, Any]) -> str:
    """Return why a candidate does not describe the article, empty if it may."""
    text = decoded(str(candidate.value))
    flat = key(text)
    if candidate.hints & _OF_OTHERS:
        return "of another article"
    if flat in {key(str(chosen[name])) for name in ("title", "site") if chosen.get(name)}:
        return "the title or the site's name again"
    if len(flat.split()) < _MIN_WORDS and (len(text) <= 15 or text.isascii()):
        return "too short"
    return "of the whole site" if _is_of_site(flat, document, chosen) else ""


def decoded(text: str) -> str:
    """Return a description without entities and escapes that were written twice or cut in two."""
    if "&" in text:
        text = _CUT_ENTITY.sub(r"\1", plain(text))
    if "\\" in text:
        text = _ESCAPED_QUOTE.sub(r"\1", fold(_ESCAPED_LINE.sub(" ", text)))
    return text


def _is_of_site(flat: str, document: Document, chosen: dict[str, Any]) -> bool:
    """Tell whether a description names the site, and nothing that title or text have."""
    site = key(str(chosen.get("site") or ""))
    if not site or f" {site} " not in f" {flat} " or not flat.isascii():
        return False
    own = {word for word in flat.split() if len(word) >= _LONG_WORD} - set(site.split())
    if not own or own & set(words(str(chosen.get("title") or ""))):
        return False
    paragraphs = islice(document.tree.iter("p"), _MAX_PARAGRAPHS)
    text = set(words(" ".join(map(text_of, paragraphs))))
    return len(text) >= _LEAST_WORDS and len(own & text) < len(own) * _MOSTLY


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
