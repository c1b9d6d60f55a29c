"""The first large picture of the article, where the page names no lead image itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.place import surroundings
from crosspost.metadata.view import View
from crosspost.page.vocabulary import lazy_sources

_MAX_PICTURES = 200
_MAX_FOUND = 3
# Pixels; smaller ones are icons, portraits and thumbnails.
_LARGE = 300
_NUMBER = lazy_compile(r"\d{1,5}")
_BESIDE = ("<nav>", "<footer>", "<aside>", "logo", "avatar", "author", "related", "comment")


def read(view: View) -> Iterator[Candidate]:
    """Yield pictures in the text as lead images, with little trust."""
    holder = next(view.tree.iter("article"), None)
    if holder is None:
        holder = next(view.tree.iter("main"), None)
    if holder is None or "og:image" in view.meta:
        return
    count = 0
    for picture in islice(holder.iter("img"), _MAX_PICTURES):
        address = _address(picture)
        if not address or not _is_large(picture):
            continue
        zone = surroundings(picture, view)
        if any(word in zone for word in _BESIDE):
            continue
        yield Candidate("image", address, "first large picture", 0.3)
        count += 1
        if count >= _MAX_FOUND:
            return


def _address(picture: Any) -> str:
    """Return the address of a picture, loaded late or not; empty for one inlined in the page."""
    sources = (*lazy_sources(picture.attrib), picture.get("src") or "")
    given = (text for source in sources if (text := source.strip()))
    return next((address for address in given if not address.startswith("data:")), "")


def _is_large(picture: Any) -> bool:
    """Tell whether a picture is large by its size, or stands in a ``<figure>`` without one."""
    sizes = [_NUMBER.match(picture.get(name) or "") for name in ("width", "height")]
    known = [int(size[0]) for size in sizes if size]
    if known:
        return min(known) >= _LARGE / 2 and max(known) >= _LARGE
    return any(parent.tag == "figure" for parent in picture.iterancestors())
