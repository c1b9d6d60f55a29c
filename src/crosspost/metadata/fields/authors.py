"""The authors: people as the page names them, or a team or the site if it is named as author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crosspost.metadata import ranker
from crosspost.metadata.candidate import Candidate, Chosen
from crosspost.metadata.fields.author_features import CITED, Features
from crosspost.metadata.fields.author_groups import grouped
from crosspost.metadata.fields.site import names as site_names
from crosspost.metadata.hints import SURROUNDINGS, Hint
from crosspost.metadata.people.names import people
from crosspost.metadata.ranker import Option
from crosspost.metadata.text import key
from crosspost.model import Document

_LEAST = 0.5  # more than the score of nothing: better no author than a wrong one
_UNSURE = frozenset({*SURROUNDINGS, Hint.PLAIN})


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the authors."""
    offered = options(found, document, chosen)
    option = ranker.best("authors", offered, least(offered))
    return Chosen(option.value, option.source) if option else None


def lacks_author(found: Sequence[Candidate]) -> bool:
    """Tell whether no candidate names an author, so that the rest of the page is read.

    Names beside the text, or with nothing but the heading near them, do not count.
    """
    named = (c for c in found if c.field == "authors" and not c.hints & _UNSURE)
    return not any(any(map(people, c.value)) for c in named)  # type: ignore[arg-type]


def least(offered: Sequence[Option]) -> float:
    """Return the score that an option must exceed: any will do where the page says whom to cite."""
    return float("-inf") if any(map(_is_cited, offered)) else _LEAST


def _is_cited(option: Option) -> bool:
    return CITED in option.features


def options(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> list[Option]:
    """Return the sets of names that the page offers, each with its features.

    Where a scholarly page says whom to cite, there are no other options: Google Scholar relies on
    ``citation_author``, so that publishers check it.
    """
    site = site_names(found, document)
    groups = grouped(found, site, str(chosen.get("language") or "en"))
    features = Features(groups, document, site, key(str(chosen.get("title") or "")))
    made = []
    for keys, (names, group) in groups.items():
        known = features.of(keys)
        if known is not None:
            first = max(group, key=lambda c: c.confidence)
            made.append(Option(names, first.source, known))
    return list(filter(_is_cited, made)) or made
