"""Portraits of the author: in a byline or a box about the author, or named after the author."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays
from crosspost.body.picture import Picture
from crosspost.lazy_regex import lazy_compile
from crosspost.page import picture_names

Authors = Callable[[], Sequence[str]]

_LARGE = 300  # pixels; a larger picture shows more than a face
_BOXES = 6  # around a picture
_LONGEST = 900  # characters of text in a box about the author
_MOST_PROSE = 0.3  # of the page's
_NEAR = 80  # characters of a line beside the portrait that repeats its alternative text
# Boxes with these names hold a byline or what the author is: in several languages.
_AUTHOR_BOX = lazy_compile(
    r"author(?!i)|byline|avatar|headshot|userpic|\bbio\b|writer|contributor|columnist|journalist"
    r"|autor(?!i)|auteur|autore\b|verfasser|profile-?(?:pic|photo|image)",
    re.I,
)
_PORTRAIT_CLASS = lazy_compile(r"avatar|headshot|userpic|author|byline|rounded-full|circle", re.I)
_AUTHOR_URL = lazy_compile(
    r"/(?:authors?|autor(?:e[ns]?|i|es)?|auteurs?|by|byline|columnists?|contributors?)/", re.I
)
_OUTERMOST = ("article", "main", "body")
# Words beside the author's name in alternative texts and names of files.
_OTHER_WORDS = frozenset(
    (
        *("photo", "picture", "image", "portrait", "profile", "avatar", "headshot", "foto", "bild"),
        *("author", "writer", "editor", "byline", "bio", "autor", "auteur", "autore", "new"),
        *("by", "of", "for", "the", "s", "a", "an", "and", "von", "de", "del", "di"),
        *("thumb", "thumbnail", "small", "square", "cropped", "crop", "scaled", "large"),
    )
)
_PORTRAIT_WORDS = frozenset(("author", "headshot", "byline", "avatar", "portrait", "profile"))
_WORD = lazy_compile(r"[^\W_]+")
_NUMBER = lazy_compile(r"\d+(?:x\d+)?|(?=[a-f]{0,40}\d)[\da-f]{4,40}")


def is_portrait(
    picture: Picture, found: Blocks, page: PageArrays, number: int, authors: Authors
) -> bool:
    """Tell whether a picture is a portrait of the author.

    Args:
        picture: from the page.
        found: the blocks of the page.
        page: their numbers.
        number: of the medium.
        authors: reads their names.
    """
    _, box, place = found.media[number]
    if min(picture.width, picture.height) >= _LARGE or _has_caption(found, box):
        return False
    if _AUTHOR_URL.search(picture.href) or _is_about_author(found, page, box):
        return True
    alt, stem = picture.image.get("alt") or "", picture_names.stem(picture.url)
    is_candidate = (
        picture.is_below(_LARGE)
        or bool(_PORTRAIT_CLASS.search(picture.image.get("class") or ""))
        or not page.prose[:place].any()
        or not page.prose[place:].any()
        or any(len(text) <= _NEAR and text in alt for text in _beside(found, place))
    )
    return (is_candidate and bool(alt or stem)) and any(
        _is_name_of(alt, name) or _is_name_of(stem, name) for name in authors() if name
    )


def _has_caption(found: Blocks, box: int) -> bool:
    """Tell whether a picture is in a ``figure`` with text."""
    while box >= 0 and found.box_tags[box] not in _OUTERMOST:
        if found.box_tags[box] == "figure":
            return found.box_ends[box] > found.box_starts[box]
        box = found.box_parents[box]
    return False


def _is_about_author(found: Blocks, page: PageArrays, box: int) -> bool:
    """Tell whether a small box around a picture is named after the author."""
    for _ in range(_BOXES):
        if box < 0 or found.box_tags[box] in _OUTERMOST:
            return False
        start, end = found.box_starts[box], found.box_ends[box]
        if page.chars[start:end].sum() > _LONGEST:
            return False
        if page.box_prose[box] > _MOST_PROSE * page.box_prose[0]:
            return False
        if _AUTHOR_BOX.search(found.box_names[box]):
            return True
        box = found.box_parents[box]
    return False


def _is_name_of(text: str, author: str) -> bool:
    """Tell whether a text is the author's name, alone or with words that portraits have."""
    wanted, given = _words(author), _words(text)
    if not wanted or len(given) > len(wanted) + len(_OTHER_WORDS):
        return False
    if "".join(wanted) in given:
        given = [word for word in given if word != "".join(wanted)]
    elif set(wanted) <= set(given):
        given = [word for word in given if word not in wanted]
    else:
        return False
    return not _PORTRAIT_WORDS.isdisjoint(given) or all(
        word in _OTHER_WORDS or _NUMBER.fullmatch(word) for word in given
    )


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text[:300])
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _WORD.findall(plain.lower())


def _beside(found: Blocks, place: int) -> list[str]:
    return found.texts[max(place - 1, 0) : place + 2]
