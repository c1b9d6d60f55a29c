"""When: the day of first publication, and the last change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from crosspost import dates
from crosspost.metadata import ranker
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.ranker import Option
from crosspost.model import Document

_LEAST_UPDATED = 0.3
_PLACES = ("just below", "below", "farther below", "just above", "above", "early", "far")
_BESIDE = ("comment", "teaser", "frame", "copyright", "in prose")
# Never the article's: a comment's day, a copyright notice's, the last one of an offer.
_ANOTHERS = frozenset({"comment", "copyright", "other act"})
_ASIDE = frozenset({"comment", "teaser", "frame"})
_BESIDE_TEXT = _ASIDE | {"far", "in prose"}
_SAID = frozenset({"said to be published", "published in class"})
# What numeric dates on the page can only be, and how the open ones were read.
_ORDERS = frozenset({"day first", "month first"})
_READ = frozenset({"read day first", "read month first"})
_Days = dict[date, list[Candidate]]
_META_OF_OTHERS = ("meta date", "meta dc.date", "meta created", "meta creation_date")


def choose_published(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the day of first publication."""
    option = ranker.best("published", options(found))
    return Chosen(option.value, option.source) if option else None


def names_no_day(found: Sequence[Candidate]) -> bool:
    """Tell whether no candidate is a day of publication, so that it is worth while to look farther.

    One beside the text, such as a teaser's, is none.
    """
    return not any(c.field == "published" and not c.hints & _BESIDE_TEXT for c in found)


def options(found: Sequence[Candidate]) -> list[Option]:
    """Return the days that the page offers as its own, each with what speaks for it.

    Where the page's data give a publication, a day that is only ever called an update is none, nor
    one that is only shown far from the heading.
    (On the pages that the weights are learned from, people took the shown update for the article's
    day as often as the publication: 18 to 19. The first publication is what a post is dated by.)
    """
    days = _days(found)
    if any(c.field == "published" and _is_data(c) for group in days.values() for c in group):
        days = {day: group for day, group in days.items() if _is_publication(group)}
    days = _one_reading(days)
    ends = (min(days, default=None), max(days, default=None))
    kinds = {kind(c) for group in days.values() for c in group}
    page = frozenset(k for k in kinds if not k.startswith(("seen", "time")))
    near = [day for day, group in days.items() if any(_is_shown(c) for c in group)]
    shown = {day: place for place, day in enumerate(near, 1)}
    made = []
    for day, group in days.items():
        features = set(_features(group, page))
        features |= set(_rank(day, ends, shown))
        first = max(group, key=_fitness)
        made.append(Option(first.value, first.source, frozenset(features)))
    return made


def _days(found: Sequence[Candidate]) -> _Days:
    """Return the candidates by day, without those that are surely another's."""
    days: _Days = {}
    now = datetime.now(UTC)
    published = any(c.source.endswith("datePublished") and "nested" not in c.hints for c in found)
    for candidate in found:
        value = candidate.value
        if published and candidate.source.endswith("dateCreated"):
            continue  # a draft's day
        if candidate.hints & _ANOTHERS or not isinstance(value, date):
            continue
        if "in prose" in candidate.hints and "said to be published" not in candidate.hints:
            continue  # what the text tells of, not when it was written
        if candidate.field in ("published", "updated") and dates.is_plausible(value, now):
            days.setdefault(dates.day_of(value), []).append(candidate)
    return _without_teasers(days)


def _without_teasers(days: _Days) -> _Days:
    """Leave out the days far from the heading and beside the text, where there are others."""
    kept = {
        day: [c for c in group if not ("far" in c.hints and c.hints & _ASIDE)]
        for day, group in days.items()
    }
    return {day: group for day, group in kept.items() if group} or days


def _is_publication(group: list[Candidate]) -> bool:
    """Tell whether a day can be the first publication where the page's data name one.

    A day that is shown without a word counts unless the data call it the last change.
    """
    changed = any(c.field == "updated" and not _is_seen(c) for c in group)
    for candidate in group:
        if candidate.field != "published":
            continue
        if not _is_seen(candidate):
            return True
        hints = candidate.hints
        if "far" not in hints and not (changed and not hints & _SAID):
            return True
    return False


def _one_reading(days: _Days) -> _Days:
    """Read "06/03/2013" one way where the page says which: by another day, or by its data.

    Without that, the usual way of the page's language stands, and the other reading is none.
    """
    order = {hint for group in days.values() for c in group for hint in c.hints & _ORDERS}
    sure = {day for day, group in days.items() if not all(map(_is_open, group))}
    other_way = any(day in sure and any(map(_is_other, days[day])) for day in days)
    usual = {hint for g in days.values() for c in g if _is_usual(c) for hint in c.hints & _READ}
    against = {"read day first": "month first", "read month first": "day first"}
    if len(order) == 1 and any(against[read] in order for read in usual):
        other_way = True
    drop = _is_usual if other_way else _is_other
    kept = {day: [c for c in group if not drop(c)] for day, group in days.items()}
    return {day: group for day, group in kept.items() if group}


def _is_open(candidate: Candidate) -> bool:
    return bool(candidate.hints & {"either way", "other reading"})


def _is_usual(candidate: Candidate) -> bool:
    return "either way" in candidate.hints


def _is_other(candidate: Candidate) -> bool:
    return "other reading" in candidate.hints


def _is_seen(candidate: Candidate) -> bool:
    return candidate.source.startswith(("time", "visible"))


def kind(candidate: Candidate) -> str:
    """Return what sort of place a candidate is from, with the field it is given for."""
    source, hints = candidate.source, candidate.hints
    if source.startswith("json-ld"):
        name = "ld" if "article" in hints else "ldpage"
        if "nested" in hints:
            name = "ldnested"
        if "Created" in source:
            name += "created"
    elif source.startswith("h-entry"):
        name = "entry" if "one of several" not in hints else "entry other"
    elif source.startswith(("microdata", "rdfa")):
        name = "item" if not hints & {"nested", "orphan"} else "itemother"
    elif source.startswith(("meta article:", "meta og:")) or source == "feed":
        name = "og"  # a feed is written by what writes these tags
    elif source.startswith("meta"):
        name = "metadate" if source in _META_OF_OTHERS else "meta"
    elif source.startswith("script"):
        name = "script" if "one of several" not in hints else "script list"
    elif source.startswith("time"):
        name = "time"
    else:
        name = "url" if "address" in source else "seen"
    return name if candidate.field == "published" else name + "-updated"


def _is_shown(candidate: Candidate) -> bool:
    near = candidate.hints & {"just below", "below", "just above"}
    return bool(near) and _is_seen(candidate)


def _is_data(candidate: Candidate) -> bool:
    """Tell whether a day is given as data about this article, and not only shown."""
    return kind(candidate) in ("ld", "og", "item", "entry", "meta")


def _features(group: list[Candidate], page: frozenset[str]) -> Iterator[str]:
    names = {kind(c) for c in group}
    yield from names
    bare = {name.removesuffix("-updated") for name in names} - {"time"}
    yield f"syntaxes {min(len(bare), 4)}"
    for candidate in group:
        hints = candidate.hints
        name = kind(candidate)
        for flag in ("this page", "this title"):
            if flag in hints:
                yield f"{name} {flag}"
        if not _is_seen(candidate):
            continue
        where = next((p for p in _PLACES if p in hints), "far")
        beside = next((b for b in _BESIDE if b in hints), "clear")
        yield f"shown {where}"
        yield f"shown {where} {beside}"
        yield f"shown {beside}"
        for flag in hints - set(_PLACES) - set(_BESIDE) - _ORDERS - _READ:
            yield f"shown {flag}"
            if flag.startswith(("said", "published", "updated")):
                yield f"shown {where} {flag}"
        for other in ("ld", "og", "ldpage", "item"):
            if other in page:
                yield f"shown {where} beside {other}"
                if candidate.field == "updated":
                    yield f"updated {where} beside {other}"


def _rank(
    day: date, ends: tuple[date | None, date | None], shown: Mapping[date, int]
) -> Iterator[str]:
    """Compare a day with the first and the last one, and with those shown: day → place."""
    if ends[0] == ends[1]:
        yield "the only day"
    else:
        if day == ends[0]:
            yield "the earliest"
        if day == ends[1]:
            yield "the latest"
    if day in shown:
        yield f"shown {min(shown[day], 3)} of {min(len(shown), 3)}"
        if len(shown) > 1 and day == min(shown):
            yield "the earliest shown"
    elif shown:
        yield "another is shown"
    if day.day == 1:
        yield "first of the month"


def _fitness(candidate: Candidate) -> tuple[bool, bool, float]:
    """Prefer what is given as the publication, with a time of day, from the best place."""
    clock = isinstance(candidate.value, datetime)
    return candidate.field == "published", clock, candidate.confidence


def choose_updated(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the day of the last change; none where it is before the publication."""
    now = datetime.now(UTC)
    published = chosen.get("published")
    for candidate in of_field(found, "updated"):
        value = candidate.value
        if not isinstance(value, date) or not dates.is_plausible(value, now):
            continue
        if published is not None and dates.day_of(value) < dates.day_of(published):
            continue
        if candidate.confidence >= _LEAST_UPDATED:
            return Chosen(value, candidate.source)
    return None
