"""The visible days: ``<time>`` elements and dates in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.days.labels import COPYRIGHT, PUBLISHED, UPDATED, last, says
from crosspost.metadata.days.text import Day, find_days
from crosspost.metadata.hints import SURROUNDINGS, Hint
from crosspost.metadata.lines import Line
from crosspost.metadata.position import position
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import fold, listed
from crosspost.metadata.view import View

_MAX_LENGTH = 300
# Days near the heading; one that is far from it counts as three.
_MAX_FOUND = 30
# ``<time>`` elements of one line; a calendar has more of them.
_MAX_TIMES = 100
# Characters before one that are searched for its label.
_BEFORE_TIME, _BEFORE_DAY = 60, 60
_MAX_WORDS_BEFORE = 1_000  # with whitespace
# A year, or a date of three numbers: a line without either has no day in it.
_YEAR = lazy_compile(r"(?:19|20|25)\d\d|\d[./-]\d\d?[./-]\d\d")
_PIECES = lazy_compile(r"\s[|–—·•-]\s")
# Between the first and the last day of a period.
_PERIOD = lazy_compile(r"\s?(?:-|–|—|to|bis|until|au|al|a|t/m|do|до)\s?")
_OTHER_DIGITS = lazy_compile(r"[٠-٩]{4}|[۰-۹]{4}|[०-९]{4}|[๐-๙]{4}")
# Words before the last day of an offer, before the days on which a paper was received or a source
# was accessed, and before the day on which somebody joined a forum.
_OTHER_ACT = (
    *("redeem", "offer", "expire", "deadline", "until", "valid", "ends ", "due ", "apply by"),
    *("gültig", "jusqu", "hasta", "fino al", "до ", "まで"),
    *("accepted", "received", "submitted", "retrieved", "accessed"),
    *("abgerufen", "consulté", "consultado", "consultato", "geraadpleegd", "дата обращения"),
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
# Words after such a day, where the language has them there.
_OTHER_ACT_AFTER = ("閲覧", "에 확인", "查阅", "查閱")
# Attributes with the timestamp of which readers see the age.
_IN_ATTRIBUTES = frozenset(
    listed(
        "datetime title data-date data-time data-datetime data-timestamp data-published"
        " data-publish-date data-publishtime data-publish-time data-pubdate data-created data-utc"
        " data-epoch data-iso"
    )
)
_MAX_AGE = 60
_MORE_WORDS = 10  # characters of a link besides the day in it
_DIGIT = lazy_compile(r"\d")
_MAX_TIMESTAMP = 40
_ASIDE = frozenset({*SURROUNDINGS, Hint.COPYRIGHT})
# By whether the month is first.
_ORDERS: dict[bool | None, Hint] = {True: Hint.MONTH_FIRST, False: Hint.DAY_FIRST}
_READ: dict[bool | None, Hint] = {True: Hint.READ_MONTH_FIRST, False: Hint.READ_DAY_FIRST}
_CLASS_HINTS = listed("date time publish posted meta byline entry-info datum fecha fech")


def read(view: View) -> Iterator[Candidate]:
    """Yield the days near the heading, and one in the head's title."""
    yield from _in_title(view)
    yield from _in_lines(view.near, view, near=True)


def read_far(view: View) -> Iterator[Candidate]:
    """Yield the days anywhere else on the page."""
    return _in_lines(view.far, view, near=False)


def _in_title(view: View) -> Iterator[Candidate]:
    """Yield a day that is a piece of the head's title: "Otters return - 05.03.2024 - The Post"."""
    for text in view.title_texts:
        if not _has_year(text):
            continue
        for piece in _PIECES.split(text):
            day = next(iter(find_days(piece, view.language)), None)
            if day and day.end - day.start == len(piece.strip()):
                source = Source(SourceType.TITLE_ELEMENT, "date")
                yield Candidate("published", day.value, source, 0.6)
                return


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
            count += 3 if Hint.FAR in candidate.hints else 1
        if count >= _MAX_FOUND:
            return


def _of_line(line: Line, has_day: bool, view: View, seen: set[Any]) -> Iterator[Candidate]:
    fresh = [time for time in line.times[:_MAX_TIMES] if time not in seen]
    if not (fresh or has_day):
        fresh = [element for element in line.holders if any(_given(element))]
    if not fresh and not has_day:
        return
    hints = position(line, view) | _of_a_story(line.holder, view)
    around = line.marks
    if says(_CLASS_HINTS, around):
        hints.add(Hint.CLASS_HINT)
    said = _before(line, fresh)
    for time in fresh:
        seen.add(time)
        timestamps = (read_timestamp(text, view.language) for text in _given(time))
        timestamp = next(filter(None, timestamps), None)
        if timestamp is not None:
            words = said.get(time, said[None])
            previous = _previous(line, view)
            named = f"{time.get('class') or ''} {time.get('itemprop') or ''} {around}".lower()
            source = Source(SourceType.TIME_ELEMENT)
            own = hints | {Hint.TIME} | _of_a_story(time, view)
            yield _candidate(timestamp, source, own, words, previous, named)
    if has_day:
        yield from _in_words(line, view, hints)


def _of_a_story(element: Any, view: View) -> set[Hint]:
    """Return that a day is a teaser's: it is in a link to another page, beside other words."""
    link = next(element.iterancestors("a"), None)
    if link is None or (link.get("href") or "#")[:1] == "#":
        return set()
    url = urls.absolute(view.document.base_url or view.document.url, link.get("href")) or ""
    if urls.identity(url) == urls.identity(view.document.url):
        return set()
    length = sum(map(len, "".join(link.itertext()).split()))
    own = sum(map(len, "".join(element.itertext()).split()))
    return {Hint.OTHER_STORY} if length > own + _MORE_WORDS else set()


def _given(element: Any) -> Iterator[str]:
    """Yield the timestamps in an element's attributes, which give the day of "3 days ago"."""
    given = [(name != "datetime", text) for name, text in element.items() if name in _IN_ATTRIBUTES]
    for _, text in sorted(given, key=itemgetter(0)):
        if len(text) <= _MAX_TIMESTAMP and any(c.isdigit() for c in text):
            yield text


def _has_year(text: str) -> bool:
    if _YEAR.search(text):
        return True
    return not text.isascii() and _OTHER_DIGITS.search(text) is not None


def _in_words(line: Line, view: View, hints: set[Hint]) -> Iterator[Candidate]:
    text = line.text
    start = 0
    days = _without_periods(view.days(line)[:4], text)
    for day in days:
        if day.start < start:
            continue
        before = text[max(start, day.start - _BEFORE_DAY) : day.start]
        own = set(hints)
        if len(text) - (day.end - day.start) < 40:
            own.add(Hint.ALONE)
        elif len(text) > 120:
            own.add(Hint.IN_PROSE)
        if line.is_caption:
            own.add(Hint.IN_PROSE)  # the day of the photograph
        if day.other:
            own |= {Hint.EITHER_WAY, _READ[day.month_first]}
        elif day.month_first is not None and day.value.day > 12:
            own.add(_ORDERS[day.month_first])
        previous = "" if start else _previous(line, view)
        if says(_OTHER_ACT, (before[-30:] if before.strip() else previous).lower()) or (
            not text.isascii() and text[day.end :].lstrip(" 日に일").startswith(_OTHER_ACT_AFTER)
        ):
            own.add(Hint.OTHER_ACT)
        if says(COPYRIGHT, before.lower()):
            own.add(Hint.COPYRIGHT)
        if start:
            own.add(Hint.SECOND_IN_LINE)
        named = "" if start else line.marks
        source = Source(SourceType.DATE)
        yield _candidate(day.value, source, own, before, previous, named)
        if day.other:
            own = (own | {Hint.OTHER_READING}) - {Hint.EITHER_WAY, _READ[day.month_first]}
            yield _candidate(day.other, source, own, before, previous, named)
        start = day.end


def _without_periods(days: Sequence[Day], text: str) -> list[Day]:
    """Return the days without the first and last ones of periods: of an event, of a project."""
    ends = {
        day.start
        for first, last_day in pairwise(days)
        if first.end < last_day.start and _PERIOD.fullmatch(text, first.end, last_day.start)
        for day in (first, last_day)
    }
    return [day for day in days if day.start not in ends]


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
    timestamp: Any, source: Source, hints: set[Hint], words: str, previous: str, named: str
) -> Candidate:
    """Tell a publication from an update: by the words or the line before the day, or by classes."""
    field: Field = "published"
    hints = set(hints)
    for label in (words, previous, named):
        updated, published = last(UPDATED, label.lower()), last(PUBLISHED, label.lower())
        if published >= 0:
            hints.add(Hint.PUBLISHED_IN_CLASS if label is named else Hint.SAID_PUBLISHED)
        if updated >= 0:
            hints.add(Hint.UPDATED_IN_CLASS if label is named else Hint.SAID_UPDATED)
        if max(updated, published) >= 0:
            field = "published" if published > updated else "updated"
            break
    trust = 0.25 if Hint.FAR in hints else 0.6
    if hints & _ASIDE:
        trust *= 0.4
    if Hint.IN_PROSE in hints:
        trust *= 0.4
    return Candidate(field, timestamp, source, trust, frozenset(hints))
