"""The days a reader sees: ``<time>`` elements and dates in words, best right by the heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_moment
from crosspost.metadata.days.labels import COPYRIGHT, PUBLISHED, UPDATED, last, says
from crosspost.metadata.lines import Line
from crosspost.metadata.place import place
from crosspost.metadata.text import fold, listed
from crosspost.metadata.view import View

_MAX_LENGTH = 300
# Days near the heading; one farther off counts as three of them.
_MAX_FOUND = 30
# ``<time>`` elements of one line; more of them are a calendar.
_MAX_TIMES = 100
# Characters before one in which its label is looked for.
_BEFORE_TIME, _BEFORE_DAY = 60, 60
_MAX_WORDS_BEFORE = 1_000  # with whitespace
# A year, or a date of three numbers: a line without either has no day in it.
_YEAR = lazy_compile(r"(?:19|20|25)\d\d|\d[./-]\d\d?[./-]\d\d")
_OTHER_DIGITS = lazy_compile(r"[٠-٩]{4}|[۰-۹]{4}|[०-९]{4}|[๐-๙]{4}")
# What stands before a day until which an offer or a call is open, before the days that a paper
# reached its editors or a source was looked at, and before the one that somebody joined a forum.
_OTHER_ACT = (
    *("redeem", "offer", "expire", "deadline", "until", "valid", "ends ", "due ", "apply by"),
    *("gültig", "jusqu", "hasta", "fino al", "до ", "まで"),
    *("accepted", "received", "submitted", "retrieved", "accessed"),
    *(
        "registered",
        "joined",
        "join date",
        "member since",
        "mitglied seit",
        "registriert",
        "inscrit",
    ),
)
# Where software keeps the moment of which a reader sees the age.
_IN_ATTRIBUTES = frozenset(
    listed(
        "datetime title data-date data-time data-datetime data-timestamp data-published"
        " data-publish-date data-utc data-epoch data-iso"
    )
)
_MAX_AGE = 60
_DIGIT = lazy_compile(r"\d")
_MAX_MOMENT = 40
_MARKED = listed("date time publish posted meta byline entry-info datum fecha fech")


def read(view: View) -> Iterator[Candidate]:
    """Yield the days near the heading."""
    return _in_lines(view.near, view, near=True)


def read_far(view: View) -> Iterator[Candidate]:
    """Yield the days anywhere else on the page."""
    return _in_lines(view.far, view, near=False)


def _in_lines(lines: Iterable[Line], view: View, near: bool) -> Iterator[Candidate]:
    count = 0
    seen: set[Any] = set()
    for line in lines:
        has_day = len(line.text) <= _MAX_LENGTH and _has_year(line.text)
        has_age = near and len(line.text) <= _MAX_AGE and _DIGIT.search(line.text) is not None
        if not (has_day or line.has_time or has_age):
            continue
        for candidate in _of_line(line, has_day, view, seen):
            yield candidate
            count += 3 if "far" in candidate.hints else 1
        if count >= _MAX_FOUND:
            return


def _of_line(line: Line, has_day: bool, view: View, seen: set[Any]) -> Iterator[Candidate]:
    fresh = [time for time in line.times[:_MAX_TIMES] if time not in seen]
    if not (fresh or has_day):
        fresh = [element for element in line.holders if any(_given(element))]
    if not fresh and not has_day:
        return
    hints = place(line, view)
    line_marks = line.marks
    if says(_MARKED, line_marks):
        hints.add("marked")
    said = _before(line, fresh)
    for time in fresh:
        seen.add(time)
        moments = (read_moment(text, view.language) for text in _given(time))
        moment = next(filter(None, moments), None)
        if moment is not None:
            words = said.get(time, said[None])
            previous = _previous(line, view)
            marks = f"{time.get('class') or ''} {time.get('itemprop') or ''} {line_marks}".lower()
            yield _candidate(moment, "time element", hints | {"time"}, words, previous, marks)
    if has_day:
        yield from _in_words(line, view, hints)


def _given(element: Any) -> Iterator[str]:
    """Yield what an element's attributes say of its moment: beside "3 days ago" stands the day."""
    given = [(name != "datetime", text) for name, text in element.items() if name in _IN_ATTRIBUTES]
    for _, text in sorted(given, key=itemgetter(0)):
        if len(text) <= _MAX_MOMENT and any(c.isdigit() for c in text):
            yield text


def _has_year(text: str) -> bool:
    if _YEAR.search(text):
        return True
    return not text.isascii() and _OTHER_DIGITS.search(text) is not None


def _in_words(line: Line, view: View, hints: set[str]) -> Iterator[Candidate]:
    text = line.text
    position = 0
    for day in view.days(line)[:4]:
        if day.start < position:
            continue
        before = text[max(position, day.start - _BEFORE_DAY) : day.start]
        own = set(hints)
        if len(text) - (day.end - day.start) < 40:
            own.add("alone")
        elif len(text) > 120:
            own.add("in prose")
        if not day.certain:
            own |= {"either way", f"read {day.order}"}
        elif day.order and day.value.day > 12:
            own.add(day.order)
        previous = "" if position else _previous(line, view)
        if says(_OTHER_ACT, (before[-30:] if before.strip() else previous).lower()):
            own.add("other act")
        if says(COPYRIGHT, before.lower()):
            own.add("copyright")
        if position:
            own.add("second in line")
        marks = "" if position else line.marks
        yield _candidate(day.value, "visible date", own, before, previous, marks)
        if day.other:
            own = (own | {"other reading"}) - {"either way"} - {f"read {day.order}"}
            yield _candidate(day.other, "visible date", own, before, previous, marks)
        position = day.end


def _before(line: Line, times: Sequence[Any]) -> dict[Any, str]:
    """Return the words of the line before each ``<time>``, which may be its label.

    The words of the whole line, for other elements, have the key None.
    """
    found: dict[Any, str] = {}
    words = ""
    for part in line.parts if times else ():
        if part.time is not None and part.time not in found:
            found[part.time] = fold(words)[-_BEFORE_TIME:]
            if len(found) > _MAX_TIMES:
                break
        words = (words + part.text)[-_MAX_WORDS_BEFORE:]
    found[None] = fold(words)[-_BEFORE_TIME:]
    return found


def _previous(line: Line, view: View) -> str:
    """The line before, where it may be the label of this one ("Published")."""
    before = view.lines[line.index - 1].text if line.index else ""
    return before if len(before) < 30 else ""


def _candidate(
    moment: Any, source: str, hints: set[str], words: str, previous: str, marks: str
) -> Candidate:
    """Say what a day is the day of: by the words before it, the line before, or class names."""
    field: Field = "published"
    hints = set(hints)
    for label in (words, previous, marks):
        updated, published = last(UPDATED, label.lower()), last(PUBLISHED, label.lower())
        if published >= 0:
            hints.add("published in class" if label is marks else "said to be published")
        if updated >= 0:
            hints.add("updated in class" if label is marks else "said to be updated")
        if max(updated, published) >= 0:
            field = "published" if published > updated else "updated"
            break
    trust = 0.25 if "far" in hints else 0.6
    if hints & {"comment", "teaser", "frame", "copyright"}:
        trust *= 0.4
    if "in prose" in hints:
        trust *= 0.4
    return Candidate(field, moment, source, trust, frozenset(hints))
