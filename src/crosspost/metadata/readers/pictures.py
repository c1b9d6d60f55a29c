"""The first large pictures of the article, for pages without ``og:image``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.position import surroundings
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.view import View
from crosspost.page.vocabulary import lazy_sources

_MAX_PICTURES = 200
_MAX_FOUND = 3
# Pixels; smaller ones are icons, portraits and thumbnails.
_LARGE = 300
_NUMBER = lazy_compile(r"\d{1,5}")
_FILE = lazy_compile(r"\.(?:jpe?g|png|gif|webp|avif)\Z", re.I)
_BESIDE = ("<nav>", "<footer>", "<aside>", "logo", "avatar", "author", "related", "comment")


def read(view: View) -> Iterator[Candidate]:
    """Yield pictures in the text as lead images, with little trust."""
    if "og:image" in view.meta:
        return
    holder = next(view.tree.iter("article"), None)
    if holder is None:
        holder = next(view.tree.iter("main"), None)
    if holder is None:
        return
    count = 0
    for picture in islice(holder.iter("img"), _MAX_PICTURES):
        url = _url(picture)
        if not url or not _is_large(picture) or _is_linked_away(picture):
            continue
        zone = surroundings(picture, view)
        if any(word in zone for word in _BESIDE):
            continue
        yield Candidate("image", url, Source(SourceType.PICTURE), 0.3)
        count += 1
        if count >= _MAX_FOUND:
            return


def _url(picture: Any) -> str:
    """Return the URL of a picture, loaded late or not; empty for one inlined in the page."""
    sources = (*lazy_sources(picture.attrib), picture.get("src") or "")
    found = (text for source in sources if (text := source.strip()))
    return next((url for url in found if not url.startswith("data:")), "")


def _is_linked_away(picture: Any) -> bool:
    """Tell whether a picture is a link to a page, as those of adverts and other stories are."""
    link = next(picture.iterancestors("a"), None)
    href = "" if link is None else link.get("href") or ""
    return bool(href) and href[:1] != "#" and not _FILE.search(urls.path(href))


def _is_large(picture: Any) -> bool:
    """Tell whether a picture is large by its attributes, or is in a figure if it has none."""
    sizes = [_NUMBER.match(picture.get(name) or "") for name in ("width", "height")]
    known = [int(size[0]) for size in sizes if size]
    if known:
        return min(known) >= _LARGE / 2 and max(known) >= _LARGE
    return any(parent.tag == "figure" for parent in picture.iterancestors())
