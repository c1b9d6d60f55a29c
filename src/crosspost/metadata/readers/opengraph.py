"""Open Graph (https://ogp.me) and Facebook's ``article:*`` properties."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.source import Source, SourceType
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
_TIMESTAMPS: tuple[tuple[str, Field, float], ...] = (
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
    ("article:date", "published", 0.7),
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
# The protocol does not have them; as names of authors they are trusted like other meta elements.
_NOT_OF_PROTOCOL = frozenset({"og:article:author", "article:author:name"})
_LENGTH = lazy_compile(r"\d{1,5}")


def read(view: View) -> Iterator[Candidate]:
    """Yield what Open Graph says; an author given as a URL is left out."""
    pixels = _pixels(view)
    for name, field, trust in _TEXTS:
        for content in view.meta.get(name, [])[:10]:
            text = plain(content)
            value = (text,) if field == "authors" else text
            if text:
                known = pixels if field == "image" else None
                yield Candidate(field, value, _source(name), trust, pixels=known)
    for name, field, trust in _TIMESTAMPS:
        for content in view.meta.get(name, [])[:3]:
            timestamp = read_timestamp(content, view.language)
            if timestamp:
                yield Candidate(field, timestamp, _source(name), trust)
    for name, field, trust in _LISTS:
        texts = tuple(plain(content) for content in view.meta.get(name, [])[:50])
        texts = tuple(text for text in texts if text and "://" not in text)
        if texts:
            yield Candidate(field, texts, _source(name), trust)


def _source(name: str) -> Source:
    is_own = name not in _NOT_OF_PROTOCOL
    return Source(SourceType.OPEN_GRAPH if is_own else SourceType.META, name)


def _pixels(view: View) -> int | None:
    """Return the image's width times its height; None where there are several images."""
    width, height = (view.meta.get(f"og:image:{name}", []) for name in ("width", "height"))
    if len(width) != 1 or len(height) != 1:
        return None
    if not (_LENGTH.fullmatch(width[0]) and _LENGTH.fullmatch(height[0])):
        return None
    return int(width[0]) * int(height[0])
