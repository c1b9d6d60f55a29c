"""Pictures as Markdown, and pictures that show nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from bs4 import Tag

from crosspost import urls
from crosspost.images import find
from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import alt_text, escape, link_urls, search
from crosspost.model.dialect import KRAMDOWN_GFM, Dialect
from crosspost.page.picture_names import is_placeholder

_IMG = frozenset(["img"])
# Nodes, including whitespace, that are looked at beside a ``noscript`` and in a ``picture``.
_MOST_BESIDE = 20
# How far up from a picture its ``noscript`` is looked for, and through which elements.
_LEVELS = 3
_WRAPPERS = frozenset(("div", "span", "picture", "source"))
# Python-Markdown reads links in attributes, and Nikola struck text, too.
_IN_ATTRIBUTE = lazy_compile(r"\](?=[\[(])|~(?=~)")
_SIZE = lazy_compile(r"-(?:\d+x\d+|scaled)\Z")  # what WordPress adds to a file name
_EMOTICON = lazy_compile(r"[:;8=xX]['-]?[)(DPpOo|/\\*$@]+\Z")
_EMOJI_CLASS = lazy_compile(r"emoji|smiley|wp-smiley|emoticon", re.I)
_EMOJI_SOURCE = lazy_compile(r"/(?:tw)?emojis?/|/smileys?/|twemoji", re.I)


def image(tag: Tag, dialect: Dialect = KRAMDOWN_GFM) -> str:
    """Return an ``img`` as Markdown; empty if it shows nothing (tracking pixel, placeholder)."""
    url = source(tag)
    if url is None:
        return ""
    alt = escape.words(str(tag.get("alt") or ""))
    name = alt.lstrip("./")
    if name and "/" in alt and urls.path(url).endswith(name):
        alt = ""  # Sphinx has the path of the file there where the author wrote nothing
    title = str(tag.get("title") or "").strip()
    says_more = title and title != alt and not _is_file_name(title, url)
    shown = link_urls.title(title) if says_more else ""
    if dialect.alt == "html" and dialect.raw_html and alt_text.is_special(alt):
        more = f' title="{escape.raw(title)}"' if says_more else ""
        alt = _IN_ATTRIBUTE.sub(lambda found: f"&#{ord(found[0])};", escape.raw(alt))
        return f'<img src="{escape.raw(url)}" alt="{alt}"{more}>'
    return f"![{alternative(alt, dialect)}]({link_urls.destination(url, dialect)}{shown})"


def _is_file_name(title: str, url: str) -> bool:
    """Tell whether a title is only the name of the file, as editors fill it in."""
    name = unquote(urls.path(url).rpartition("/")[2]) if url[:5] != "data:" else ""
    return bool(name) and _SIZE.sub("", name.partition(".")[0]) == title.partition(".")[0]


def is_needed(noscript: Tag) -> bool:
    """Tell whether a ``noscript`` has a picture that is nowhere else in the page.

    With lazy loading, there is a placeholder beside it, or nothing.
    """
    inner = search.first(noscript, _IMG)
    if inner is None or source(inner) is None:
        return False
    return not any(_shows(tag) for tag in _beside(noscript))


def _beside(tag: Tag) -> Iterator[Tag]:
    """Yield the three elements before and after, except ``noscript``.

    Only a few nodes are checked, since a page may consist of ``noscript`` elements.
    """
    for siblings in (tag.previous_siblings, tag.next_siblings):
        near = islice(siblings, _MOST_BESIDE)
        tags = (node for node in near if isinstance(node, Tag) and node.name != "noscript")
        yield from islice(tags, 3)


def _shows(tag: Tag) -> bool:
    inner = tag if tag.name == "img" else search.first(tag, _IMG)
    return inner is not None and source(inner) is not None


def alternative(text: str, dialect: Dialect = KRAMDOWN_GFM) -> str:
    """Return an alternative text in one line, escaped."""
    return alt_text.written(escape.words(text), dialect)


def character(tag: Tag) -> str:
    """Return the character that an emoji picture represents; empty if it is not one."""
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
    """Return the best URL of a picture: of the largest candidates, the first.

    None for tracking pixels and for placeholders.
    """
    if find.is_pixel(tag):
        return None
    best, size = None, 0.0
    for url, weight in find.candidates(tag):
        if weight > size:
            written = link_urls.image(url)
            if written and not is_placeholder(written):
                best, size = written, weight
    return best and (_without_scripts(tag, best) or best)


def is_shown(url: str, text: str) -> bool:
    """Tell whether a Markdown text has the URL of a picture, as a picture or as a link."""
    return any(form in text for form in _forms(url))


def _forms(url: str) -> set[str]:
    """Return how a URL is written in Markdown and in HTML."""
    plain = link_urls.destination(url)
    return {plain, link_urls.without_braces(plain), escape.raw(url)}


def with_copy(text: str, url: str, copy: str) -> str:
    """Return a Markdown text that shows a copy, or links to it, instead of a picture.

    Args:
        url: of the picture, as of ``is_shown``.
        copy: the URL of the copy, which needs no escaping.
    """
    for form in _forms(url):
        for before, after in ("()", "( ", '""'):
            text = text.replace(f"{before}{form}{after}", f"{before}{copy}{after}")
    return text


def _without_scripts(tag: Tag, url: str) -> str | None:
    """Return the URL of the same file in a ``noscript`` after a picture.

    Medium shows a blurred picture of 60 pixels until a script replaces it.
    """
    name = urls.path(url).rpartition("/")[2]
    around: Tag | None = tag
    for _ in range(_LEVELS):
        if around is None or (around is not tag and around.name not in _WRAPPERS):
            return None
        for node in islice(around.next_siblings, _MOST_BESIDE):
            if isinstance(node, Tag) and node.name == "noscript":
                inner = search.first(node, _IMG)
                other = link_urls.image(str(inner.get("src") or "")) if inner else None
                return other if other and urls.path(other).rpartition("/")[2] == name else None
        around = around.parent
    return None
