"""Text in UTF-8 that was read as Windows-1252: "itâ€™s" for "it’s"."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile

#: A lead byte of UTF-8 read as Windows-1252, and what its further bytes look like there.
MOJIBAKE = lazy_compile(
    r"(?:[\u00c2-\u00df][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160"
    r"\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
    r"\u017e\u0178]|[\u00e0-\u00ef][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6"
    r"\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161"
    r"\u203a\u0153\u017e\u0178]{2})+"
)


def repaired(text: str) -> str:
    """Return a text with what was read in the wrong encoding decoded again."""
    return text if text.isascii() else MOJIBAKE.sub(_right, text)


def _right(found: re.Match[str]) -> str:
    return redecoded(found[0]) or found[0]


def redecoded(text: str) -> str | None:
    """Return the UTF-8 that was read as Windows-1252; None if it was not."""
    raw = bytearray()
    for letter in text:
        try:
            raw += letter.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return None
            raw.append(ord(letter))  # the five bytes that Windows-1252 leaves open
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
