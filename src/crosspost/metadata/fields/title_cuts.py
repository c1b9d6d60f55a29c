"""Cutting a title: the site's name and sections stand before or behind it, parted by a sign."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.fields.site import MOST_WORDS
from crosspost.metadata.text import listed, squash

# What sites put between a title and their name. A colon or a hyphen within words parts nothing.
_SEPARATOR = lazy_compile(r"(?<!\s)\s++(?:(?:\|\||::|[|\-–—:·•»«/>~])\s+|[|｜»›]\s*)|[|｜]\s*|:\s+")
# "title_channel_site", as Chinese sites write it.
_CHANNEL = lazy_compile(r"(?<=[^\x00-\x7f])\s?_(?=[^\x00-\x7f][^_]+_[^\x00-\x7f][^_]+$)")
# "Otters return [River Post]"
_IN_BRACKETS = lazy_compile(r"(?<!\s)\s*+[\[(【](?P<name>[^\[\]()【】]{2,60})[\])】]$")
_MAX_PIECES = 12
_MAX_NAME_WORDS = 5
# Letters; what is shorter starts many a word that is nobody's name.
_LEAST_BRAND = 5
# Sections that any site may have; a piece that says nothing else is no part of the title.
_SECTIONS = frozenset(
    squash(name)
    for name in listed(
        "blog blogs news opinion article articles insights resources press-release press-releases"
        " blog-post editorial feature features analysis commentary updates"
    )
)


def cuts(text: str, site: frozenset[str], sections: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the text and what is left of it when its ends are cut, each with what was cut.

    "whole"; "site cut" where what was cut is the site's name or one of its sections;
    "end cut" and "start cut" where nothing says what the piece is.
    """
    yield text, "whole"
    tail = _IN_BRACKETS.search(text)
    if tail and tail.start() and is_site(tail["name"], site):
        text = text[: tail.start()]
        yield text, "site cut"
    channel = _CHANNEL.search(text)
    if channel:
        yield text[: channel.start()], "site cut"
    pieces = _SEPARATOR.split(text)
    if not 2 <= len(pieces) <= _MAX_PIECES:
        return
    marks = _SEPARATOR.findall(text)
    low, high = _without_site(pieces, marks, site, sections)
    if (low, high) != (0, len(pieces)):
        yield _join(pieces, marks, low, high), "site cut"
    if high - low > 1 and _may_be_site(pieces[high - 1]):
        yield _join(pieces, marks, low, high - 1), "end cut"
    if high - low > 1 and _may_be_site(pieces[low]):
        yield _join(pieces, marks, low + 1, high), "start cut"


def cut_heading(text: str, site: frozenset[str], folders: frozenset[str], known: bool) -> str:
    """Return a heading without the site's name and its sections.

    Args:
        text: the heading.
        site: the site's names, squashed.
        folders: those of the address, squashed: behind a bar ("… | Patient Education") they are
            sections.
        known: the page's head has the heading as it stands: what it begins with ("News: …") is its
            own.
    """
    pieces = _SEPARATOR.split(text)
    if not 2 <= len(pieces) <= _MAX_PIECES:
        return text
    marks = _SEPARATOR.findall(text)
    low, high = _without_site(pieces, marks, site, frozenset(), whole_start=known)
    while high - low > 1 and "|" in marks[high - 2] and squash(pieces[high - 1]) in folders:
        high -= 1
    return _join(pieces, marks, low, high)


def may_hold_site(text: str) -> bool:
    """Tell whether the site's name may stand in a title: it has several pieces, or few words."""
    return len(text.split()) <= MOST_WORDS or _SEPARATOR.search(text) is not None


def _without_site(
    pieces: list[str],
    marks: list[str],
    site: frozenset[str],
    sections: frozenset[str],
    *,
    whole_start: bool = False,
) -> tuple[int, int]:
    """Return the span of pieces that are neither the site's name nor a section next to it."""
    low, high = 0, len(pieces)
    if "|" in marks[-1] and is_branded(pieces[-1], site):
        high -= 1
    while high - low > 1 and is_site(pieces[high - 1], site):
        high -= 1
    if high == len(pieces):
        while high - low > 1 and is_site(pieces[low], site):
            low += 1
    known = _SECTIONS | sections
    while high - low > 1 and squash(pieces[high - 1]) in known:
        high -= 1
    while high - low > 1 and not whole_start and squash(pieces[low]) in _SECTIONS:
        low += 1
    return low, high


def is_site(piece: str, site: frozenset[str]) -> bool:
    """Tell whether a piece of a title is the site's name, give or take ".com" and the like."""
    name = squash(piece)
    return not name or any(name in (known, known + "com", known + "blog") for known in site)


def is_branded(piece: str, site: frozenset[str]) -> bool:
    """Tell whether a piece is a few words that start with the site's name: "Riverbend Magazine"."""
    words = piece.split()
    name = squash(piece)
    return len(words) <= _MAX_NAME_WORDS and any(
        len(known) >= _LEAST_BRAND and name.startswith(known) for known in site
    )


def _may_be_site(piece: str) -> bool:
    """Tell whether a piece looks like a name: a few words, the first in capitals."""
    return not piece[:1].islower() and len(piece.split()) <= _MAX_NAME_WORDS


def _join(pieces: list[str], marks: list[str], low: int, high: int) -> str:
    kept = pieces[low]
    for index in range(low + 1, high):
        kept += marks[index - 1] + pieces[index]
    return kept.strip()
