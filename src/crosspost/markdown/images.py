"""Pictures: which of a picture's many addresses to take, and when a picture is none."""

from __future__ import annotations

import re
import unicodedata

from bs4 import Tag

from crosspost.markdown import addresses, escape

# Where scripts that load pictures late keep the real address, the likeliest largest first.
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-full-src",
    "data-large-file",
    "data-hi-res-src",
    "data-actualsrc",
    "data-echo",
    "data-url",
    "data-image",
    "nitro-lazy-src",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "nitro-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|placeholder|spacer|transparent|pixel|1x1|loading|lazy|grey|gray)"
    r"(?:[_.-][\w.-]*)?\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)",
    re.I,
)
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*\Z")
_EMOJI_CLASS = re.compile(r"emoji|smiley|wp-smiley|emoticon", re.I)
_EMOJI_SOURCE = re.compile(r"/(?:tw)?emojis?/|/smileys?/|twemoji", re.I)


def image(tag: Tag) -> str:
    """Return an ``img`` as Markdown; empty where it shows nothing (a tracker, a placeholder)."""
    url = source(tag)
    if url is None:
        return ""
    alt = " ".join(str(tag.get("alt") or "").split())
    title = str(tag.get("title") or "").strip()
    shown = addresses.title(title) if title and title != alt else ""
    return f"![{alternative(alt)}]({addresses.destination(url)}{shown})"


def alternative(text: str) -> str:
    """Return an alternative text, normalised and escaped."""
    return escape.alternative(unicodedata.normalize("NFC", escape.visible(text)))


def character(tag: Tag) -> str:
    """Return the character that an emoji picture stands for; empty if it is no such picture."""
    alt = str(tag.get("alt") or "").strip()
    if not alt or len(alt) > 16:
        return ""
    named = _EMOJI_CLASS.search(" ".join(tag.get_attribute_list("class"))) or _EMOJI_SOURCE.search(
        str(tag.get("src") or "")
    )
    if not named:
        return ""
    symbols = all(unicodedata.category(char)[0] in "SMC" or char in "#*0123456789" for char in alt)
    return alt if symbols and not alt.isascii() else ""


def source(tag: Tag) -> str | None:
    """Return the best address of a picture: the largest one that a browser could show.

    Order: the largest of ``srcset`` (the picture's ``source`` elements too) where widths are given,
    an address kept for late loading, ``src``. None for trackers of one pixel and placeholders.
    """
    if _is_pixel(tag):
        return None
    attrs = tag.attrs
    plain = addresses.image(attrs.get("src"))
    if plain and _PLACEHOLDER.search(plain):
        plain = None
    lazy = None
    for name in _LAZY:
        if name in attrs:
            lazy = addresses.image(attrs[name])
            if lazy and _PLACEHOLDER.search(lazy):
                lazy = None
            if lazy:
                break
    largest = _largest(tag)
    return largest or lazy or plain


def _is_pixel(tag: Tag) -> bool:
    width, height = (_NUMBER.match(str(tag.get(side) or "")) for side in ("width", "height"))
    return bool(width and height and float(width[1]) <= 2 and float(height[1]) <= 2)


def _largest(tag: Tag) -> str | None:
    sets = [tag.attrs[name] for name in ("srcset", *_LAZY_SETS) if name in tag.attrs]
    parent = tag.parent
    if parent is not None and parent.name == "picture":
        for other in parent.find_all("source", recursive=False):
            sets += [other.attrs[n] for n in ("srcset", *_LAZY_SETS) if n in other.attrs]
    best, size = None, 0.0
    for candidates in sets:
        for url, weight in parse_srcset(str(candidates)):
            if weight > size:
                address = addresses.image(url)
                if address and not address.startswith("data:") and not _PLACEHOLDER.search(address):
                    best, size = address, weight
    return best


def parse_srcset(text: str) -> list[tuple[str, float]]:
    """Return the candidates of a ``srcset`` with their width, or their density times a thousand.

    An address ends at a blank, not at a comma: many hold commas themselves
    (https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute).
    """
    found: list[tuple[str, float]] = []
    position, end = 0, len(text)
    while position < end:
        while position < end and text[position] in " \t\n\r\f,":
            position += 1
        start = position
        while position < end and text[position] not in " \t\n\r\f":
            position += 1
        url = text[start:position]
        if not url:
            break
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
    if not descriptor:
        return 1000.0
    number = _NUMBER.match(descriptor.split()[0][:-1])
    if not number:
        return 0.5
    value = float(number[1])
    return value * 1000 if descriptor.split()[0][-1:] == "x" else value
