"""Every candidate with the reason why it was not chosen, for ``crosspost explain``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.fields import canonical, description, image, labels, license, site
from crosspost.metadata.hints import Hint
from crosspost.metadata.reasons import against, reason
from crosspost.model import FIELDS, Document, Metadata

# The faults that rules find; in other fields a learned score decides.
_FAULTS: Mapping[
    Field, Callable[[Candidate, Sequence[Candidate], Document, dict[str, Any]], str]
] = {
    "site": lambda candidate, found, page, _: site.fault(candidate, found, page),
    "description": lambda candidate, _, page, chosen: description.fault(candidate, page, chosen),
    "image": lambda candidate, found, page, _: image.fault(candidate, found, page),
    "canonical_url": lambda candidate, _, page, __: canonical.fault(candidate, page),
    "categories": labels.fault,
    "tags": labels.fault,
    "license": lambda candidate, _, page, __: license.fault(candidate, page),
}
_FAR = "far from the title: only read where nothing nearer is found"


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate that was not chosen, and why."""

    candidate: Candidate
    reason: str


def considered(
    found: Sequence[Candidate], far: Sequence[Candidate], facts: Metadata, document: Document
) -> tuple[Considered, ...]:
    """Return every candidate with the reason why another one was chosen, or none.

    One that was chosen is among them; who shows them leaves out what has the same value.

    Args:
        found: the candidates that were compared.
        far: those that were not, since nearer ones were found.
        facts: what was chosen.
    """
    chosen = {name: value for name in FIELDS if (value := getattr(facts, name))}
    near = [Considered(one, _reason(one, found, facts, chosen, document)) for one in found]
    return (*near, *(Considered(one, _of_far(one)) for one in far))


def _of_far(candidate: Candidate) -> str:
    """Return what speaks against a candidate that was not compared, besides its place."""
    return against(replace(candidate, hints=candidate.hints - {Hint.FAR})) or _FAR


def _reason(
    candidate: Candidate,
    found: Sequence[Candidate],
    facts: Metadata,
    chosen: dict[str, Any],
    document: Document,
) -> str:
    rule = _FAULTS.get(candidate.field)
    fault = rule(candidate, found, document, chosen) if rule else ""
    if fault:
        return fault
    source = facts.sources.get(candidate.field)
    if candidate.field in ("authors", "published"):
        return reason(candidate, is_chosen=source is not None)
    if candidate.field == "title":
        return against(candidate) or f"{source} is more likely"
    return against(candidate) or f"{source} is trusted more"
