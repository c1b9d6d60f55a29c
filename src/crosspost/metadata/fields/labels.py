"""Tags and categories: the labels that the site gives the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from crosspost.metadata.candidate import Candidate, Chosen, Field, of_field
from crosspost.metadata.source import Source
from crosspost.metadata.text import key, listed, plain, squash
from crosspost.model import Document

_MAX_TAGS = 20
_MAX_CATEGORIES = 5
_MAX_LENGTH = 50
_MAX_WORDS = 5
_NOT_LABELS = frozenset(
    listed(
        "uncategorized uncategorised home blog blogs news article articles all posts post"
        " archive page tags tag category categories none null undefined allgemein general"
        " unkategorisiert inicio accueil startseite non-classe sin-categoria"
    )
)


def choose_categories(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the categories: the site's sections for this article."""
    return _choose(found, "categories", _MAX_CATEGORIES, taken=_said(chosen, "title", "site"))


def lacks_category(found: Sequence[Candidate]) -> bool:
    """Tell whether no candidate is a category, so that the breadcrumb is read."""
    return not any(c.field == "categories" for c in found)


def choose_tags(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the tags, without those that are a category already."""
    taken = _said(chosen, "title", "site") | set(map(_identity, chosen.get("categories", ())))
    return _choose(found, "tags", _MAX_TAGS, taken)


def _said(chosen: dict[str, Any], *names: str) -> set[str]:
    said = {key(str(chosen[name])) for name in names if chosen.get(name)}
    return said | {squash(str(chosen[name])) for name in names if chosen.get(name)}


def _choose(found: Sequence[Candidate], field: Field, most: int, taken: set[str]) -> Chosen | None:
    """Return the labels of the most trusted source that has any, from all its candidates."""
    labels: list[str] = []
    source: Source | None = None
    for candidate in of_field(found, field):
        if source and candidate.source != source:
            break
        for label in _split(candidate.value):
            identity = _identity(label)
            if identity in taken or len(labels) >= most:
                continue
            taken = taken | {identity}
            labels.append(label)
            source = candidate.source
    return Chosen(tuple(labels), source) if source else None


def _identity(label: str) -> str:
    """Return what two spellings of a label share; "C", "C#" and "C++" differ."""
    return key(label) + label[len(label.rstrip("#+")) :]


def _split(values: Any) -> Iterator[str]:
    """Yield tidy labels: three of "a, b; c". Sentences and URLs are left out."""
    for value in values:
        for part in re.split(r"[,;|、，]|\s>\s", str(value)):
            label = plain(part).strip(" \"'“”").lstrip("# ").rstrip(" .")
            if not label or len(label) > _MAX_LENGTH or len(label.split()) > _MAX_WORDS:
                continue
            if key(label).replace(" ", "-") in _NOT_LABELS or "://" in label or not key(label):
                continue
            yield label
