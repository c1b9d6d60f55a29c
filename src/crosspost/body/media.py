"""Which pictures are not content: icons, counters, portraits of authors."""

from __future__ import annotations

import re

from lxml.etree import _Element

from crosspost.lazy_regex import lazy_compile

_SMALL = 64  # pixels; smaller pictures are avatars, icons and counters
# URLs of portraits. Only folders and hosts count: a file may be named after the film "Avatar".
_PORTRAIT = lazy_compile(r"//[^/]*gravatar\.com/|/avatars?/", re.I)
_OF_AUTHOR = lazy_compile(r"/authors?/", re.I)


def is_small(element: _Element) -> bool:
    """True for icons, counters and portraits of authors."""
    around = element.getparent()
    if around is not None and around.tag == "a" and _OF_AUTHOR.search(around.get("href") or ""):
        return True
    # ``picture`` and ``noscript`` hold the image.
    images = [element, *element.iterdescendants("img")]
    return any(_is_small_image(image) for image in images)


def _is_small_image(image: _Element) -> bool:
    for side in ("width", "height"):
        value = (image.get(side) or "").strip().removesuffix("px")
        if value.isdecimal() and int(value[:9]) < _SMALL:
            return True
    if "avatar" in (image.get("class") or "").lower():
        return True
    urls = (value for name, value in image.items() if name == "src" or "data-" in name)
    return any(_PORTRAIT.search(url) for url in urls)
