"""The day of first publication, and the day of the last change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crosspost import dates
from crosspost.metadata import ranker
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.hints import DISTANCES, SURROUNDINGS, Hint
from crosspost.metadata.ranker import Option
from crosspost.metadata.reasons import reason
from crosspost.metadata.source import SourceType
from crosspost.model import Document

_LEAST_UPDATED = 0.3
_EVENING = 16  # o'clock
_BESIDE = (*SURROUNDINGS, Hint.COPYRIGHT, Hint.IN_PROSE)
_BESIDE_HINTS, _DISTANCES = frozenset(_BESIDE), frozenset(DISTANCES)
# Never the article's: the day of a comment, of a copyright notice, of another story, the last day
# of an offer.
_OF_OTHERS = frozenset({Hint.COMMENT, Hint.COPYRIGHT, Hint.OTHER_ACT, Hint.OTHER_STORY})
_ASIDE = frozenset(SURROUNDINGS)
_BESIDE_TEXT = _ASIDE | {Hint.FAR, Hint.IN_PROSE}
_SAID_PUBLISHED = frozenset({Hint.SAID_PUBLISHED, Hint.PUBLISHED_IN_CLASS})
_SAID = _SAID_PUBLISHED | {Hint.SAID_UPDATED, Hint.UPDATED_IN_CLASS}
# A visible day there, without a label, is not the article's where its data give one.
_BESIDE_OWN_DAY = frozenset({Hint.FAR, Hint.FARTHER_BELOW, Hint.TEASER})
# The order of the unambiguous numeric dates on the page, and how the ambiguous ones were read.
_ORDERS = frozenset({Hint.DAY_FIRST, Hint.MONTH_FIRST})
_READ = frozenset({Hint.READ_DAY_FIRST, Hint.READ_MONTH_FIRST})
_OTHER_ORDER = {
    Hint.READ_DAY_FIRST: Hint.MONTH_FIRST,
    Hint.READ_MONTH_FIRST: Hint.DAY_FIRST,
}
_AMBIGUOUS = frozenset({Hint.EITHER_WAY, Hint.OTHER_READING})
_NEAR = frozenset({Hint.JUST_BELOW, Hint.BELOW, Hint.JUST_ABOVE})
_Days = dict[date, list[Candidate]]
# The weights' names of the source types; those of other days in words are "seen".
_KINDS = {
    SourceType.JSON_LD: "ld",
    SourceType.MICROFORMATS: "entry",
    SourceType.MICRODATA: "item",
    SourceType.RDFA: "item",
    SourceType.OPEN_GRAPH: "og",
    SourceType.FEED: "og",  # a feed is written by the software that writes these tags
    SourceType.SCRIPT: "script",
    SourceType.TIME_ELEMENT: "time",
    SourceType.DATE: "seen",
    SourceType.URL: "url",
    SourceType.TITLE_ELEMENT: "url",  # both are written by the software of the site
}
_DATA = frozenset({"ld", "og", "item", "entry", "meta"})
# Visible days have weights for pages with these.
_SHOWN_BESIDE = ("ld", "og", "ldpage", "item")


def choose_published(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the day of first publication."""
    option = ranker.best("published", options(found))
    return Chosen(option.value, option.source) if option else None


def lacks_day(found: Sequence[Candidate]) -> bool:
    """Tell whether no candidate is a day of publication, so that the rest of the page is read.

    Days beside the text, such as those of teasers, do not count.
    """
    return not any(c.field == "published" and not c.hints & _BESIDE_TEXT for c in found)


def options(found: Sequence[Candidate]) -> list[Option]:
    """Return the days that the page offers as its own, each with its features.

    Where the page's data give the publication, days that are only called updates are left out, and
    days that are only found far from the heading.
    (On the pages that the weights are learned from, people took the visible update for the
    article's day as often as the publication: 18 and 19 times. A post is dated by the latter.)
    """
    days = _days(found)
    if any(c.field == "published" and _is_data(c) for group in days.values() for c in group):
        days = {day: group for day, group in days.items() if _is_publication(group)}
    days = _without_print(_one_reading(days))
    ends = (min(days, default=None), max(days, default=None))
    page = frozenset(
        kind(c) for group in days.values() for c in group if not c.source.type.is_visible_day
    )
    near = [day for day, group in days.items() if any(_is_shown(c) for c in group)]
    shown = {day: place for place, day in enumerate(near, 1)}
    made = []
    for day, group in days.items():
        features = set(_features(group, page))
        features |= set(_rank(day, ends, shown))
        first = _in_zone(max(group, key=_fitness), group)
        made.append(Option(first.value, first.source, frozenset(features)))
    return made


def _days(found: Sequence[Candidate]) -> _Days:
    """Return the candidates by day, without those that are certainly not the article's."""
    days: _Days = {}
    now = datetime.now(UTC)
    published = any(Hint.DATE_PUBLISHED in c.hints and Hint.NESTED not in c.hints for c in found)
    for candidate in found:
        value = candidate.value
        if published and Hint.DATE_CREATED in candidate.hints:
            continue  # the day of a draft
        if candidate.hints & _OF_OTHERS or not isinstance(value, date):
            continue
        if Hint.IN_PROSE in candidate.hints and Hint.SAID_PUBLISHED not in candidate.hints:
            continue  # the text tells of this day
        if candidate.field in ("published", "updated") and dates.is_plausible(value, now):
            days.setdefault(dates.day_of(value), []).append(candidate)
    return _without_teasers(days)


def _without_teasers(days: _Days) -> _Days:
    """Leave out the days far from the heading and beside the text, where there are others."""
    kept = {
        day: [c for c in group if not (Hint.FAR in c.hints and c.hints & _ASIDE)]
        for day, group in days.items()
    }
    return {day: group for day, group in kept.items() if group} or days


def _without_print(days: _Days) -> _Days:
    """Leave out the day of the printed paper, which follows the evening of the publication.

    The page's data give the evening with the offset of the site's clock, so that the next day is
    not the same day elsewhere.
    """
    for day, group in days.items():
        if any(map(_is_of_an_evening, group)):
            following = days.get(day + timedelta(days=1), [])
            if not any(isinstance(c.value, datetime) for c in following):
                return {other: c for other, c in days.items() if c is not following}
    return days


def _is_of_an_evening(candidate: Candidate) -> bool:
    value = candidate.value
    if kind(candidate) not in _DATA or not isinstance(value, datetime) or value.hour < _EVENING:
        return False
    return bool(value.utcoffset())


def _is_publication(group: list[Candidate]) -> bool:
    """Tell whether a day can be the first publication where the page's data name one.

    A visible day without a label counts unless the data call it the last change.
    """
    changed = any(c.field == "updated" and not c.source.type.is_visible_day for c in group)
    for candidate in group:
        if candidate.field != "published":
            continue
        if not candidate.source.type.is_visible_day:
            return True
        hints = candidate.hints
        if hints & _SAID_PUBLISHED and Hint.FAR not in hints:
            return True
        if not changed and not hints & _BESIDE_OWN_DAY:
            return True
    return False


def _one_reading(days: _Days) -> _Days:
    """Keep one reading of "06/03/2013": the one that another day or the page's data confirm.

    Without such a day it is the usual one of the page's language.
    """
    order = {hint for group in days.values() for c in group for hint in c.hints & _ORDERS}
    sure = {day for day, group in days.items() if not all(c.hints & _AMBIGUOUS for c in group)}
    other_way = any(day in sure and any(map(_is_other, days[day])) for day in days)
    usual = {hint for g in days.values() for c in g if _is_usual(c) for hint in c.hints & _READ}
    if len(order) == 1 and any(_OTHER_ORDER[read] in order for read in usual):
        other_way = True
    drop = _is_usual if other_way else _is_other
    kept = {day: [c for c in group if not drop(c)] for day, group in days.items()}
    return {day: group for day, group in kept.items() if group}


def _is_usual(candidate: Candidate) -> bool:
    return Hint.EITHER_WAY in candidate.hints


def _is_other(candidate: Candidate) -> bool:
    return Hint.OTHER_READING in candidate.hints


def kind(candidate: Candidate) -> str:
    """Return the weights' name for the place of a candidate and the field that it is given for."""
    name = _place(candidate)
    return name if candidate.field == "published" else f"{name}-updated"


def _place(candidate: Candidate) -> str:
    source, hints = candidate.source.type, candidate.hints
    name = _KINDS.get(source, "meta" if source.is_meta else "seen")
    if source is SourceType.JSON_LD:
        name = "ldpage" if Hint.ARTICLE not in hints else name
        name = "ldnested" if Hint.NESTED in hints else name
        name += "created" if Hint.DATE_CREATED in hints else ""
    elif name == "entry" and Hint.ONE_OF_SEVERAL in hints:
        name = "entry other"
    elif name == "item" and hints & {Hint.NESTED, Hint.ORPHAN}:
        name = "itemother"
    elif name == "meta" and Hint.UNSPECIFIED_DATE in hints:
        name = "metadate"
    elif name == "script" and Hint.ONE_OF_SEVERAL in hints:
        name = "script list"
    return name


def _is_shown(candidate: Candidate) -> bool:
    return bool(candidate.hints & _NEAR) and candidate.source.type.is_visible_day


def _is_data(candidate: Candidate) -> bool:
    """Tell whether a day is given as data about this article, and not only visible."""
    return kind(candidate) in _DATA


def _features(group: list[Candidate], page: frozenset[str]) -> Iterator[str]:
    yield from {kind(c) for c in group}
    syntaxes = {_place(c) for c in group if c.source.type is not SourceType.TIME_ELEMENT}
    yield f"syntaxes {min(len(syntaxes), 4)}"
    for candidate in group:
        hints = candidate.hints
        name = kind(candidate)
        for flag in (Hint.THIS_PAGE, Hint.THIS_TITLE):
            if flag in hints:
                yield f"{name} {flag}"
        if not candidate.source.type.is_visible_day:
            continue
        where = next((p for p in DISTANCES if p in hints), Hint.FAR)
        beside = next((b for b in _BESIDE if b in hints), "clear")
        yield f"shown {where}"
        yield f"shown {where} {beside}"
        yield f"shown {beside}"
        for flag in hints - _DISTANCES - _BESIDE_HINTS - _ORDERS - _READ:
            yield f"shown {flag}"
            if flag in _SAID:
                yield f"shown {where} {flag}"
        for other in _SHOWN_BESIDE:
            if other in page:
                yield f"shown {where} beside {other}"
                if candidate.field == "updated":
                    yield f"updated {where} beside {other}"


def _rank(
    day: date, ends: tuple[date | None, date | None], shown: Mapping[date, int]
) -> Iterator[str]:
    """Compare a day with the first and the last one, and with the visible ones: day → place."""
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


def _in_zone(first: Candidate, group: Sequence[Candidate]) -> Candidate:
    """Return the same time of day with its zone, where another place gives it."""
    if isinstance(first.value, datetime) and first.value.tzinfo is None:
        for other in group:
            value = other.value
            if (
                isinstance(value, datetime)
                and value.tzinfo
                and value.replace(tzinfo=None) == first.value
            ):
                return other
    return first


def _fitness(candidate: Candidate) -> tuple[bool, bool, float]:
    """Prefer a publication to an update, one with a time of day, then the most trusted place."""
    clock = isinstance(candidate.value, datetime)
    return candidate.field == "published", clock, candidate.confidence


def rejected(found: Sequence[Candidate]) -> str:
    """Return the first day that the page shows and why it is not its own; empty without one."""
    now = datetime.now(UTC)
    for candidate in of_field(found, "published"):
        value = candidate.value
        if isinstance(value, date):
            why = reason(candidate, is_chosen=False)
            if not dates.is_plausible(value, now):
                why = "not a plausible day"
            return f"{dates.day_of(value)} ({candidate.source}) was not taken: {why}"
    return ""


def choose_updated(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the day of the last change; not one before the publication."""
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
