"""The name of a picture's copy: that of its file, and a hash of its content.

So it is the same in every run and on every machine, and two pictures never share a name.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from anyascii import anyascii

from crosspost import file_types, urls
from crosspost.lazy_regex import lazy_compile

# Formats that every browser shows. No SVG: it may hold scripts, see ``svg``.
_EXTENSIONS = {
    "PNG image": ".png",
    "JPEG image": ".jpg",
    "GIF image": ".gif",
    "WebP image": ".webp",
    "AVIF or HEIF image": ".avif",
}
_NOT_SHOWN = (b"heic", b"heix", b"mif1")
_LONGEST_STEM = 48
_HASH = 16  # hexadecimal digits: enough for a billion pictures
#: The ending of a name by which a picture is recognized before it is fetched.
PICTURE_FILE = lazy_compile(r"\.(?:png|jpe?g|jfif|gif|webp|avif|svg)\Z", re.I)
_NOT_PLAIN = lazy_compile(r"[^a-z0-9]+")


def extension(head: bytes) -> str | None:
    """Return the extension for a picture that browsers show; None for anything else.

    Args:
        head: its first ``signatures.LENGTH`` bytes.
    """
    return None if head[8:12] in _NOT_SHOWN else _EXTENSIONS.get(file_types.kind(head) or "")


def name_of(words: str, content: bytes) -> str | None:
    """Return the name of a picture's copy; None if browsers do not show the format.

    Args:
        words: the name of its file, without the extension, or the picture's alternative text.
    """
    ending = extension(content[: file_types.LENGTH])
    return None if ending is None else name_with(words, content, ending)


def name_with(words: str, content: bytes, ending: str) -> str:
    """Return the name of a copy that has this extension; other arguments as of ``name_of``."""
    stem = _NOT_PLAIN.sub("-", anyascii(words[: _LONGEST_STEM * 4]).lower())
    return f"{stem[:_LONGEST_STEM].strip('-') or 'picture'}-{_digest(content)}{ending}"


def name_in(url: str) -> str:
    """Return the name of a picture's file, without its ending."""
    return PICTURE_FILE.sub("", unquote(urls.path(url).rstrip("/").rpartition("/")[2]))


def hash_in(name: str) -> str:
    """Return the part of a copy's name that depends on its content only."""
    return name.rpartition(".")[0].rpartition("-")[2]


def is_name_of(name: str, content: bytes) -> bool:
    """Tell whether a copy of this name has this content."""
    return hash_in(name) == _digest(content)


def _digest(content: bytes) -> str:
    import hashlib  # loads OpenSSL, and most pages have no picture to be copied

    return hashlib.sha256(content).hexdigest()[:_HASH]
