"""The visible byline: "By Ann Otter", or a line with a class that says "author"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.days.labels import says
from crosspost.metadata.hints import SURROUNDINGS, Hint
from crosspost.metadata.lines import Line
from crosspost.metadata.people.bylines import (
    MAX_NAME,
    OTHERS,
    below,
    continued,
    names_alike,
    with_unlinked,
    without_post,
)
from crosspost.metadata.people.common_words import is_of_common_words
from crosspost.metadata.people.names import is_person, people
from crosspost.metadata.people.signatures import CLASS_HINTS, find_signature, is_beside_a_day
from crosspost.metadata.people.within_lines import (
    after_by,
    after_chinese_label,
    after_label,
    in_standfirst,
)
from crosspost.metadata.people.words import label_of
from crosspost.metadata.position import is_of_teaser, position
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.view import View

_MAX_LENGTH = 300
_MAX_FAR = 120
_MAX_LINKED = 120
_MAX_FOUND = 20
# Lines between two authors of a list: a role, a portrait's caption.
_GAP = 3
# Classes of a box with all authors, which is some elements around the lines.
_LISTS = ("authors", "byline", "contributors", "autoren", "auteurs", "autores", "autori")
_MAX_STEPS = 6
_AUTHOR = ("author", "byline")
# Searched in lower case, without a leading alternative: a page has hundreds of links.
_AUTHOR_PAGE = lazy_compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|contributors?|people|profile|writers?|staff|team|users?"
    r"|bio|by)/"
)
# "Photo: Ann Otter", "Bild von Ann Otter", "写真／…": a credit.
_CREDIT = lazy_compile(
    r"(?:(?:photo|image|picture|illustration|graphic|video|foto|bild|imag|immagin|afbeelding|beeld"
    r"|zdjęci|фото|ilustra)\w{0,12}|credits?|写真|撮影|图|圖|사진|그림)(?: credits?)?\s?"
    r"(?:[:：／/]|(?:by|von|de|di|par|por)\b)|fot\.\s",
    re.I,
)
_MAX_OTHERS = 100  # characters
_Found = tuple[tuple[str, ...], SourceType, set[Hint]]


def read(view: View) -> Iterator[Candidate]:
    """Yield the bylines near the heading.

    Names in lines that follow one another are yielded alone and together.
    """
    return _in_lines(view.near, view, near=True)


def read_far(view: View) -> Iterator[Candidate]:
    """Yield the bylines anywhere else on the page: at the article's end, beside teasers."""
    return _in_lines(filter(_is_telling, view.far), view, near=False)


def _in_lines(lines: Iterable[Line], view: View, near: bool) -> Iterator[Candidate]:
    count = 0
    run: list[Candidate] = []
    places: list[Any] = []
    last = -10
    for line in lines:
        found = _byline(line, view, near=near)
        if found is None or _is_quoted(line, view):
            continue
        names, source, hints = found
        hints |= position(line, view)
        is_own = Hint.JUST_BELOW in hints or Hint.TEASER not in hints
        if not is_own and is_of_teaser(line.element, view):
            hints.add(Hint.OTHER_STORY)
        trust = 0.35 if Hint.FAR in hints else 0.8
        trust *= 0.5 if hints.intersection(SURROUNDINGS) else 1.0
        candidate = Candidate("authors", names, Source(source), trust, frozenset(hints))
        if run and (
            line.index - last > _GAP or run[0].source.type is not source or line.index < last
        ):
            yield from _together(run, places)
            run, places = [], []
        run.append(candidate)
        places.append(line.element)
        last = line.index
        count += 1
        if count >= _MAX_FOUND:
            break
    yield from _together(run, places)


def _together(run: list[Candidate], places: list[Any]) -> Iterator[Candidate]:
    """Yield names of lines that follow one another: alone and together.

    Of those in one box for authors, which a class tells, each alone is a part of the byline.
    """
    names = tuple(dict.fromkeys(name for candidate in run for name in candidate.value))  # type: ignore[union-attr]
    if len(run) < 2 or len(names) < 2:
        yield from run
        return
    first = run[0]
    if _are_in_one_box(places):
        yield replace(first, value=names)
        return
    yield from run
    yield replace(
        first,
        value=names,
        confidence=first.confidence * 0.9,
        hints=first.hints | {Hint.SEVERAL_LINES},
    )


def _are_in_one_box(places: list[Any]) -> bool:
    """Tell whether a box with a class such as "authors" is around all of these elements."""
    for box in islice(places[0].iterancestors(), _MAX_STEPS):
        if all(box in place.iterancestors() for place in places[1:]):
            named = f"{box.get('class') or ''} {box.get('id') or ''}".lower()
            return says(_LISTS, named)
    return False


def _is_quoted(line: Line, view: View) -> bool:
    """Tell whether a line is in a quotation: it names whom the article quotes."""
    around = line.element.iterancestors("blockquote", "q")
    return line.element.tag == "blockquote" or any(e not in view.around_heading for e in around)


def _byline(line: Line, view: View, near: bool) -> _Found | None:
    """Return the names in a line, their source and hints; None where there are no names."""
    if len(line.text) > _MAX_LENGTH:
        return None
    if _CREDIT.match(line.text):
        return _in_words(after_label(line, view))
    found = _in_words(after_chinese_label(line, view))
    if found is not None:
        return found
    label = label_of(line.text, view.language)
    linked = _linked(line) if label or len(line.text) < _MAX_LINKED else ()
    found = _labelled(line, label.end(), linked, view, near) if label else None
    if found is not None:
        return found
    if linked and len(line.text) < _MAX_LINKED:
        return linked, SourceType.AUTHOR_LINK, {Hint.LINKED}
    within = after_by(line, view) or after_label(line, view) or in_standfirst(line, view)
    return _in_words(within) or _signed(line, view, near)


def _in_words(found: tuple[tuple[str, ...], set[Hint]] | None) -> _Found | None:
    return (found[0], SourceType.BYLINE, found[1]) if found else None


def _labelled(
    line: Line, end: int, linked: tuple[str, ...], view: View, near: bool
) -> _Found | None:
    """Return the names after "By", which ends at ``end``, or below it where it is alone."""
    text = line.text
    names: tuple[str, ...] = ()
    if end >= len(text):
        following = view.lines[line.index + 1 : line.index + 2]
        text = f"{text} {following[0].text}" if following else text
        names = () if linked else below(line, view)
    names = names or with_unlinked(linked, text, view.language)
    names = names or names_alike(line, view.language)
    names = names or people(text, view.language, line=True)
    names = without_post(names, line, view.language)
    names = continued(names, line, view)
    if not names:
        return None
    marked = bool(linked) or line.is_called(CLASS_HINTS, 4)
    sure = near and len(text) < MAX_NAME and not names[0].islower()
    sure = sure or (near and text.count(" ") == 1 and is_beside_a_day(line, view))
    if all(map(is_of_common_words, names)):
        sure = False  # "By use case", in a menu
    if not linked and names[0].islower() and " " in names[0]:
        return None  # "By maintaining compliance"
    if marked or sure or is_person(names[0]):
        return names, SourceType.BYLINE, {Hint.BY, Hint.LINKED if linked else Hint.IN_WORDS}
    return None


def _is_telling(line: Line) -> bool:
    """Tell quickly whether a line far from the heading can be a byline."""
    text = line.text
    if label_of(text, "en"):
        return len(text) <= _MAX_FAR or line.is_called(_AUTHOR, 2)
    if len(text) > _MAX_FAR:
        return False
    if line.link is not None and _leads_to_author(line.link):
        return True
    return (len(text) < MAX_NAME or " by " in text) and line.is_signed


def _leads_to_author(link: Any) -> bool:
    """Tell whether a link's URL is that of an author's page."""
    href = "/" + (link.get("href") or "").lower()  # "authors/ann/" is relative to a folder
    if "/licenses/" in href:
        return False  # "/licenses/by/4.0/"
    return _AUTHOR_PAGE.search(href) is not None or ("author=" in href and "?" in href)


def _signed(line: Line, view: View, near: bool) -> _Found | None:
    found = find_signature(line, view, near)
    return (found[0], SourceType.SIGNATURE, found[1]) if found else None


def _linked(line: Line) -> tuple[str, ...]:
    """Return the names that link to their authors' pages, up to "reviewed by" and the like."""
    if not line.has_link:
        return ()
    names: list[str] = []
    before = ""
    for link, parts in groupby(line.parts, key=lambda part: part.link):
        text = "".join(part.text for part in parts)
        if link is None:
            before += text.lower()
            continue
        if before and OTHERS.search(before):
            break
        before = before[-_MAX_OTHERS:]  # the words may continue
        if _is_authors(link):
            names += [name for name in people(text) if name not in names]
    return tuple(names)


def _is_authors(link: Any) -> bool:
    """Tell whether a link says that it is the author's."""
    if _leads_to_author(link):
        return True
    return "author" in (link.get("rel") or "").lower().split() or says(
        CLASS_HINTS, (link.get("class") or "").lower()
    )
