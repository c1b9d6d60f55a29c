"""Pictures in the page itself, as SingleFile and others save them: ``data:`` URLs."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile

# A shorter URL is a placeholder, not a picture: a GIF of one pixel has 78.
LEAST = 200
_HEAD = r"data:image/[\w.+-]{1,40}(?:;[\w=.-]{1,40}){0,4};base64,"
_DATA_URL = lazy_compile(rf"{_HEAD}([A-Za-z0-9+/\s]++={{0,2}})\s*+\Z", re.I | re.A)
_IN_PAGE = lazy_compile(rf"{_HEAD}([A-Za-z0-9+/\s]{{{LEAST},}}={{0,2}})".encode(), re.I)


def content_of(url: str) -> bytes | None:
    """Return the picture in a ``data:`` URL; None for any other URL."""
    found = _DATA_URL.match(url) if url[:5].lower() == "data:" else None
    return _decoded(found[1].encode()) if found else None


def pictures_in(page: bytes) -> Iterator[bytes]:
    """Yield every picture in a page."""
    for found in _IN_PAGE.finditer(page):
        content = _decoded(found[1])
        if content:
            yield content


def _decoded(text: bytes) -> bytes | None:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error:
        return None
