"""The URLs in a line that a person wrote: in list items, Markdown links, after a title."""

from __future__ import annotations

import re

from crosspost.fetch import with_scheme
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import scheme

_WEB = lazy_compile(r"https?://[^\s<>]++", re.I)
# A URL is not alone if any of these is within it.
_SEVERAL = lazy_compile(r"\s|[<>]|\]\(")
_ITEM = lazy_compile(r"(?:[-*+•]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
# What surrounds a URL: quotation marks and brackets in pairs.
_PAIRS = dict(zip("\"'`<([“„‘‚«「『", "\"'`>)]”“’‘»」』", strict=True))
_WWW = lazy_compile(r"www\.(?:[\w-]+\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?]\S*)?", re.I)
# Punctuation of the sentence or the list in which a URL is.
_UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"  # what programs put around text that is copied
_AFTER = ".,;:!?\"'`”“’»|*_。、，；：！？」』" + _UNSEEN
# A URL alone on its line may end with a full stop, but the comma of a list is not its own.
_AFTER_ALONE = ",;" + _UNSEEN


def links_in(line: str) -> list[str]:
    """Return the URLs in a line, in their order.

    A URL may be without its scheme if it is alone on the line. A line without any URL is returned
    as it is: it may be a path, or a mistake that the user is to see.
    """
    alone = _bare(line)
    if not alone or (scheme(alone) and not _SEVERAL.search(alone)):
        return [alone] if alone else []
    found = []
    for match in _WEB.finditer(line):
        before = line[max(0, match.start() - 2) : match.start()]
        if before != "](" or not _is_picture(line, match.start()):
            found.append(_ended(match[0], before[-1:]))
    if found:
        return found
    return [f"https://{alone}" if _WWW.fullmatch(alone) else with_scheme(alone)]


def _bare(line: str) -> str:
    """Return a line without the mark of a list item, and without what surrounds it."""
    line = line.strip().strip(_UNSEEN).strip()
    item = _ITEM.match(line)
    text = (line[item.end() :] if item else line).rstrip(_AFTER_ALONE)
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    return text


def _is_picture(line: str, at: int) -> bool:
    """Tell whether the Markdown link whose URL begins at a place is a picture (``![…](…)``)."""
    opening = line.rfind("[", 0, at)
    return opening > 0 and line[opening - 1] == "!"


def _ended(url: str, before: str) -> str:
    """Return a URL without what follows it: a closing bracket that it does not open, punctuation.

    Args:
        url: up to the next whitespace.
        before: the character before it.
    """
    depth = 0
    for at, character in enumerate(url):
        depth += (character == "(") - (character == ")")
        if depth < 0 or (before and character == _PAIRS.get(before) and character != ")"):
            url = url[:at]
            break
    return url.rstrip(_AFTER)
