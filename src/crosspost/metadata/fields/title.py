"""The title: what stands on the page over the text, else what the head says, cut to the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.fields.site import names, squash
from crosspost.metadata.text import key, listed
from crosspost.model import Document

_MAX_LENGTH = 300
_SEPARATOR = re.compile(r"\s+(?:[|\-–—:·•»«/>~]|::|\|\|)\s+|\s*[|｜]\s*|:\s+|\s+[»›]\s*")
_NO_TITLES = frozenset(
    listed(
        "home homepage blog news article articles untitled index menu search post posts page welcome 404"
        " startseite accueil inicio"
    )
)


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the title."""
    offered = [c for c in of_field(found, "title") if len(str(c.value)) <= _MAX_LENGTH]
    site = names(found, document)
    sections = {squash(s) for c in found if c.field == "categories" for s in c.value}  # type: ignore[union-attr]
    best: tuple[float, str, str] | None = None
    for candidate in offered:
        text = str(candidate.value)
        if "visible" not in candidate.source:
            text = without_site(text, site, sections)
        weight = candidate.confidence
        if key(text) in _NO_TITLES or squash(text) in site:
            weight -= 0.6
        if "main heading" in candidate.hints:
            weight += 0.3
        if best is None or weight > best[0]:
            best = (weight, text, candidate.source)
    return Chosen(best[1], best[2]) if best else None


def without_site(text: str, site: frozenset[str], sections: set[str]) -> str:
    """Cut the site's name, and a section between it and the title, off a title's end or start."""
    pieces = _SEPARATOR.split(text)
    marks = _SEPARATOR.findall(text)
    if len(pieces) < 2:
        return text
    low, high = 0, len(pieces)
    cut = False
    while high - low > 1 and is_site(pieces[high - 1], site):
        high -= 1
        cut = True
    if not cut:
        while high - low > 1 and is_site(pieces[low], site):
            low += 1
            cut = True
    while cut and high - low > 1 and squash(pieces[high - 1]) in sections:
        high -= 1
    kept = pieces[low]
    for piece, mark in zip(pieces[low + 1 : high], marks[low : high - 1], strict=True):
        kept += mark + piece
    return kept.strip()


def is_site(piece: str, site: frozenset[str]) -> bool:
    """Tell whether a piece of a title is the site's name, give or take ".com" and the like."""
    name = squash(piece)
    if not name:
        return True
    return any(name == known or name.removesuffix("com") == known for known in site)
