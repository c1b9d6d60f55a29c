"""Whether what was fetched is a picture: by its content, whatever the server calls it."""

from __future__ import annotations

import io

from crosspost import file_types
from crosspost.errors import CrosspostError
from crosspost.images import svg
from crosspost.images.names import extension

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 100_000_000
_LEAST = 150  # bytes; smaller files are tracking pixels and placeholders
_TAIL = 4096  # bytes, where the end of a PNG is looked for


class NotAPicture(CrosspostError):
    """What was fetched cannot be copied; the message says why, in a few words."""


def checked(content: bytes) -> tuple[bytes, str]:
    """Return a picture that may be shown, SVG cleaned, and its extension.

    Raises:
        NotAPicture: it is something else, incomplete, too small or too large.
    """
    if len(content) > MOST_BYTES:
        raise NotAPicture(f"larger than {MOST_BYTES // 2**20} MiB")
    ending = extension(content[: file_types.LENGTH])
    if ending is None and svg.is_svg(content):
        return _cleaned(content), ".svg"
    if ending is None:
        raise NotAPicture("not a PNG, JPEG, GIF, WebP, AVIF or SVG picture")
    if len(content) < _LEAST:
        raise NotAPicture("a tracking pixel or a placeholder")
    if not _is_complete(content, ending):
        raise NotAPicture("incomplete")
    import imagesize

    width, height = imagesize.get(io.BytesIO(content))
    if width <= 0 or height <= 0:
        raise NotAPicture("damaged: it has no size")
    if width * height > MOST_PIXELS:
        raise NotAPicture(f"more than {MOST_PIXELS // 10**6} megapixels")
    return content, ending


def _cleaned(content: bytes) -> bytes:
    try:
        return svg.clean(content)
    except ImportError as error:
        raise NotAPicture("SVG; to copy it: pip install 'crosspost[pictures]'") from error
    except ValueError as error:
        raise NotAPicture("SVG that cannot be cleaned") from error


def _is_complete(content: bytes, ending: str) -> bool:
    """Tell whether a picture has its end: a server may send a part without any sign of it."""
    if ending == ".png":
        return b"IEND" in content[-_TAIL:]
    if ending == ".jpg":  # what cameras append may have pictures of its own
        return content.rfind(b"\xff\xd9") > content.rfind(b"\xff\xda") > 0
    if ending == ".gif":
        return content.rstrip(b"\0").endswith(b";")
    if ending == ".webp":
        return len(content) >= int.from_bytes(content[4:8], "little") + 8
    return _has_all_boxes(content)


def _has_all_boxes(content: bytes) -> bool:
    """Tell whether a file in the ISO base media format is as long as its boxes say."""
    at = 0
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        elif size == 0:  # to the end
            return True
        if size < 8:
            return False
        at += size
    return at == len(content)
