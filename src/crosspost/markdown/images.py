"""Pictures: which of a picture's many addresses to take, and when a picture is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from bs4 import Tag

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import alt_text, escape, link_urls, search

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
_PLACEHOLDER = lazy_compile(
    r"(?:^|[/_.-])(?:blank|placeholder|spacer|transparent|pixel|1x1|loading|lazy|grey|gray)"
    r"(?:[_.-][\w.-]*)?\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)",
    re.I,
)
_LONGEST_NAME = 2_000  # characters; the search takes the square of them
# The size of an address that says nothing of its size. Smaller widths are thumbnails: the plain
# address, meant for browsers without srcset, is at least as large.
_PLAIN = 700.0
_NUMBER = lazy_compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*\Z")
_IMG = frozenset(["img"])
# Nodes, including whitespace, that are looked at beside a ``noscript`` and in a ``picture``.
_MOST_BESIDE = 20
_MOST_IN_PICTURE = 100
_MOST_COPIES = 4  # images in a ``picture``
_SIZE = lazy_compile(r"-(?:\d+x\d+|scaled)\Z")  # what WordPress puts behind a file's name
_EMOTICON = lazy_compile(r"[:;8=xX]['-]?[)(DPpOo|/\\*$@]+\Z")
_EMOJI_CLASS = lazy_compile(r"emoji|smiley|wp-smiley|emoticon", re.I)
_EMOJI_SOURCE = lazy_compile(r"/(?:tw)?emojis?/|/smileys?/|twemoji", re.I)


def image(tag: Tag) -> str:
    """Return an ``img`` as Markdown; empty where it shows nothing (a tracker, a placeholder)."""
    url = source(tag)
    if url is None:
        return ""
    alt = escape.words(str(tag.get("alt") or ""))
    title = str(tag.get("title") or "").strip()
    says_more = title and title != alt and not _is_file_name(title, url)
    shown = link_urls.title(title) if says_more else ""
    return f"![{alternative(alt)}]({link_urls.destination(url)}{shown})"


def _is_file_name(title: str, url: str) -> bool:
    """Tell whether a title is only the name of the file, as editors fill it in by themselves."""
    name = unquote(urls.path(url).rpartition("/")[2]) if url[:5] != "data:" else ""
    return bool(name) and _SIZE.sub("", name.partition(".")[0]) == title.partition(".")[0]


def is_needed(noscript: Tag) -> bool:
    """Tell whether a ``noscript`` has a picture that the page shows nowhere else by itself.

    Scripts that load pictures late leave a placeholder beside it, or nothing at all.
    """
    inner = search.first(noscript, _IMG)
    if inner is None or source(inner) is None:
        return False
    return not any(_shows(tag) for tag in _beside(noscript))


def _beside(tag: Tag) -> Iterator[Tag]:
    """Give the three elements before and behind, of any kind but ``noscript``.

    Only a few nodes are looked at, since a page may consist of ``noscript`` elements.
    """
    for siblings in (tag.previous_siblings, tag.next_siblings):
        near = islice(siblings, _MOST_BESIDE)
        tags = (node for node in near if isinstance(node, Tag) and node.name != "noscript")
        yield from islice(tags, 3)


def _shows(tag: Tag) -> bool:
    inner = tag if tag.name == "img" else search.first(tag, _IMG)
    return inner is not None and source(inner) is not None


def alternative(text: str) -> str:
    """Return an alternative text in one line, escaped."""
    return alt_text.written(escape.words(text))


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
    if _EMOTICON.match(alt):
        return alt
    symbols = all(unicodedata.category(char)[0] in "SMC" or char in "#*0123456789" for char in alt)
    return alt if symbols and not alt.isascii() else ""


def source(tag: Tag) -> str | None:
    """Return the best address of a picture: the largest one known.

    Candidates, the first of equals wins: ``src``, addresses kept for late loading, the ``srcset``
    of the image, then those of the ``source`` elements around, which count as larger only where
    they say so. None for trackers of one pixel and for placeholders.
    """
    if _is_pixel(tag):
        return None
    best, size = None, 0.0
    for url, weight in _candidates(tag):
        if weight > size:
            address = link_urls.image(url)
            if address and not is_placeholder(address):
                best, size = address, weight
    return best


def is_placeholder(address: str) -> bool:
    """Tell whether an address is that of a picture that stands for one that is loaded late."""
    return len(address) <= _LONGEST_NAME and _PLACEHOLDER.search(address) is not None


def _candidates(tag: Tag) -> Iterator[tuple[str, float]]:
    attrs = tag.attrs
    for name in _LAZY:
        if name in attrs:
            yield str(attrs[name]), _PLAIN
    if "src" in attrs:
        yield str(attrs["src"]), _PLAIN
    sets = [attrs[name] for name in ("srcset", *_LAZY_SETS) if name in attrs]
    for other in _sources(tag):
        sets += [other.attrs[name] for name in ("srcset", *_LAZY_SETS) if name in other.attrs]
    for candidates in sets:
        for url, weight in parse_srcset(str(candidates)):
            if not url.startswith("data:"):
                yield url, weight


def _is_pixel(tag: Tag) -> bool:
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


_NEXT_URL = lazy_compile(r"[ \t\n\r\f,]*([^ \t\n\r\f,][^ \t\n\r\f]*)")


def parse_srcset(text: str) -> list[tuple[str, float]]:
    """Return the candidates of a ``srcset`` with their width, or their density times a thousand.

    An address ends at a blank, not at a comma: many hold commas themselves
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
    """Return a size to compare by: ``640w`` says 640, ``2x`` is twice a plain address."""
    word = descriptor.split()[0] if descriptor else ""
    number = _NUMBER.match(word[:-1])
    if word[-1:] == "w" and number:
        return float(number[1]) if float(number[1]) > _PLAIN else _PLAIN / 2
    if word[-1:] == "x" and number:
        return _PLAIN * float(number[1])
    return _PLAIN
