"""The name that a copy of a picture has: that of its file, and what is in it.

So it is the same whenever and wherever the copy is made, and two pictures never have the same.
"""

from __future__ import annotations

from anyascii import anyascii

from crosspost import file_types
from crosspost.lazy_regex import lazy_compile

# Formats that every browser shows. No SVG: opened by its own address, one can hold scripts.
_EXTENSIONS = {
    "PNG image": ".png",
    "JPEG image": ".jpg",
    "GIF image": ".gif",
    "WebP image": ".webp",
    "AVIF or HEIF image": ".avif",
}
_NOT_SHOWN = (b"heic", b"heix", b"mif1")
_LONGEST_STEM = 48
_HASH = 16  # hexadecimal digits: two of a billion pictures with one name are not to be expected
_NOT_PLAIN = lazy_compile(r"[^a-z0-9]+")


def extension(head: bytes) -> str | None:
    """Return the extension for a picture that browsers show; None for anything else.

    Args:
        head: its first ``signatures.LENGTH`` bytes.
    """
    return None if head[8:12] in _NOT_SHOWN else _EXTENSIONS.get(file_types.kind(head) or "")


def name_of(words: str, content: bytes) -> str | None:
    """Return the name of a picture's copy, None where it is no picture that browsers show.

    Args:
        words: the name of its file, without the extension, or what it shows.
    """
    ending = extension(content[: file_types.LENGTH])
    if ending is None:
        return None
    stem = _NOT_PLAIN.sub("-", anyascii(words[: _LONGEST_STEM * 4]).lower())
    return f"{stem[:_LONGEST_STEM].strip('-') or 'picture'}-{_digest(content)}{ending}"


def is_name_of(name: str, content: bytes) -> bool:
    """Tell whether a copy of this name has this content."""
    return name.rpartition(".")[0].endswith(f"-{_digest(content)}")


def _digest(content: bytes) -> str:
    import hashlib  # loads OpenSSL, and most pages have no picture to be copied

    return hashlib.sha256(content).hexdigest()[:_HASH]
