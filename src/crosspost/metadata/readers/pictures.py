"""The first large pictures of the article, each at its largest.

They are the lead image of a page that names none, or only a logo or a thumbnail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.days.labels import says
from crosspost.metadata.position import surroundings
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import text_of
from crosspost.metadata.view import View
from crosspost.page.picture_names import stem
from crosspost.page.srcset import PLAIN, parse_srcset
from crosspost.page.vocabulary import INLINE, LAZY_SRCSETS, lazy_sources

_MAX_PICTURES = 60
_MAX_FOUND = 3
_MAX_SOURCES = 12
_TAGS = ("img", "amp-img")
# Pixels; smaller ones are icons, portraits and thumbnails.
_LARGE = 300
_NUMBER = lazy_compile(r"\s*(\d{1,5})(?:px)?\s*")
_FILE = lazy_compile(r"\.(?:jpe?g|png|gif|webp|avif)\Z", re.I)
_SRCSETS = ("srcset", *LAZY_SRCSETS)
_BESIDE = (
    *("<nav>", "<footer>", "<aside>", "logo", "avatar", "author", "related", "comment", "advert"),
    *("sponsor", "promo", "newsletter", "recommend", "emoji", "icon", "most-read"),
)
_AD = lazy_compile(r"(?<![^\W_])ads?(?![^\W_])")
_IN_BLOCK = INLINE | {"a", "picture"}
# Classes of the picture above an article.
_LEAD = ("hero", "featured", "lead-im", "leadim", "wp-post-image", "post-thumbnail", "main-image")
# The article around a heading has at least so many paragraphs.
_LEAST_PARAGRAPHS = 3
_MAX_STEPS = 10


def read(view: View) -> Iterator[Candidate]:
    """Yield pictures in the text as lead images, with little trust."""
    found = list(islice(_in_article(view), _MAX_FOUND))
    if not found and "og:image" not in view.meta:
        found = list(islice(_above_article(view), 1))
    yield from found


def _in_article(view: View) -> Iterator[Candidate]:
    holder = _holder(view)
    if holder is None:
        return
    for picture in islice(holder.iter(*_TAGS), _MAX_PICTURES):
        if _is_large(picture) and not _is_linked_away(picture) and not _is_beside(picture, view):
            yield from _candidate(picture)


def _above_article(view: View) -> Iterator[Candidate]:
    """Yield pictures whose class says that they lead the article, wherever they are."""
    for picture in islice(view.tree.iter(*_TAGS), _MAX_PICTURES):
        around = [picture, *islice(picture.iterancestors(), 2)]
        named = " ".join(element.get("class") or "" for element in around).lower()
        if says(_LEAD, named) and not _is_linked_away(picture) and not _is_beside(picture, view):
            yield from _candidate(picture)


def _holder(view: View) -> Any | None:
    """Return the element of the article: that of the heading, or else the first one of a page."""
    if view.heading is not None:
        around = list(view.heading.iterancestors())
        own = next((element for element in around if element.tag in ("article", "main")), None)
        if own is not None:
            return own
    for name in ("article", "main"):
        holder = next(view.tree.iter(name), None)
        if holder is not None:
            return holder
    if view.heading is None:
        return None
    for element in around[:_MAX_STEPS]:
        if len(list(islice(element.iter("p"), _LEAST_PARAGRAPHS))) == _LEAST_PARAGRAPHS:
            return element
    return None


def _candidate(picture: Any) -> Iterator[Candidate]:
    url, width = _largest(picture)
    if url:
        pixels: int | None = _pixels(picture, width)
        if (linked := _href(picture)) and stem(linked) == stem(url):
            url, pixels = linked, None  # a thumbnail that opens the picture
        yield Candidate("image", url, Source(SourceType.PICTURE), 0.3, pixels=pixels)


def _largest(picture: Any) -> tuple[str, float]:
    """Return the URL of a picture at its largest, loaded late or not, and its width where known.

    The URL is empty for one that is inlined in the page.
    """
    sources = (*lazy_sources(picture.attrib), picture.get("src") or "")
    plain = (text for source in sources if (text := source.strip()))
    url = next((url for url in plain if not url.startswith("data:")), "")
    width = PLAIN if url else 0.0
    for holder in (picture, *_sources(picture)):
        for name in _SRCSETS:
            for other, size in parse_srcset(holder.get(name) or ""):
                if size > width and not other.startswith("data:"):
                    url, width = other, size
    return url, width if width > PLAIN else 0.0


def _sources(picture: Any) -> list[Any]:
    """Return the ``source`` elements of a ``picture``; the parser may put the image into one."""
    around = next((e for e in islice(picture.iterancestors(), 3) if e.tag == "picture"), None)
    return [] if around is None else list(islice(around.iter("source"), _MAX_SOURCES))


def _sizes(picture: Any) -> list[int]:
    sizes = (_NUMBER.fullmatch(picture.get(name) or "") for name in ("width", "height"))
    return [int(size[1]) for size in sizes if size]


def _pixels(picture: Any, width: float) -> int | None:
    """Return width times height: of this width, or as the picture is shown; None if unknown."""
    shown = _sizes(picture)
    if len(shown) < 2 or not all(shown):
        return int(width * width / 1.5) or None
    return int(width * width * shown[1] / shown[0]) if width else shown[0] * shown[1]


def _is_beside(picture: Any, view: View) -> bool:
    """Tell whether a picture is not of the text: a portrait, an advert, that of another story."""
    zone = surroundings(picture, view)
    return says(_BESIDE, zone) or _AD.search(zone) is not None


def _is_linked_away(picture: Any) -> bool:
    """Tell whether a picture is a link to a page, as those of adverts and other stories are."""
    href = _href(picture)
    return bool(href) and href[:1] != "#" and not _FILE.search(urls.path(href))


def _href(picture: Any) -> str:
    """Return the URL that a picture is a link to, empty if it is none."""
    link = next(picture.iterancestors("a"), None)
    return "" if link is None else link.get("href") or ""


def _is_large(picture: Any) -> bool:
    """Tell whether a picture is large by its attributes; without them, whether it is alone."""
    known = _sizes(picture)
    if known:
        return min(known) >= _LARGE / 2 and max(known) >= _LARGE
    if any(parent.tag == "figure" for parent in picture.iterancestors()):
        return True
    around = (e for e in picture.iterancestors() if e.tag not in _IN_BLOCK)
    block = next(around, None)
    return block is not None and block.tag in ("p", "div") and _holds_nothing_else(block)


def _holds_nothing_else(block: Any) -> bool:
    pictures = list(islice(block.iter(*_TAGS), 2))
    return len(pictures) == 1 and not text_of(block).strip()
