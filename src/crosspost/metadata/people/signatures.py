"""Names that sign without "by": in a line that the page marks as the author's, or near the heading.

Such a line may say anything, so that a name has to look like one here.
"""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.lines import Line
from crosspost.metadata.people.common_words import has_common_word, is_of_common_words
from crosspost.metadata.people.names import is_person, people
from crosspost.metadata.people.words import CREDENTIAL
from crosspost.metadata.text import key, listed
from crosspost.metadata.view import View

MARKED = listed("author byline by-line contributor writer creator vcard autor auteur")
_MAX_LENGTH, _MAX_BLANKS = 90, 12
_MAX_LINE_OF_A_DAY = 100
_MAX_DEGREES = 300
# "HR Strategy", "Patient Recruitment": two words in capitals, and nobody's name.
_SECTION_PAGE = lazy_compile(
    r"/(?:categor(?:y|ies|ia|ias|ie)|tags?|topics?|sections?|kategorien?|rubrik|themen?)/", re.I
)
# What stands in an author's box beside the name.
_ABOUT_AUTHOR = lazy_compile(
    r"auth?or[\w-]{0,40}[-_](?:desc\w{0,20}|bio|about|role|title|job|position)(?![\w-])"
)
# Two words in capitals, or a script that has none.
_NAME_LIKE = lazy_compile(r"(?:[^\Wa-z_\d][^\W\d_]*\S{0,2}\s+(?:\w{1,3}\s+){0,2}[^\Wa-z_]|[\d•·])")


def find_signature(line: Line, view: View, near: bool) -> tuple[tuple[str, ...], set[str]] | None:
    """Return the names that a line consists of, and what was seen; None where it is no signature.

    ``near`` says that the line stands near the heading.
    """
    text = line.text
    if len(text) > _MAX_LENGTH or text.count(" ") > _MAX_BLANKS:
        return _with_degrees(line, view) if near and "," in text[:_MAX_DEGREES] else None
    if not (text[0].isalnum() or len(text) > 5):
        return None
    if line.link is not None and _SECTION_PAGE.search(line.link.get("href") or ""):
        return None
    marked = line.is_called(MARKED, 4 if near else 1)
    if not (marked or _is_where_bylines_are(line, view, near)) or _is_of_others(line, marked):
        return None
    names = _names(line, view.language)
    if not names or all(_is_nobody(name, view) for name in names):
        return None
    if not (marked or all(_is_sure(name, view) for name in names)):
        return None
    hint = "marked" if marked else "plain"
    if not any(view.is_common(word) for name in names for word in name.split()):
        return names, {hint}
    return (names, {hint, "words of the page"}) if marked else None


def _with_degrees(line: Line, view: View) -> tuple[tuple[str, ...], set[str]] | None:
    """Read a long line right below the heading that names people with their degrees."""
    start = view.heading_line
    if start is None or not 0 < line.index - start <= 2 or len(line.text) > _MAX_DEGREES:
        return None
    names = people(line.text, view.language)
    parts = [part.strip() for part in re.split(r"[,;&]", line.text)]
    degrees = sum(CREDENTIAL.fullmatch(part) is not None for part in parts)
    if degrees < len(names) or not all(map(is_person, names)) or not names:
        return None
    return names, {"plain"}


def _is_nobody(name: str, view: View) -> bool:
    """Tell whether a name has common words only and the page's head names no such author."""
    if not is_of_common_words(name, least=1):
        return False
    return key(name) not in view.author_keys


def _is_sure(name: str, view: View) -> bool:
    """Tell whether a name is a person's where nothing says so: not the one in the title, either.

    Links to what the site has on a person stand near a heading that names the person.
    """
    if not is_person(name) or has_common_word(name):
        return False
    return not any(key(name) in title for title in view.title_keys)


def _is_where_bylines_are(line: Line, view: View, near: bool) -> bool:
    """Tell whether a line without a mark stands where a byline would."""
    if near and line.element.tag == "address":
        return True
    return (
        _NAME_LIKE.match(line.text) is not None
        and _is_right_by_heading(line, view)
        and is_beside_a_day(line, view)
    )


def _is_of_others(line: Line, marked: bool) -> bool:
    """Tell whether a line names a photographer, the author's office or whom the article is about.

    The last one's card ("vcard") is in an encyclopaedia's box.
    """
    if line.is_caption or _ABOUT_AUTHOR.search(line.first_marks):
        return True
    return marked and "infobox" in line.marks


def _names(line: Line, language: str) -> tuple[str, ...]:
    """Return the names in a line: in all of it, else in its first text."""
    names = people(line.text, language, line=True)
    if names and all(map(is_person, names)):
        return names
    texts = [part.text for part in line.parts]
    first = next((text for text in texts if text.strip()), "")
    parted = people(first, language, line=True) if len(texts) > 1 else ()
    return parted if parted and all(map(is_person, parted)) else names


def is_beside_a_day(line: Line, view: View) -> bool:
    """Tell whether a day stands in the line or next to it, as it does beside most bylines."""
    around = view.lines[max(0, line.index - 2) : line.index + 4]
    short = (other for other in around if len(other.text) < _MAX_LINE_OF_A_DAY)
    return any(other.has_time or view.days(other) for other in short)


def _is_right_by_heading(line: Line, view: View) -> bool:
    start = view.heading_line
    return start is not None and -3 <= line.index - start <= 8 and line.index != start
