"""The name of a picture's copy: that of its file, and a hash of its content.

So it is the same in every run and on every machine, and two pictures never share a name.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from anyascii import anyascii

from crosspost import file_types, urls
from crosspost.lazy_regex import lazy_compile
from crosspost.model.page import PICTURE_ENDINGS

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
#: The end of a path by which a file is recognized before it is fetched.
ATTACHMENT = lazy_compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|pps|odt|ods|odp|rtf|epub|mobi|djvu|zip|t?gz|bz2|xz|7z|rar"
    r"|mp3|m4a|m4b|og[agv]|opus|wav|flac|mp4|m4v|mov|webm|mkv|avi|mpe?g|midi?"
    r"|txt|csv|tsv|md|json|geojson|ics|bib|srt|vtt|gpx|kml|kmz)\Z",
    re.I,
)
_LONGEST_URL = 4096  # characters
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


def is_picture(name: str) -> bool:
    """Tell whether a copy is that of a picture, and not of another file."""
    return name.endswith(PICTURE_ENDINGS)


def name_with(words: str, content: bytes, ending: str) -> str:
    """Return the name of a copy that has this extension; other arguments as of ``name_of``."""
    stem = _NOT_PLAIN.sub("-", anyascii(words[: _LONGEST_STEM * 4]).lower())
    default = "picture" if ending in PICTURE_ENDINGS else "file"
    return f"{stem[:_LONGEST_STEM].strip('-') or default}-{_digest(content)}{ending}"


def is_attachment(url: str) -> bool:
    """Tell whether a URL is that of a file that may be copied, and not of a picture."""
    if len(url) > _LONGEST_URL or not urls.is_web(url):
        return False
    return ATTACHMENT.search(urls.path(url)) is not None


def name_in(url: str) -> str:
    """Return the name of a file, without the ending of a picture or of an attachment."""
    name = unquote(urls.path(url).rstrip("/").rpartition("/")[2])
    return ATTACHMENT.sub("", PICTURE_FILE.sub("", name))


def hash_in(name: str) -> str:
    """Return the part of a copy's name that depends on its content only."""
    return name.rpartition(".")[0].rpartition("-")[2]


def is_name_of(name: str, content: bytes) -> bool:
    """Tell whether a copy of this name has this content."""
    return hash_in(name) == _digest(content)


def _digest(content: bytes) -> str:
    import hashlib  # loads OpenSSL, and most pages have no picture to be copied

    return hashlib.sha256(content).hexdigest()[:_HASH]
