"""The pictures that a browser saved beside a page, and the name that each would have in a site."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii

from crosspost import signatures
from crosspost.companions import companion
from crosspost.model import Picture, Saved

# Formats that every browser shows. No SVG: opened by its own address, one can hold scripts.
_EXTENSIONS = {
    "PNG image": ".png",
    "JPEG image": ".jpg",
    "GIF image": ".gif",
    "WebP image": ".webp",
    "AVIF or HEIF image": ".avif",
}
_NOT_SHOWN = (b"heic", b"heix", b"mif1")
_LARGEST = 32 * 1024 * 1024
# Pictures of one page; more are no article.
_MOST = 2000
_LONGEST_STEM = 48
_HASH = 16  # hexadecimal digits: two of a billion pictures with one name are not to be expected
_LETTERS = re.compile(r"[A-Za-z0-9]+")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def beside(page: Path, content: bytes, *, wanted: bool) -> Saved | None:
    """Return what lies beside a saved page; None where there is nothing.

    Only what stands in its folder itself and is a file, not a link to one: nothing that the page
    says leads anywhere else.

    Args:
        content: of the page; a picture that it does not name is passed over.
        wanted: look for pictures.
    """
    folder = companion(page)
    if folder is None:
        return None
    pictures = sorted(_pictures(folder, content)) if wanted else ()
    return Saved(folder.name, tuple(pictures))


def _pictures(folder: Path, content: bytes) -> Iterator[tuple[str, Picture]]:
    number = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _is_named(entry.name, content):
                continue
            found = read_picture(entry.path)
            if found is None:
                continue
            yield entry.name, Picture(entry.path, _name(entry.name, found))
            number += 1
            if number == _MOST:
                return


def _is_named(name: str, content: bytes) -> bool:
    """Tell whether a page may name a file, by what no way of writing an address changes in it."""
    runs = _LETTERS.findall(name)
    return not runs or max(runs, key=len).encode() in content


def read_picture(path: str) -> bytes | None:
    """Return the content of a picture; None for anything else, links to pictures included."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    try:
        if os.path.islink(path):  # noqa: PTH114 -- where there is no O_NOFOLLOW
            return None
        with os.fdopen(os.open(path, flags), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST:
                return None
            head = file.read(signatures.LENGTH)
            if signatures.kind(head) not in _EXTENSIONS or head[8:12] in _NOT_SHOWN:
                return None
            return head + file.read(_LARGEST)
    except OSError:
        return None


def _name(name: str, content: bytes) -> str:
    """Return the name of a copy: it is the same whenever and wherever the copy is made."""
    stem = anyascii(name.rpartition(".")[0] or name).lower()
    plain = _NOT_PLAIN.sub("-", stem[: _LONGEST_STEM * 4])[:_LONGEST_STEM].strip("-") or "picture"
    kind = signatures.kind(content[: signatures.LENGTH]) or ""
    return f"{plain}-{digest(content)}{_EXTENSIONS[kind]}"


def digest(content: bytes) -> str:
    """Return what the name of a copy says of its content."""
    return hashlib.sha256(content).hexdigest()[:_HASH]
