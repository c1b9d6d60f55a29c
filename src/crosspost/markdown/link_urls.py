"""URLs in Markdown links: only safe ones, without characters that would be read as markup."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape
from crosspost.model.dialect import KRAMDOWN_GFM, Dialect

# A picture inlined in the page is kept if it is small, and large enough for a picture: below
# 200 characters it is a placeholder (the 1×1 GIF has 78), and SVG may hold scripts.
_DATA_IMAGE = lazy_compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=]+\Z", re.I)
_DATA_LEAST, _DATA_MOST = 200, 8192

# What ends a link early in kramdown or CommonMark, makes a table (|), or starts code (`).
_UNSAFE = lazy_compile(r"""[\x00-\x20<>"\\|`\x7f-\x9f\u2028\u2029]""")
_ENTITY = lazy_compile(r"&(?=#\d|#x[0-9a-f]|[a-z:_][\w.:-]*;)", re.I)
_PARENTHESIS = lazy_compile(r"[()]")
# A link that kramdown does not read as one would be text: then its URL and title must not have
# attribute lists or links in them.
_OF_TEXT = lazy_compile(r"\{(?=:)|\](?=\()")
_TITLE = lazy_compile(r"""[&"<|\\`]|\{(?=:)|\](?=[(\[])""")
_NOT_ASCII = lazy_compile(r"[^\x00-\x7f]")
# Schemes that run a script, or show content from the URL itself.
_ACTIVE = frozenset(
    [
        *("javascript", "vbscript", "livescript", "jscript", "data", "blob", "filesystem", "file"),
        *("about", "viewsource"),
    ]
)
_NO_LETTER = lazy_compile(r"[^a-z]")
_PATH = frozenset("/?#")


def link(url: object) -> str | None:
    """Return the URL of a link if it may be in a post (web, mail, phone, relative)."""
    written = _written(url)
    return written if written and urls.is_safe_link(written) and not _is_active(written) else None


def _written(url: object) -> str:
    """Return a URL in the form in which it is written, so that the browser's URL is checked.

    In a URL that is not in NFC, or that begins with a combining character, characters outside of
    ASCII are percent-encoded. It leads to the same page, and normalising the post does not change
    it (U+037E would become ``;``, and ``&colon`` before it an entity).
    """
    written = urls.clean(str(url or ""))
    if written.isascii():
        return written
    if unicodedata.is_normalized("NFC", written) and not unicodedata.combining(written[0]):
        return written
    return _NOT_ASCII.sub(_percent, written)


def _is_active(written: str) -> bool:
    """Tell whether a relative URL has a scheme that runs something if it is decoded again.

    No browser reads entities, percent signs or full-width characters as a scheme, but a program
    between the post and the browser may decode them.
    """
    if urls.scheme(written):
        return False  # the schemes that are allowed run nothing
    decoded = html.unescape(unquote(html.unescape(written[:500])))
    head, colon, _ = unicodedata.normalize("NFKC", decoded).lower().partition(":")
    if not colon or not _PATH.isdisjoint(head):
        return False
    return _NO_LETTER.sub("", head) in _ACTIVE


def image(url: object) -> str | None:
    """Return the URL of a picture if it may be in a post: web, relative, small ``data:``."""
    written = _written(url)
    if not written or written[0] in "#{[":  # a position in the page; JSON for a script
        return None
    if written[:5].lower() == "data:":
        fits = _DATA_LEAST <= len(written) <= _DATA_MOST
        return written if fits and _DATA_IMAGE.match(written) else None
    if urls.scheme(written) not in ("", "http", "https") or _is_active(written):
        return None
    return written


def not_own(url: str, dialect: Dialect) -> str:
    """Return a URL that the generator does not take for one of its own kind."""
    for start, written in dialect.own_urls:
        if url.startswith(start):
            return written + url[len(start) :]
    return url


def destination(url: str, dialect: Dialect = KRAMDOWN_GFM) -> str:
    """Return the URL as it is written between the parentheses of a link.

    Unbalanced parentheses need angle brackets; balanced ones, ``_``, ``*``, ``~`` and other scripts
    stay as they are: kramdown and CommonMark read them as written. Other special characters are
    percent-encoded, and so are braces where a template language could be escaped only in a text.

    >>> destination("https://example.org/a_(b)")
    'https://example.org/a_(b)'
    >>> destination("https://example.org/a) b|c")
    '<https://example.org/a)%20b%7Cc>'
    """
    url = _UNSAFE.sub(_percent, _written(url))
    if "{:" in url or "](" in url:
        url = _OF_TEXT.sub(_percent, url)
    if "&" in url:
        url = _ENTITY.sub("&amp;", url)
    if dialect.is_commonmark:
        url = without_braces(url)
    if ("(" in url or ")" in url) and not _balanced(url):
        return f"<{url}>"
    return url


def without_braces(url: str) -> str:
    """Return a URL with its braces percent-encoded."""
    return url.replace("{", "%7B").replace("}", "%7D")


def title(text: str) -> str:
    """Return a link's title with its quotes and a space before, or nothing for an empty one.

    Entities, since backslashes would be visible in kramdown's titles.
    """
    words = escape.words(text)
    if not words:
        return ""
    return ' "' + _TITLE.sub(lambda match: f"&#{ord(match[0])};", words) + '"'


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _balanced(url: str) -> bool:
    depth = 0
    for parenthesis in _PARENTHESIS.finditer(url):
        depth += 1 if parenthesis[0] == "(" else -1
        if depth < 0:
            return False
    return depth == 0
