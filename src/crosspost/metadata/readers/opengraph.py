"""Open Graph (https://ogp.me) and Facebook's ``article:*`` properties."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_moment
from crosspost.metadata.text import plain
from crosspost.metadata.view import View

_TEXTS: tuple[tuple[str, Field, float], ...] = (
    ("og:title", "title", 0.8),
    ("og:site_name", "site", 0.9),
    ("og:description", "description", 0.9),
    ("og:url", "canonical_url", 0.7),
    ("og:locale", "language", 0.5),
    ("og:image:secure_url", "image", 0.85),
    ("og:image", "image", 0.85),
    ("og:image:url", "image", 0.85),
    ("og:article:author", "authors", 0.6),
)
_MOMENTS: tuple[tuple[str, Field, float], ...] = (
    ("article:published_time", "published", 0.9),
    ("article:published", "published", 0.8),
    ("og:article:published_time", "published", 0.85),
    ("og:published_time", "published", 0.8),
    ("og:pubdate", "published", 0.8),
    ("og:publish_date", "published", 0.8),
    ("og:release_date", "published", 0.7),
    ("article:published_date", "published", 0.8),
    ("article:publish_date", "published", 0.8),
    ("article:create_date", "published", 0.6),
    ("article:post_date", "published", 0.7),
    ("article:modified_time", "updated", 0.9),
    ("article:modified", "updated", 0.8),
    ("og:updated_time", "updated", 0.8),
    ("og:article:modified_time", "updated", 0.8),
)
_LISTS: tuple[tuple[str, Field, float], ...] = (
    ("article:author", "authors", 0.8),
    ("article:author:name", "authors", 0.8),
    ("article:tag", "tags", 0.9),
    ("og:article:tag", "tags", 0.8),
    ("article:section", "categories", 0.9),
    ("og:article:section", "categories", 0.8),
)


def read(view: View) -> Iterator[Candidate]:
    """Yield what Open Graph says; an author given as an address is none."""
    size = _size(view)
    for name, field, trust in _TEXTS:
        for content in view.meta.get(name, [])[:10]:
            text = plain(content)
            value = (text,) if field == "authors" else text
            if text:
                hints = size if field == "image" else frozenset()
                yield Candidate(field, value, f"meta {name}", trust, hints)
    for name, field, trust in _MOMENTS:
        for content in view.meta.get(name, [])[:3]:
            moment = read_moment(content)
            if moment:
                yield Candidate(field, moment, f"meta {name}", trust)
    for name, field, trust in _LISTS:
        texts = tuple(plain(content) for content in view.meta.get(name, [])[:50])
        texts = tuple(text for text in texts if text and "://" not in text)
        if texts:
            yield Candidate(field, texts, f"meta {name}", trust)


def _size(view: View) -> frozenset[str]:
    """Return the image's size as a hint, "1200x630"; with several images the sizes are no help."""
    size = [view.meta.get(f"og:image:{name}", []) for name in ("width", "height")]
    if len(size[0]) != 1 or len(size[1]) != 1 or not (size[0][0] + size[1][0]).isdigit():
        return frozenset()
    return frozenset({f"{size[0][0]}x{size[1][0]}"})
