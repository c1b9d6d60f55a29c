"""Find bylines without "by": lines with an author's class, or near the heading.

Such a line may say anything, so that only what looks like a name is taken.
"""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.hints import Hint
from crosspost.metadata.lines import Line
from crosspost.metadata.people.bylines import names_alike
from crosspost.metadata.people.common_words import has_common_word, is_of_common_words
from crosspost.metadata.people.names import is_person, people
from crosspost.metadata.people.words import CREDENTIAL
from crosspost.metadata.text import key, listed
from crosspost.metadata.view import View

CLASS_HINTS = listed("author byline by-line contributor writer creator vcard autor auteur")
_MAX_LENGTH, _MAX_SPACES = 90, 12
_MAX_LINE_OF_A_DAY = 100
_MAX_DEGREES = 300
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Links with texts such as "HR Strategy", which looks like a name.
_SECTION_PAGE = lazy_compile(
    r"/(?:categor(?:y|ies|ia|ias|ie)|tags?|topics?|sections?|kategorien?|rubrik|themen?)/", re.I
)
# Classes of what an author's box contains beside the name.
_ABOUT_AUTHOR = lazy_compile(
    r"auth?or[\w-]{0,40}[-_](?:desc\w{0,20}|bio|about|role|title|job|position)(?![\w-])"
)
_COLONS = frozenset(":：")
_PARTS = lazy_compile(r"[|·•,–—/]|\s-\s")
# Two capitalized words, or words of a script without capitals.
_NAME_LIKE = lazy_compile(r"(?:[^\Wa-z_\d][^\W\d_]*\S{0,2}\s+(?:\w{1,3}\s+){0,2}[^\Wa-z_]|[\d•·])")


def find_signature(line: Line, view: View, near: bool) -> tuple[tuple[str, ...], set[Hint]] | None:
    """Return the names that a line consists of, with hints; None where it is not a byline.

    ``near`` says that the line is near the heading.
    """
    text = line.text
    if len(text) > _MAX_LENGTH or text.count(" ") > _MAX_SPACES:
        return _with_degrees(line, view) if near and "," in text[:_MAX_DEGREES] else None
    if not (text[0].isalnum() or len(text) > 5):
        return None
    if line.link is not None and _SECTION_PAGE.search(line.link.get("href") or ""):
        return None
    marked = line.is_called(CLASS_HINTS, 4 if near else 1)
    if not (marked or _is_where_bylines_are(line, view, near)) or _is_of_others(line, marked):
        return None
    names = () if _labels_a_day(line, view) else _names(line, view.language)
    if not names or all(_is_not_a_name(name, view) for name in names):
        return None
    if not (marked or all(_is_sure(name, view) for name in names)):
        return None
    hint = Hint.CLASS_HINT if marked else Hint.PLAIN
    if not any(view.is_common(word) for name in names for word in name.split()):
        return names, {hint}
    return (names, {hint, Hint.WORDS_OF_THE_PAGE}) if marked else None


def _with_degrees(line: Line, view: View) -> tuple[tuple[str, ...], set[Hint]] | None:
    """Return the names in a long line right below the heading: people with their degrees."""
    start = view.heading_line
    if start is None or not 0 < line.index - start <= 2 or len(line.text) > _MAX_DEGREES:
        return None
    names = people(line.text, view.language)
    parts = [part.strip() for part in re.split(r"[,;&]", line.text)]
    degrees = sum(CREDENTIAL.fullmatch(part) is not None for part in parts)
    if degrees < len(names) or not all(map(is_person, names)) or not names:
        return None
    return names, {Hint.PLAIN}


def _is_not_a_name(name: str, view: View) -> bool:
    """Tell whether a name has common words only and is not that of an author in the head."""
    if not is_of_common_words(name, least=1):
        return False
    return key(name) not in view.author_keys


def _is_sure(name: str, view: View) -> bool:
    """Tell whether a name without a class is certainly a person's, and not one in the title.

    Near a heading with a person's name there are links to more articles about the person.
    """
    if not is_person(name) or has_common_word(name):
        return False
    return not any(key(name) in title for title in view.title_keys)


def _is_where_bylines_are(line: Line, view: View, near: bool) -> bool:
    """Tell whether a line without an author's class is where bylines are."""
    if near and line.element.tag == "address":
        return True
    if line.element.tag in _HEADINGS:
        return False
    return (
        _NAME_LIKE.match(line.text) is not None
        and _is_right_by_heading(line, view)
        and is_beside_a_day(line, view)
    )


def _labels_a_day(line: Line, view: View) -> bool:
    """Tell whether a line is a day with its label: "Data publikacji: 5 marca 2024"."""
    days = view.days(line)
    before = line.text[: days[0].start].rstrip() if days else ""
    return before[-1:] in _COLONS and len(_PARTS.split(before)) == 1


def _is_of_others(line: Line, marked: bool) -> bool:
    """Tell whether a line names a photographer, the author's office or the subject of the article.

    The subject's "vcard" is in the infobox of an encyclopaedia.
    """
    if line.is_caption or _ABOUT_AUTHOR.search(line.first_marks):
        return True
    return marked and "infobox" in line.marks


def _names(line: Line, language: str) -> tuple[str, ...]:
    """Return the names in a line; where not all are people, those in its first text."""
    if alike := names_alike(line, language):
        return alike
    names = people(line.text, language, line=True)
    if names and all(map(is_person, names)):
        return names
    texts = [part.text for part in line.parts]
    first = next((text for text in texts if text.strip()), "")
    in_first = people(first, language, line=True) if len(texts) > 1 else ()
    return in_first if in_first and all(map(is_person, in_first)) else names


def is_beside_a_day(line: Line, view: View) -> bool:
    """Tell whether there is a day in the line or next to it, as there is with most bylines."""
    around = view.lines[max(0, line.index - 2) : line.index + 4]
    short = (other for other in around if len(other.text) < _MAX_LINE_OF_A_DAY)
    return any(other.has_time or view.days(other) for other in short)


def _is_right_by_heading(line: Line, view: View) -> bool:
    start = view.heading_line
    return start is not None and -3 <= line.index - start <= 8 and line.index != start
