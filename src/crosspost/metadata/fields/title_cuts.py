"""Cut the site's name and its sections from the start or the end of a title."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.fields.site import MOST_WORDS
from crosspost.metadata.text import listed, squash

# What sites put between a title and their name. A colon or hyphen within a word is not one.
_SEPARATOR = lazy_compile(r"(?<!\s)\s++(?:(?:\|\||::|[|\-–—:·•»«/>~])\s+|[|｜»›]\s*)|[|｜]\s*|:\s+")
# "title_channel_site", as Chinese sites write it.
_CHANNEL = lazy_compile(r"(?<=[^\x00-\x7f])\s?_(?=[^\x00-\x7f][^_]+_[^\x00-\x7f][^_]+$)")
# "Otters return [River Post]"
_IN_BRACKETS = lazy_compile(r"(?<!\s)\s*+[\[(【](?P<name>[^\[\]()【】]{2,60})[\])】]$")
_MAX_PIECES = 12
_MAX_NAME_WORDS = 5
# Letters; shorter ones are the beginning of too many other words.
_LEAST_BRAND = 5
# Sections that any site may have; a piece with no other words is not a part of the title.
_SECTIONS = frozenset(
    squash(name)
    for name in listed(
        "blog blogs news opinion article articles insights resources press-release press-releases"
        " blog-post editorial feature features analysis commentary updates"
    )
)


class Cut(StrEnum):
    """What was cut from a title; the learned weights know these values."""

    NOTHING = "whole"
    SITE = "site cut"  # the site's name or a section
    # An unknown piece.
    END = "end cut"
    START = "start cut"


def cuts(text: str, site: frozenset[str], sections: frozenset[str]) -> Iterator[tuple[str, Cut]]:
    """Yield the text, and what remains of it when its ends are cut, each with what was cut."""
    yield text, Cut.NOTHING
    tail = _IN_BRACKETS.search(text)
    if tail and tail.start() and is_site(tail["name"], site):
        text = text[: tail.start()]
        yield text, Cut.SITE
    channel = _CHANNEL.search(text)
    if channel:
        yield text[: channel.start()], Cut.SITE
    pieces = _SEPARATOR.split(text)
    if not 2 <= len(pieces) <= _MAX_PIECES:
        return
    separators = _SEPARATOR.findall(text)
    low, high = _without_site(pieces, separators, site, sections)
    if (low, high) != (0, len(pieces)):
        yield _join(pieces, separators, low, high), Cut.SITE
    if high - low > 1 and _may_be_site(pieces[high - 1]):
        yield _join(pieces, separators, low, high - 1), Cut.END
    if high - low > 1 and _may_be_site(pieces[low]):
        yield _join(pieces, separators, low + 1, high), Cut.START


def cut_heading(text: str, site: frozenset[str], folders: frozenset[str], known: bool) -> str:
    """Return a heading without the site's name and its sections.

    Args:
        text: the heading.
        site: the site's names, squashed.
        folders: those of the URL, squashed: after a bar ("… | Patient Education") they are
            sections.
        known: the page's head has the same title: its beginning ("News: …") is a part of it.
    """
    pieces = _SEPARATOR.split(text)
    if not 2 <= len(pieces) <= _MAX_PIECES:
        return text
    separators = _SEPARATOR.findall(text)
    low, high = _without_site(pieces, separators, site, frozenset(), whole_start=known)
    while high - low > 1 and "|" in separators[high - 2] and squash(pieces[high - 1]) in folders:
        high -= 1
    return _join(pieces, separators, low, high)


def may_hold_site(text: str) -> bool:
    """Tell whether a title may contain the site's name: it has several pieces, or few words."""
    return len(text.split()) <= MOST_WORDS or _SEPARATOR.search(text) is not None


def _without_site(
    pieces: list[str],
    separators: list[str],
    site: frozenset[str],
    sections: frozenset[str],
    *,
    whole_start: bool = False,
) -> tuple[int, int]:
    """Return the span of pieces that are neither the site's name nor a section next to it."""
    low, high = 0, len(pieces)
    if "|" in separators[-1] and is_branded(pieces[-1], site):
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
    """Tell whether a piece of a title is the site's name, with or without ".com" or "blog"."""
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


def _join(pieces: list[str], separators: list[str], low: int, high: int) -> str:
    kept = pieces[low]
    for index in range(low + 1, high):
        kept += separators[index - 1] + pieces[index]
    return kept.strip()
