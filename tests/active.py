"""What on a built page does something: runs, loads, sends, moves, or hides what is beside it.

By what is allowed, not by what is known to be bad, and as two parsers read the page.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import lxml.html
from bs4 import BeautifulSoup


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What an article's body may consist of on the built page. ``figure``: what a highlighter adds.
ELEMENTS = _names(
    """a abbr audio b bdi bdo blockquote body br caption cite code dd del details dfn div dl dt em
    figure h1 h2 h3 h4 h5 h6 hr html i iframe img input ins kbd li mark ol p pre q rt ruby s samp
    small source span strong sub summary sup table tbody td tfoot th thead tr u ul var video big"""
)
ATTRIBUTES = _names(
    """allowfullscreen alt checked class colspan controls dir disabled height href id loading open
    poster rel role rowspan scope src start style title type width"""
)
_URLS = ("href", "src", "poster")
_SAFE_URL = re.compile(r"(?:https?://|mailto:|tel:|data:image/(?:png|jpe?g|gif|webp|avif);base64,)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_PLAYERS = re.compile(r"(?:https:)?//(?:www\.)?(?:youtube\.com/embed/|youtube-nocookie\.com/)")
# The URL Standard drops tabs and newlines anywhere, controls and spaces at the start.
_DROPPED = re.compile(r"[\t\n\r]|\A[\x00-\x20]+")


@functools.cache  # several settings of a site often make the same page
def active(html: str) -> list[str]:
    """Return what is active in the HTML of an article's body, empty where nothing is."""
    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all():
        attributes = {name: _text(value) for name, value in tag.attrs.items()}
        found += _faults(tag.name, attributes)
    if html.strip():
        for element in lxml.html.fromstring(f"<div>{html}</div>").iter("*"):
            found += _faults(str(element.tag), dict(element.attrib))
    return found


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _faults(name: str, attributes: dict[str, str]) -> Iterator[str]:
    if name not in ELEMENTS:
        yield f"<{name}>"
    if name == "input" and attributes.get("type") != "checkbox":
        yield f"<input> {attributes}"
    for attribute, value in attributes.items():
        if attribute not in ATTRIBUTES:
            yield f"<{name} {attribute}={value!r}>"
        if attribute in _URLS and not _is_safe(value):
            yield f"<{name} {attribute}={value!r}>"
        if attribute == "style" and not re.fullmatch(r"text-align: ?\w+;?", value):
            yield f"<{name} style={value!r}>"
    if name == "iframe" and not _PLAYERS.match(attributes.get("src", "")):
        yield f"<iframe src={attributes.get('src')!r}>"


def _is_safe(url: str) -> bool:
    url = _DROPPED.sub("", url).lower()
    return _SCHEME.match(url) is None or _SAFE_URL.match(url) is not None
