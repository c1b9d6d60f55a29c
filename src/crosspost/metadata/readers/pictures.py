"""The first large picture of the article, where the page names no lead image itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.place import surroundings
from crosspost.metadata.view import View

_MAX_PICTURES = 200
_MAX_FOUND = 3
# Pixels; smaller ones are icons, portraits and thumbnails.
_LARGE = 300
_NUMBER = lazy_compile(r"\d{1,5}")
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data-original")
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
        address = next(filter(None, map(picture.get, _ADDRESSES)), "").strip()
        if not address or address.startswith("data:") or not _is_large(picture):
            continue
        zone = surroundings(picture, view)
        if any(word in zone for word in _BESIDE):
            continue
        yield Candidate("image", address, "first large picture", 0.3)
        count += 1
        if count >= _MAX_FOUND:
            return


def _is_large(picture: Any) -> bool:
    """Tell whether a picture is large by its size, or stands in a ``<figure>`` without one."""
    sizes = [_NUMBER.match(picture.get(name) or "") for name in ("width", "height")]
    known = [int(size[0]) for size in sizes if size]
    if known:
        return min(known) >= _LARGE / 2 and max(known) >= _LARGE
    return any(parent.tag == "figure" for parent in picture.iterancestors())
