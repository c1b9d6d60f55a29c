"""The places of a built page that a link may lead to, as its Markdown shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import Dialect

_GIVEN = lazy_compile(r"(?<![\w-])(?:id|name)=\"([^\"<>]{1,500})\"|\{:? ?#([^\s}]{1,500})")
_NOTE = lazy_compile(r"\[\^([\w-]{1,100})\]")
_HEADING = lazy_compile(r"^[ \t>]{0,20}#{1,6} (.{1,1000})$", re.M)
_MARKUP = lazy_compile(r"<[^<>]{0,500}>|\]\([^()\s]{0,500}\)|[\\*`]")
_NO_WORD = lazy_compile(r"[^\w\- ]")
_HYPHENS = lazy_compile(r"-{2,}")
_BEFORE_LETTER = lazy_compile(r"\A[\d_-]+")
# What every page has, and words of its text, which only the browser looks for.
_EVERYWHERE = ("", "top")
_WORDS = ":~:"


def find(text: str, dialect: Dialect) -> set[str]:
    """Return the places that the page of a post has.

    Args:
        text: of the post.
        dialect: of the site, which tells whether headings get ids from their text.
    """
    return _given(text) | (_of_headings(text, dialect) if dialect.heading_ids else set())


def is_everywhere(place: str) -> bool:
    """Tell whether every page has a place: a fragment, without ``#`` and without escapes."""
    return place.lower() in _EVERYWHERE or place.startswith(_WORDS)


def _given(text: str) -> set[str]:
    found = {one or other for one, other in _GIVEN.findall(text)}
    return found | {f"{kind}:{label}" for label in _NOTE.findall(text) for kind in ("fn", "fnref")}


def _of_headings(text: str, dialect: Dialect) -> set[str]:
    found: set[str] = set()
    for heading in _HEADING.findall(text):
        if not heading.endswith("}") or "{#" not in heading:
            for slug in _slugs(heading, dialect):
                # The second heading with one text gets a number.
                number = next((n for n in range(1, 100) if f"{slug}-{n}" not in found), 0)
                found.add(f"{slug}-{number}" if slug in found else slug)
    return found


def _slugs(heading: str, dialect: Dialect) -> Iterator[str]:
    """Yield the ids that generators make of a heading's text, which differ in details."""
    words = _NO_WORD.sub("", _MARKUP.sub("", heading)).strip()
    slug = (words if dialect.ids_keep_case else words.lower()).replace(" ", "-")
    short = _HYPHENS.sub("-", slug).strip("-")
    yield from dict.fromkeys((slug, short, _BEFORE_LETTER.sub("", slug)))
