"""What the name of a picture's file tells: a placeholder, a logo or icon, a size.

Most names are titles, and titles have all sorts of words: ``grey-wolf.jpg``, ``loading-dock.jpg``,
``pixel-8-review.jpg``. So all of a name must consist of such words, of sizes and of neutral words.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from crosspost import urls
from crosspost.lazy_regex import lazy_compile


def _split(*texts: str) -> frozenset[str]:
    return frozenset(" ".join(texts).split())


_PLACEHOLDER_WORDS: Final = _split(
    "blank placeholder spacer transparent pixel loading loader lazy lazyload grey gray empty dummy",
    "clear trans 1x1 spinner preloader ajax",
)
# Names of a turning wheel; a photograph may be named so, too.
_SPINNER_NAMES: Final = _split("spin ring wait wheel")
_SITE_WORDS: Final = _PLACEHOLDER_WORDS | _split(
    "default icon icons avatar badge button glyph noimage fallback"
)
_NEUTRAL_WORDS: Final = _split(
    "image img picture photo pic no load og social share sharing facebook twitter thumb thumbnail",
    "small large medium square bg background article post news site cover user profile px gif png",
    "svg white anim animated",
)
# A name with one of these is enough: hardly any title has them.
_SURE_PLACEHOLDER_WORDS: Final = _split("placeholder spacer")
_SURE_SITE_WORDS: Final = _SURE_PLACEHOLDER_WORDS | _split(
    "logo logos favicon gravatar sprite wordmark emblem sitelogo headerlogo"
)
# The picture with which a site is shown where somebody links to it.
_CARD: Final = _split(
    "og opengraph social share sharing facebook fb twitter card meta promo profile ogp seo default",
)
_WORDS_OF_CARDS: Final = (
    _CARD
    | _NEUTRAL_WORDS
    | _split(
        "open graph preview home homepage com org net www banner header main new website",
    )
)
_WORD = lazy_compile(r"[^\W_]+")
# A size, or a part of a checksum, as is added to the names of copies.
_SIZE = lazy_compile(r"\d+(?:x\d+)?(?:px|x)?|(?=[a-f]{0,40}\d)[\da-f]{4,40}")
# In the name of a folder that is not a year: "4436", "GettyImages_2206".
_LONG_NUMBER = lazy_compile(r"(?!(?:19|20)\d\d\Z).*\d{3}")
_LONGEST_VERSION = 16  # characters of a query: "v=46ac2375"
_EXTENSION = lazy_compile(r"\.(?:gif|png|svg|jpe?g|webp|avif)\Z")
_LONGEST = 2_000  # characters of a URL
_MOST_WORDS = 20
_SIZE_IN_NAME = lazy_compile(r"(?<![\da-z])(\d{2,4})x(\d{2,4})(?![\da-z])", re.I)
# What copies of a file in other sizes have before or after its name.
_RENDITION = lazy_compile(
    r"(?:[-_](?:\d{1,4}x\d{1,4}|\d{1,4}w|scaled|thumb|thumbnail|small|medium|large|full)|@\dx){1,3}\Z"
)
_PREFIX = lazy_compile(r"\A(?:thumbs?_|\d{2,4}px-)")
# The original of a copy that a server makes: ``/_next/image?url=…``, ``https%3A%2F%2F…``.
_ORIGINAL = lazy_compile(r"[?&](?:url|src|image|img)=([^&#]+)", re.I)


def is_placeholder(url: str) -> bool:
    """Tell whether a URL is that of a placeholder for a picture that is loaded later."""
    name = _last_segment(url)
    if not _EXTENSION.search(name):
        return False
    stem = _EXTENSION.sub("", name)
    if stem in _SPINNER_NAMES and name.endswith((".gif", ".svg")):
        return True
    return _consists_of(stem, _PLACEHOLDER_WORDS, _SURE_PLACEHOLDER_WORDS)


def is_logo_or_icon(url: str) -> bool:
    """Tell whether a URL is that of a logo, an icon or a default picture of a site."""
    if _last_segment(url).startswith("apple-touch-icon"):
        return True
    return _consists_of(_EXTENSION.sub("", _last_segment(url)), _SITE_WORDS, _SURE_SITE_WORDS)


def owners_of_card(url: str, page: str) -> tuple[str, ...]:
    """Return whose card a picture may be, with which a site shows all of its pages.

    Its name says that it is for sharing, and has no other words than the name of the site, which is
    returned without spaces. It is empty where there is no name: whose picture it is, the site's.
    Without any owner it is not a card, or one that is made for each page: in a folder of the page,
    or with words of the page in its query.

    Args:
        url: of the picture.
        page: the URL of the page.
    """
    name = _EXTENSION.sub("", _last_segment(url)).replace("_", " ")
    words = [w for w in _WORD.findall(name)[:_MOST_WORDS] if not _SIZE.fullmatch(w)]
    own = [w for w in words if w not in _WORDS_OF_CARDS]
    is_card = not _CARD.isdisjoint(words) or (own and own[-1].endswith("logo"))
    if not is_card or len(url.partition("?")[2]) > _LONGEST_VERSION:
        return ()
    if own:
        longer = "".join(w for w in words if w not in _CARD)
        return ("".join(own).removesuffix("logo"), longer.removesuffix("logo"))
    folders = urls.path(url).split("/")[1:-1]
    is_of_page = folders[-1:] == urls.path(page).rstrip("/").split("/")[-1:]
    return () if is_of_page or any(map(_LONG_NUMBER.match, folders)) else ("",)


def stem(url: str) -> str:
    """Return the name of a picture's file without what tells its copies in other sizes apart."""
    name = _EXTENSION.sub("", _file_name(url))
    return _PREFIX.sub("", _RENDITION.sub("", name))


def words(url: str) -> list[str]:
    """Return the words of the name of a picture's file."""
    return _WORD.findall(_file_name(url).replace("_", " "))


def size_in(url: str) -> tuple[int, int]:
    """Return the width and height that the name of a file gives; zeros if it does not."""
    found = _SIZE_IN_NAME.search(_file_name(url))
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _file_name(url: str) -> str:
    """Return the name of the file; of the original if a server makes copies of it."""
    if len(url) > _LONGEST:
        return ""
    inner = _ORIGINAL.search(url)
    path = unquote(inner[1]) if inner else unquote(urls.path(url))
    return path.partition("?")[0].rpartition("/")[2].lower()


def _last_segment(url: str) -> str:
    return urls.path(url).rsplit("/", 1)[-1].lower() if len(url) <= _LONGEST else ""


def _consists_of(name: str, known: frozenset[str], sure: frozenset[str]) -> bool:
    words = _WORD.findall(name)
    if not sure.isdisjoint(words):
        return True
    if len(words) > _MOST_WORDS or known.isdisjoint(words):
        return False
    return all(w in known or w in _NEUTRAL_WORDS or _SIZE.fullmatch(w) for w in words)
