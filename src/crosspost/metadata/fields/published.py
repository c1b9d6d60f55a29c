"""When: the day of first publication, and the last change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from crosspost import dates
from crosspost.metadata.candidate import Candidate, Chosen, Field, of_field
from crosspost.model import Document


def choose_published(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the day of first publication."""
    return _choose(found, "published", 0.3)


def choose_updated(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the day of the last change; none where it is before the publication."""
    choice = _choose(found, "updated", 0.3)
    published = chosen.get("published")
    if choice and published and dates.day_of(choice.value) < dates.day_of(published):  # type: ignore[arg-type]
        return None
    return choice


def _choose(found: Sequence[Candidate], field: Field, least: float) -> Chosen | None:
    now = datetime.now(UTC)
    groups: dict[date, tuple[float, Candidate]] = {}
    for candidate in of_field(found, field):
        value = candidate.value
        if not isinstance(value, date) or not dates.is_plausible(value, now):
            continue
        day = dates.day_of(value)
        if day not in groups:
            groups[day] = (candidate.confidence, candidate)
        else:
            weight, first = groups[day]
            if isinstance(value, datetime) and not isinstance(first.value, datetime):
                first = candidate
            groups[day] = (weight + 0.3 * candidate.confidence, first)
    if not groups:
        return None
    weight, best = max(groups.values(), key=lambda g: g[0])
    return Chosen(best.value, best.source) if weight >= least else None
