"""A file with one link, as desktops save it: ``.url``, ``.webloc``, ``.desktop``."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers.expat import ExpatError

from crosspost.batch.entry import BadLine, Entry

SUFFIXES = (".url", ".webloc", ".desktop")
# Bytes of a file with one link; icons are beside it, not in it.
LARGEST = 256 * 1024
# ``InvalidFileException`` is a ValueError.
_RAISED = (ExpatError, ValueError, OverflowError, RecursionError)
# Windows: an INI file; Linux: a desktop entry (https://specifications.freedesktop.org).
_SECTIONS = frozenset({"[internetshortcut]", "[desktop entry]"})


def is_link_file(head: bytes) -> bool:
    """Tell whether a file has one link, by its first bytes."""
    text = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"[internetshortcut]", b"[desktop entry]")):
        return True
    return head.startswith(b"bplist00") or (text.startswith(b"<?xml") and b"<plist" in text)


def read(stream: BinaryIO) -> Iterator[Entry | BadLine]:
    """Yield the link of a file."""
    url = url_of(stream.read(LARGEST))
    yield Entry(url, 1, given=True) if url else BadLine(None, "a file for a link, without one")


def url_of(content: bytes) -> str:
    """Return the link of such a file, empty if it has none."""
    if is_link_file(content) and not content.lstrip().startswith((b"[", b"\xef\xbb\xbf[")):
        try:
            about = plistlib.loads(content)
        except _RAISED:
            return ""
        url = about.get("URL") if isinstance(about, dict) else None
        return url.strip() if isinstance(url, str) else ""
    section = ""
    for line in content.decode("utf-8-sig", "replace").splitlines():
        name, _, value = line.strip().partition("=")
        if name.startswith("["):
            section = name.lower()
        elif section in _SECTIONS and name.rstrip().partition("[")[0].upper() == "URL":
            return value.strip()
    return ""
