"""The days a reader sees: ``<time>`` elements and dates in words, best right by the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.day_words import find_days
from crosspost.metadata.lines import Line
from crosspost.metadata.moments import read_moment
from crosspost.metadata.text import fold
from crosspost.metadata.view import View

_BEFORE, _AFTER = 12, 40
_MAX_LENGTH = 300
_MAX_FOUND = 40
_YEAR = re.compile(r"(?:19|20|25)\d\d|\d[./-]\d\d?[./-]\d\d|[٠-٩]{4}|[۰-۹]{4}|[०-९]{4}|[๐-๙]{4}")
_UPDATED = re.compile(
    r"updat|modif|revis|edited|review|fact.?check|last changed|last-mod|aktualisiert|geändert|stand:|bearbeitet|mis à jour"
    r"|modifié|actualiza|modifica|aggiornat|atualiza|bijgewerkt|gewijzigd|uppdatera|oppdatert|opdateret"
    r"|päivitetty|zaktualizowan|aktualizov|frissít|actualizat|güncelle|обновл|оновлен|更新|업데이트|수정"
    r"|cập nhật|diperbarui|תאריך עדכון|تحديث",
    re.I,
)
_PUBLISHED = re.compile(
    r"publish|posted|pubdate|created|issued|first|written|dated?\b|veröffentlicht|erschienen|erstellt|publié|paru"
    r"|publicad|pubblicat|gepubliceerd|geplaatst|publicera|publisert|udgivet|julkaistu|opublikowan"
    r"|publikov|közzét|publicat|yayın|опублик|дата|公開|投稿|发布|發布|发表|게시|작성|입력|đăng|diterbitkan|نشر",
    re.I,
)
_MARKED = re.compile(r"date|time|publish|posted|meta|byline|entry-info|datum|fecha|fech")
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|widget|recommend|popular|trending|<nav>|<footer>|<aside>|teaser|newsletter"
    r"|promo|footer|upcoming|calendar|next|prev|more-|latest|recent"
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights reserved", re.I)


def read(view: View) -> Iterator[Candidate]:
    """Yield the days on the page, those near the heading first."""
    start = view.heading_line
    count = 0
    seen: set[Any] = set()
    for line in _in_order(view.lines, start):
        for candidate in _of_line(line, view, start, seen):
            yield candidate
            count += 1
        if count >= _MAX_FOUND:
            return


def _in_order(lines: tuple[Line, ...], start: int | None) -> list[Line]:
    if start is None:
        return list(lines)
    near = [*lines[start : start + _AFTER + 1], *lines[max(0, start - _BEFORE) : start]]
    return [*near, *lines[start + _AFTER + 1 :], *lines[: max(0, start - _BEFORE)]]


def _of_line(line: Line, view: View, start: int | None, seen: set[Any]) -> Iterator[Candidate]:
    hints: set[str] | None = None
    for _, element in line.parts:
        time = element if element.tag == "time" else next(element.iterancestors("time"), None)
        if time is None or time in seen:
            continue
        seen.add(time)
        moment = read_moment(time.get("datetime") or "", view.language)
        if moment is None and time.get("datetime"):
            moment = read_moment(fold("".join(time.itertext())), view.language)
        if moment is not None:
            hints = hints or _hints(line, view, start)
            label = f"{line.text} {line.marks}"
            yield _candidate(moment, "time element", hints | {"time"}, label)
    if len(line.text) > _MAX_LENGTH or not _YEAR.search(line.text):
        return
    position = 0
    for day in sorted(find_days(line.text, view.language), key=lambda day: day.start)[:4]:
        if day.start < position:
            continue
        hints = hints or _hints(line, view, start)
        before = line.text[max(position, day.start - 60) : day.start]
        own = set(hints)
        if len(line.text) - (day.end - day.start) < 40:
            own.add("alone")
        elif len(line.text) > 120:
            own.add("in prose")
        if not day.certain:
            own.add("either way")
        if _COPYRIGHT.search(before):
            own.add("copyright")
        label = before if position else f"{before} {line.marks}"
        yield _candidate(day.value, "visible date", own, label, _previous(line, view))
        position = day.end


def _previous(line: Line, view: View) -> str:
    """The line before, where it may be the label of this one ("Published")."""
    before = view.lines[line.index - 1].text if line.index else ""
    return before if len(before) < 30 else ""


def _candidate(
    moment: Any, source: str, hints: set[str], label: str, previous: str = ""
) -> Candidate:
    field: Field = "published"
    if _UPDATED.search(label) or (_UPDATED.search(previous) and not _PUBLISHED.search(label)):
        field = "updated"
    if _PUBLISHED.search(label) or _PUBLISHED.search(previous):
        hints = hints | {"said to be published"}
        if _UPDATED.search(label) and not _UPDATED.search(label[-25:]):
            field = "published"
    near = "near heading" in hints
    trust = 0.6 if near else 0.25
    if "elsewhere" in hints or "copyright" in hints:
        trust *= 0.4
    if "in prose" in hints:
        trust *= 0.4
    return Candidate(field, moment, source, trust, frozenset(hints))


def _hints(line: Line, view: View, start: int | None) -> set[str]:
    hints: set[str] = set()
    distance = line.index - start if start is not None else None
    if distance is not None and -_BEFORE <= distance <= _AFTER:
        hints.add("near heading")
    else:
        hints.add("far")
    if distance is not None and 0 < distance <= 6:
        hints.add("right below heading")
    elif distance is not None and -4 <= distance <= 0:
        hints.add("right above heading")
    if _ELSEWHERE.search(line.zone):
        hints.add("elsewhere")
    if _MARKED.search(line.marks):
        hints.add("marked")
    return hints
