"""The byline a reader sees: "By Ann Otter", or a line that the page marks as the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.lines import Line
from crosspost.metadata.name_words import LABEL, by_words
from crosspost.metadata.names import is_person, people
from crosspost.metadata.view import View

# How far from the heading a byline may stand, in lines; and at the end of the text.
_BEFORE, _AFTER = 12, 40
_MAX_LENGTH = 300
_MAX_FOUND = 12
_MARKED = re.compile(r"author|byline|by-line|contributor|writer|creator|vcard|autor|auteur")
_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|contributors?|people|profile|writers?|staff|team|user|users|bio|by)/",
    re.I,
)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|widget|recommend|popular|trending|<nav>|<footer>|<aside>|testimonial|review-?er|card|teaser|newsletter|promo"
)
_INLINE_BY = re.compile(
    r"(?:^|[\s|•·,–—-])(?:[Bb]y|BY|[Ww]ritten by|[Pp]osted by|[Pp]ublished by|[Aa]uthor:)\s+(?=\S)"
)


def read(view: View) -> Iterator[Candidate]:
    """Yield the bylines near the heading first, then those anywhere else on the page."""
    start = view.heading_line
    language = view.language
    count = 0
    for line in _in_order(view.lines, start):
        found = _byline(line, view, language)
        if found is None:
            continue
        names, source, hints = found
        distance = line.index - start if start is not None else None
        near = distance is not None and -_BEFORE <= distance <= _AFTER
        hints |= {"near heading"} if near else {"far"}
        if distance is not None and 0 < distance <= 6:
            hints.add("right below heading")
        elif distance is not None and distance < 0:
            hints.add("above heading")
        if _ELSEWHERE.search(line.zone):
            hints.add("elsewhere")
        trust = (0.8 if near else 0.35) * (0.5 if "elsewhere" in hints else 1.0)
        yield Candidate("authors", names, source, trust, frozenset(hints))
        count += 1
        if count >= _MAX_FOUND:
            return


def _in_order(lines: tuple[Line, ...], start: int | None) -> list[Line]:
    """Return the lines that can hold a byline: those around the heading, then the rest."""
    if start is None:
        return list(lines)
    near = [*lines[start + 1 : start + _AFTER + 1], *lines[max(0, start - _BEFORE) : start]]
    return [*near, *lines[start + _AFTER + 1 :], *lines[: max(0, start - _BEFORE)]]


def _byline(line: Line, view: View, language: str) -> tuple[tuple[str, ...], str, set[str]] | None:
    """Return the names in a line, how they were found and what was seen; None where none are."""
    text = line.text
    if len(text) > _MAX_LENGTH:
        return None
    label = LABEL.match(text) or by_words(language).match(text)
    if label:
        if label.end() >= len(text):
            following = view.lines[line.index + 1 : line.index + 2]
            text = f"{text} {following[0].text}" if following else text
        linked = _linked(line)
        names = linked or people(text, language)
        if names and (linked or is_person(names[0]) or _MARKED.search(line.marks)):
            return names, "visible byline", {"by", "linked" if linked else "in words"}
    linked = _linked(line)
    if linked and len(text) < 120:
        return linked, "author link", {"linked"}
    inline = _INLINE_BY.search(text)
    if inline and len(text) < 160:
        names = people(text[inline.end() :], language)
        if names and (is_person(names[0]) or _MARKED.search(line.marks)):
            return names, "visible byline", {"by", "in words", "in a line"}
    if _MARKED.search(line.marks) and len(text) < 80:
        names = people(text, language)
        if names and all(is_person(name) for name in names):
            return names, "visible author", {"marked"}
    return None


def _linked(line: Line) -> tuple[str, ...]:
    """Return the names that link to their authors' pages."""
    names: list[str] = []
    for text, element in line.parts:
        link = element if element.tag == "a" else next(element.iterancestors("a"), None)
        if link is None:
            continue
        rel = (link.get("rel") or "").lower().split()
        marked = "author" in rel or _MARKED.search((link.get("class") or "").lower())
        if marked or _LINK.search(link.get("href") or ""):
            names += [name for name in people(text) if name not in names]
    return tuple(names)
