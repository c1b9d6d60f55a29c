"""Icons, counters and portraits of authors, told from pictures by size, class and URL."""

from __future__ import annotations

import re

from lxml.etree import _Element

from crosspost.body.picture import pixels, url_of
from crosspost.lazy_regex import lazy_compile
from crosspost.page import picture_names
from crosspost.page.vocabulary import HEADINGS, INLINE

_SMALL = 64  # pixels; smaller pictures are avatars, icons and counters
# One that is wide may be a formula or a rating, but not a line between sections.
_WIDE, _LEAST_HEIGHT, _FLATTEST = 100, 16, 12
# URLs of portraits. Only folders and hosts count: a file may be named after the film "Avatar".
_PORTRAIT = lazy_compile(r"//[^/]*gravatar\.com/|/avatars?/", re.I)
_OF_AUTHOR = lazy_compile(r"/authors?/", re.I)
_OF_TEXT = HEADINGS | frozenset(
    ("p", "li", "td", "th", "dd", "dt", "figcaption", "blockquote", "div")
)
_BESIDE = 6  # nodes on each side in which text is looked for


def is_icon(element: _Element) -> bool:
    """Tell whether a picture is an icon, a counter or a portrait of an author.

    Args:
        element: an ``img``, or a ``picture`` or ``noscript`` around one.
    """
    around = element.getparent()
    if around is not None and around.tag == "a" and _OF_AUTHOR.search(around.get("href") or ""):
        return True
    if _is_icon_image(element):
        return True
    return len(element) > 0 and any(map(_is_icon_image, element.iterdescendants("img")))


def _is_icon_image(image: _Element) -> bool:
    if image.get("width") or image.get("height") or image.get("style"):
        width, height = pixels(image)
        is_below = 0 < width < _SMALL or 0 < height < _SMALL
        if is_below and not _is_of_text(image, width, height):
            return True
    if "avatar" in (image.get("class") or "").lower():
        return True
    sources = (value for name, value in image.items() if name == "src" or "data-" in name)
    return any(_PORTRAIT.search(url) for url in sources)


def _is_of_text(image: _Element, width: int, height: int) -> bool:
    """Tell whether a small picture is a part of the text, such as a formula or a rating.

    Such a picture is in a line of text, between words or after them, or is wide.
    """
    if image.tag != "img" or picture_names.is_logo_or_icon(url_of(image)):
        return False
    if width in (1, 2) or height in (1, 2):
        return False
    before, after, is_linked = _text_beside(image)
    if is_linked:
        return False
    is_wide = width >= _WIDE and height >= _LEAST_HEIGHT and width <= _FLATTEST * height
    has_alt = bool((image.get("alt") or "").strip())
    if before and after:
        return True
    if before or after:
        return (before and has_alt) or is_wide or (has_alt and width >= 2 * height)
    return is_wide and width * height >= _SMALL * _SMALL


def _text_beside(image: _Element) -> tuple[bool, bool, bool]:
    """Whether there is text before and after an image in its line, and whether it is a link."""
    before = after = False
    node = image
    while True:
        after = after or _is_text_after(node)
        before = before or _is_text_before(node)
        parent = node.getparent()
        if parent is None:
            return before, after, False
        if parent.tag in ("a", "button"):
            return before, after, True
        if parent.tag not in INLINE:
            return before and parent.tag in _OF_TEXT, after and parent.tag in _OF_TEXT, False
        node = parent


def _is_text_after(node: _Element) -> bool:
    for _ in range(_BESIDE):
        if node.tail and not node.tail.isspace():
            return True
        following = node.getnext()
        if following is None or following.tag == "br":
            return False
        if _is_inline_text(following):
            return True
        node = following
    return False


def _is_text_before(node: _Element) -> bool:
    for _ in range(_BESIDE):
        previous = node.getprevious()
        if previous is None:
            parent = node.getparent()
            return parent is not None and bool(parent.text and not parent.text.isspace())
        if previous.tail and not previous.tail.isspace():
            return True
        if previous.tag == "br":
            return False
        if _is_inline_text(previous):
            return True
        node = previous
    return False


def _is_inline_text(node: _Element) -> bool:
    if node.tag not in INLINE and node.tag != "a":
        return False
    return bool("".join(node.itertext(with_tail=False)).strip())
