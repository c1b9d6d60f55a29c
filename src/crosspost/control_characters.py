"""Control characters: invisible characters that affect how text is displayed.

Controls move the cursor of a terminal or colour it, bidirectional controls reorder what a user
reads, zero-width characters and tags hide words (Unicode UAX 9, UTR 36, UTS 51). Messages and
reports show texts of pages, lists and posts without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from crosspost.lazy_regex import lazy_compile
from crosspost.surrogates import SURROGATE

# The inside of a character class: C0 and C1 controls, DEL, soft hyphen, bidirectional controls,
# zero-width characters, line separators, noncharacters, tags. The zero-width joiner is not in it:
# emoji and Indic scripts are spelled with it.
CLASS = (
    r"\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
)
# Generators copy these to the page, where they are invalid in XML and HTML; tab and newline
# are allowed.
_INVALID = lazy_compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


# Compiled when first used: most texts have no such character.
@cache
def _active() -> re.Pattern[str]:
    return re.compile(f"[{CLASS}]|{SURROGATE.pattern}")


def replaced(text: str, replacement: str | Callable[[re.Match[str]], str] = "\ufffd") -> str:
    """Return text with a replacement for each control character and lone surrogate.

    Args:
        replacement: a text, or a function of the match. Default: the replacement character, so that
            columns stay as they are.
    """
    return text if text.isprintable() else _active().sub(replacement, text)


def escaped_json(text: str) -> str:
    r"""Return JSON with control characters as ``\u`` escapes; the values stay the same.

    Args:
        text: JSON, with line feeds between values only.
    """
    if text.isascii() and "\x7f" not in text:
        return text
    return _active().sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    if found[0] == "\n":
        return "\n"
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def clean_text(text: str) -> str:
    """Return text of the user in NFC, with LF, without control characters.

    Not for text of a page, which is normalised before it is escaped, and never afterwards.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.replace("\n", "").isprintable():
        text = _INVALID.sub("", text)
    return unicodedata.normalize("NFC", text).strip("\n").rstrip()
