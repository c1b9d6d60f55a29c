"""Which of a picture's URLs to use: those for lazy loading, ``srcset``, ``picture``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.page.srcset import PLAIN, parse_srcset
from crosspost.page.vocabulary import LAZY_SRCSETS, lazy_sources

_SRCSETS = ("srcset", *LAZY_SRCSETS)
_NUMBER = lazy_compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*\Z")
_MOST_IN_PICTURE = 100
_MOST_COPIES = 4  # images in a ``picture``


def candidates(tag: Tag) -> Iterator[tuple[str, float]]:
    """Yield the URLs of a picture, each with a size to compare by.

    First those for lazy loading, then ``src``, the ``srcset`` of the image, and those of the
    ``source`` elements around, which count as larger only if their descriptors say so.
    """
    attrs = tag.attrs
    for url in lazy_sources(attrs):
        yield url, PLAIN
    if "src" in attrs:
        yield str(attrs["src"]), PLAIN
    sets = [attrs[name] for name in _SRCSETS if name in attrs]
    for other in _sources(tag):
        sets += [other.attrs[name] for name in _SRCSETS if name in other.attrs]
    for each in sets:
        for url, weight in parse_srcset(str(each)):
            if not url.startswith("data:"):
                yield url, weight


def is_pixel(tag: Tag) -> bool:
    """Tell whether a picture is one or two pixels wide and high, as tracking pixels are."""
    width, height = (_NUMBER.match(str(tag.get(side) or "")) for side in ("width", "height"))
    return bool(width and height and float(width[1]) <= 2 and float(height[1]) <= 2)


def _sources(tag: Tag) -> list[Tag]:
    """Return the ``source`` elements of the picture; libxml2 puts the image into the last one.

    A ``picture`` has one image by the standard, and up to a few copies of it on real pages. For
    images after these no sources are returned.
    """
    parent = tag.parent
    for _ in range(8):
        if parent is None or parent.name not in ("source", "picture"):
            break
        if parent.name == "picture":
            inner = [n for n in islice(parent.descendants, _MOST_IN_PICTURE) if isinstance(n, Tag)]
            copies = islice((node for node in inner if node.name == "img"), _MOST_COPIES)
            if any(node is tag for node in copies):
                return [node for node in inner if node.name == "source"]
            break
        parent = parent.parent
    return []
