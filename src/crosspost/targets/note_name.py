"""Names of files in any script, for notes: a title without what file systems and links forbid."""

from __future__ import annotations

import unicodedata

from crosspost.lazy_regex import lazy_compile
from crosspost.targets.slug import RESERVED

#: Bytes of a name, which leave room for a number, ``.md`` and the name of a temporary file.
MAX_BYTES = 180
# Links of Obsidian end at these or mean something else (help, "Internal links"): # ^ [ ] |.
# The others no file of Windows may have. Invisible characters show nothing.
_FORBIDDEN = lazy_compile(
    r"[#^\[\]|\\/:*?\"<>\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]+"
)


def note_name(text: str, most: int = MAX_BYTES) -> str:
    """Return a text as the name of a file, without its extension; empty if nothing is left.

    Args:
        text: any.
        most: bytes in UTF-8; a longer one is cut between words.
    """
    text = unicodedata.normalize("NFC", text[: most * 4])
    text = text.encode("utf-8", "ignore").decode("utf-8")
    words = " ".join(_FORBIDDEN.sub(" ", text).split()).strip(". ")
    words = _cut(words, most)
    return f"{words} note" if words.partition(".")[0].strip().casefold() in RESERVED else words


def _cut(text: str, most: int) -> str:
    encoded = text.encode("utf-8")
    if len(encoded) <= most:
        return text
    text = encoded[:most].decode("utf-8", "ignore")
    end = text.rfind(" ")
    return text[: end if end > len(text) // 2 else None].strip(". ")
