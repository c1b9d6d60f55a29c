"""Which of a picture's URLs to use: those for lazy loading, ``srcset``, ``picture``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.page.vocabulary import LAZY_SRCSETS, lazy_sources

_SRCSETS = ("srcset", *LAZY_SRCSETS)
# The size of a URL without a descriptor. Smaller widths are thumbnails: the plain URL,
# meant for browsers without srcset, is at least as large.
_PLAIN = 700.0
_NUMBER = lazy_compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*\Z")
_MOST_IN_PICTURE = 100
_MOST_COPIES = 4  # images in a ``picture``
_NEXT_URL = lazy_compile(r"[ \t\n\r\f,]*([^ \t\n\r\f,][^ \t\n\r\f]*)")


def candidates(tag: Tag) -> Iterator[tuple[str, float]]:
    """Yield the URLs of a picture, each with a size to compare by.

    First those for lazy loading, then ``src``, the ``srcset`` of the image, and those of the
    ``source`` elements around, which count as larger only if their descriptors say so.
    """
    attrs = tag.attrs
    for url in lazy_sources(attrs):
        yield url, _PLAIN
    if "src" in attrs:
        yield str(attrs["src"]), _PLAIN
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


def parse_srcset(text: str) -> list[tuple[str, float]]:
    """Return the candidates of a ``srcset`` with their width, or their density times a thousand.

    A URL ends at a space, not at a comma: many URLs contain commas
    (https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute).
    """
    found: list[tuple[str, float]] = []
    position, end = 0, len(text)
    while position < end:
        next_ = _NEXT_URL.match(text, position)
        if next_ is None:
            break
        url, position = next_[1], next_.end()
        descriptor = ""
        if url.endswith(","):
            url = url.rstrip(",")
        else:
            comma = text.find(",", position)
            comma = end if comma < 0 else comma
            descriptor = text[position:comma].strip()
            position = comma + 1
        if url:
            found.append((url, _weight(descriptor)))
    return found


def _weight(descriptor: str) -> float:
    """Return a size to compare by: ``640w`` says 640, ``2x`` is twice a plain URL."""
    word = descriptor.split()[0] if descriptor else ""
    number = _NUMBER.match(word[:-1])
    if word[-1:] == "w" and number:
        return float(number[1]) if float(number[1]) > _PLAIN else _PLAIN / 2
    if word[-1:] == "x" and number:
        return _PLAIN * float(number[1])
    return _PLAIN
