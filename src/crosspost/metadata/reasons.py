"""Why a candidate was not chosen, in words for people; ``crosspost explain`` shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.fields import canonical, description, labels, license, site
from crosspost.metadata.hints import Hint
from crosspost.model import FIELDS, Document, Metadata

# The faults that rules find; in other fields a learned score decides.
_FAULTS: Mapping[
    Field, Callable[[Candidate, Sequence[Candidate], Document, dict[str, Any]], str]
] = {
    "site": lambda candidate, found, page, _: site.fault(candidate, found, page),
    "description": lambda candidate, _, page, chosen: description.fault(candidate, page, chosen),
    "canonical_url": lambda candidate, _, page, __: canonical.fault(candidate, page),
    "categories": labels.fault,
    "tags": labels.fault,
    "license": lambda candidate, _, page, __: license.fault(candidate, page),
}
_SCORED = frozenset({"title", "authors", "published", "updated"})
# What a hint says against a candidate, the strongest first.
_AGAINST: Mapping[Hint, str] = {
    Hint.OTHER_READING: "the day can be read in another way, which is more likely",
    Hint.NESTED: "of another article, a comment or a list",
    Hint.ONE_OF_SEVERAL: "of one of several articles on the page",
    Hint.COMMENT: "in a comment",
    Hint.TEASER: "in a list of other articles",
    Hint.OTHER_STORY: "of another story",
    Hint.OTHER_ACT: "the day of something else",
    Hint.AGAINST_URL: "the URL of the page has other words",
    Hint.LOGO: "the logo of the site",
    Hint.COPYRIGHT: "in a copyright notice",
    Hint.BOILERPLATE: "in a menu or the footer",
    Hint.SAID_UPDATED: "said to be the day of an update",
    Hint.ORGANIZATION: "an organization",
    Hint.CONTRIBUTOR: "a contributor, not said to be the author",
    Hint.OWNER: "the owner of the site",
    Hint.IN_PROSE: "in a sentence",
}
_FAR = "far from the heading, which is only read where nothing nearer is found"


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
    return (*near, *(Considered(one, _FAR) for one in far))


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
    hint = next((hint for hint in _AGAINST if hint in candidate.hints), None)
    if hint is not None:
        return _AGAINST[hint]
    source = facts.sources.get(candidate.field)
    if source is None:
        return "nothing on the page makes it likely enough"
    if candidate.field in _SCORED:
        return f"{source} is more likely"
    return f"{source} is trusted more"
