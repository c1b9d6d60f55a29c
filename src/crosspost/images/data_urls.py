"""Pictures that stand in a page itself, as SingleFile and others save them: ``data:`` addresses."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile

# Fewer characters are no picture but a placeholder: a GIF of one pixel has 78.
LEAST = 200
_HEAD = r"data:image/[\w.+-]{1,40}(?:;[\w=.-]{1,40}){0,4};base64,"
_ADDRESS = lazy_compile(rf"{_HEAD}([A-Za-z0-9+/\s]++={{0,2}})\s*+\Z", re.I | re.A)
_IN_PAGE = lazy_compile(rf"{_HEAD}([A-Za-z0-9+/\s]{{{LEAST},}}={{0,2}})".encode(), re.I)


def content_of(address: str) -> bytes | None:
    """Return the picture that an address is; None for any other address."""
    found = _ADDRESS.match(address) if address[:5].lower() == "data:" else None
    return _decoded(found[1].encode()) if found else None


def pictures_in(page: bytes) -> Iterator[bytes]:
    """Yield every picture that stands in a page."""
    for found in _IN_PAGE.finditer(page):
        content = _decoded(found[1])
        if content:
            yield content


def _decoded(text: bytes) -> bytes | None:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error:
        return None
