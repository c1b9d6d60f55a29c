"""The authors: people, as the page names them; a team or the site only where it signs as author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.fields.site import names as site_names
from crosspost.metadata.fields.site import squash
from crosspost.metadata.names import is_person, people
from crosspost.metadata.text import key
from crosspost.model import Document


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the authors."""
    language = str(chosen.get("language") or "en")
    site = site_names(found, document)
    groups: dict[frozenset[str], tuple[float, tuple[str, ...], str]] = {}
    for candidate in of_field(found, "authors"):
        names = tuple(dict.fromkeys(n for v in candidate.value for n in people(str(v), language)))  # type: ignore[union-attr]
        if not names:
            continue
        group = frozenset(map(key, names))
        weight = candidate.confidence
        if not any(map(is_person, names)):
            weight *= 0.6
        if any(squash(name) in site for name in names):
            weight *= 0.5
        old = groups.get(group)
        if old:
            groups[group] = (old[0] + 0.3 * weight, old[1], old[2])
        else:
            groups[group] = (weight, names, candidate.source)
    if not groups:
        return None
    weight, names, source = max(groups.values(), key=lambda g: g[0])
    return Chosen(names, source) if weight > 0.3 else None
