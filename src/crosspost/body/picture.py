"""A picture of a page: the URL of its file, its size and the link around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from crosspost.lazy_regex import lazy_compile
from crosspost.page import picture_names
from crosspost.page.vocabulary import lazy_sources

_IN_STYLE = lazy_compile(r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,5})(?:\.\d{1,4})?px", re.I)
_LINK_WITHIN = 8  # elements from a picture to the link around it
_LEAST_STYLED = 8  # pixels; a smaller size in a style is a trick of layout


@dataclass(frozen=True, slots=True)
class Picture:
    """An ``img``, or the one in a ``picture`` or ``noscript``.

    Attributes:
        image: the element with the URL.
        link: the link around it, None if there is none.
        width, height: in pixels, as attributes, style or file name say; 0 if they do not.
        url: that of the file, probably.
    """

    image: _Element
    link: _Element | None
    width: int
    height: int
    url: str

    @property
    def href(self) -> str:
        """Where the link around it leads; empty if there is none."""
        return "" if self.link is None else self.link.get("href") or ""

    def is_below(self, pixels: int) -> bool:
        """Tell whether one side is known and shorter."""
        return any(0 < side < pixels for side in (self.width, self.height))


def read_picture(element: _Element) -> Picture | None:
    """Return the picture of an element; None for players."""
    image = element
    if element.tag not in ("img", "amp-img"):
        inner = next(element.iter("img"), None)
        if inner is None:
            return None
        image = inner
    url = url_of(image)
    width, height = pixels(image)
    if not (width or height):
        width, height = picture_names.size_in(url)
    return Picture(image, _link_around(element), width, height, url)


def url_of(image: _Element) -> str:
    """Return the URL of an image, loaded late or not; empty for one inlined in the page."""
    url = next(lazy_sources(dict(image.items())), "") or image.get("src") or ""
    return "" if url[:5] == "data:" else url


def pixels(image: _Element) -> tuple[int, int]:
    """Return the width and height in an image's attributes, else in its style; 0 for unknown."""
    width, height = image.get("width"), image.get("height")
    if width or height:
        sides = _number(width), _number(height)
        if sides != (0, 0):
            return sides
    style = image.get("style")
    if not style or "px" not in style:
        return 0, 0
    sizes = {name.lower(): int(value) for name, value in _IN_STYLE.findall(style)}
    if not sizes or min(sizes.values()) < _LEAST_STYLED:
        return 0, 0
    return sizes.get("width", 0), sizes.get("height", 0)


def _number(value: str | None) -> int:
    if not value:
        return 0
    text = value.strip().removesuffix("px")
    return max(int(text[:9]), 1) if text.isdecimal() else 0


def _link_around(element: _Element) -> _Element | None:
    around = element.getparent()
    for _ in range(_LINK_WITHIN):
        if around is None or around.tag == "a":
            return around
        around = around.getparent()
    return None
