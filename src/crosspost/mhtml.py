"""Pages saved as MHTML (RFC 2557): one file with the page and its pictures.

The page is made one whose pictures are in it (``data:`` URLs), as SingleFile saves them: what knows
those knows these.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import NamedTuple

from crosspost.lazy_regex import lazy_compile
from crosspost.urls import absolute, is_web

# How the first line of such a file begins.
_SAVED = (b"from: <saved by", b'from: "saved by')
_FIRST = (b"mime-version:", b"snapshot-content-location:", b"content-type:", b"from:", b"subject:")
_RELATED = lazy_compile(rb"^content-type:\s{0,99}multipart/related", re.I | re.M)
#: Bytes in which a file shows what it is.
HEAD = 4096
# Parts of a file; a page shows hundreds of pictures at most.
_MOST_PARTS = 5000
_PICTURES = frozenset(
    {"image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif"}
)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_URL = lazy_compile(
    r"(\s(?:src|href|poster|data-src)\s{0,5}=\s{0,5})([\"'])([^\"'<>]{1,4000})\2", re.I
)
_TAG = lazy_compile(r"<(?:img|source|input|video|image)\s[^<>]{0,8000}>", re.I)
_SETS = lazy_compile(
    r"\s(?:srcset|data-srcset)\s{0,5}=\s{0,5}(?:\"[^\"<>]{0,8000}\"|'[^'<>]{0,8000}')", re.I
)


class SavedPage(NamedTuple):
    """The page of such a file.

    Attributes:
        url: empty if the file does not say it.
        content: the page, with the pictures in it.
        charset: as the file labels it.
    """

    url: str
    content: bytes
    charset: str | None


def is_mhtml(head: bytes) -> bool:
    """Tell whether a file is MHTML.

    Args:
        head: its first bytes, ``HEAD`` of them if there are so many.
    """
    start = head.lstrip().lower()
    is_related = bool(_RELATED.search(start[:HEAD].replace(b"\r", b"")))
    return start.startswith(_SAVED) or (start.startswith(_FIRST) and is_related)


def url_of(head: bytes) -> str:
    """Return the URL of the page by the first bytes of the file; empty if they do not say it."""
    message = message_from_bytes(head[:HEAD])
    url = str(message.get("Snapshot-Content-Location") or message.get("Content-Location") or "")
    return url.strip() if is_web(url.strip()) and url.strip().isprintable() else ""


def read(content: bytes) -> SavedPage | None:
    """Return the page in a file; None if there is none."""
    message = message_from_bytes(content)
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    if page is None:
        return None
    location = _header(page, "Content-Location")
    url = next(filter(is_web, (url_of(content), location)), "")
    text = _payload(page).decode("latin-1")
    files = dict(_files(parts, url))
    if files:
        text = _TAG.sub(lambda found: _with_files(found[0], files, url), text)
    return SavedPage(url, text.encode("latin-1"), page.get_content_charset())


def _header(part: Message, name: str) -> str:
    value = str(part.get(name) or "").strip()
    if "=?" in value[:200]:
        try:
            return str(make_header(decode_header(value)))
        except (ValueError, LookupError, UnicodeError):
            return value
    return "".join(value.split())


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _files(parts: list[Message], url: str) -> Iterator[tuple[str, str]]:
    """Yield each name of a picture in the page, and its ``data:`` URL."""
    for part in parts:
        kind = part.get_content_type()
        if kind not in _PICTURES:
            continue
        data = f"data:{kind};base64,{base64.b64encode(_payload(part)).decode()}"
        location = _header(part, "Content-Location")
        if location:
            yield absolute(url, location) or location, data
        number = _header(part, "Content-ID").strip("<>")
        if number:
            yield f"cid:{number}", data


def _with_files(tag: str, files: dict[str, str], url: str) -> str:
    """Return a tag whose pictures are in it; other sizes of them are not in the file."""
    is_changed = False

    def one(found: re.Match[str]) -> str:
        nonlocal is_changed
        written = html.unescape(found[3]).strip()
        data = files.get(written) or files.get(absolute(url, written) or "")
        if not data:
            return found[0]
        is_changed = True
        return f'{found[1]}"{data}"'

    made = _URL.sub(one, tag)
    return _SETS.sub("", made) if is_changed else tag
