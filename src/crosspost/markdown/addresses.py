"""Addresses as they stand in a Markdown link: safe ones only, and nothing in them that bites."""

from __future__ import annotations

import re

from crosspost import urls

# A picture inlined in the page is kept if it is small, and if it can be a picture at all: below
# 200 characters it is a placeholder (the 1×1 GIF has 78), and SVG may hold scripts.
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=]+\Z", re.I)
_DATA_LEAST, _DATA_MOST = 200, 8192

# What ends a link early in kramdown or CommonMark, makes a table (|), or starts code (`).
_UNSAFE = re.compile(r"""[\x00-\x20<>"\\|`\x7f-\x9f\u2028\u2029]""")
_ENTITY = re.compile(r"&(?=#\d|#x[0-9a-f]|[a-z:_][\w.:-]*;)", re.I)
_PARENTHESIS = re.compile(r"[()]")
_TITLE = re.compile(r"""[&"<|\\]""")


def link(url: object) -> str | None:
    """Return the address of a link if it may stand in a post (web, mail, phone, relative)."""
    address = urls.clean(str(url or ""))
    return address if address and urls.is_safe_link(address) else None


def image(url: object) -> str | None:
    """Return the address of a picture if it may stand in a post: web, relative, small ``data:``."""
    address = urls.clean(str(url or ""))
    if not address or address[0] in "#{[":  # a place in the page; JSON for a script
        return None
    if address[:5].lower() == "data:":
        fits = _DATA_LEAST <= len(address) <= _DATA_MOST
        return address if fits and _DATA_IMAGE.match(address) else None
    return address if urls.scheme(address) in ("", "http", "https") else None


def destination(url: str) -> str:
    """Return the address as it is written between the parentheses of a link.

    Unbalanced parentheses need angle brackets; balanced ones, ``_``, ``*``, ``~`` and other scripts
    stay as they are, kramdown and CommonMark read them as written. The rest of what bites is
    percent-encoded.

    >>> destination("https://example.org/a_(b)")
    'https://example.org/a_(b)'
    >>> destination("https://example.org/a) b|c")
    '<https://example.org/a)%20b%7Cc>'
    """
    if _UNSAFE.search(url):
        url = _UNSAFE.sub(_percent, url)
    if "&" in url:
        url = _ENTITY.sub("&amp;", url)
    if ("(" in url or ")" in url) and not _balanced(url):
        return f"<{url}>"
    return url


def title(text: str) -> str:
    """Return a link's title with its quotes and a blank before, or nothing for an empty one.

    Entities, since backslashes show in kramdown's titles.
    """
    words = " ".join(text.split())
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
