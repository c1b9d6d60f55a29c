"""Texts of the web in a report: nothing in them is obeyed, reordered or hidden."""

from __future__ import annotations

import re
from urllib.parse import quote

# C0 and C1 controls, DEL, marks, overrides and isolates of writing direction (Unicode UAX 9, UTR
# 36), zero-width characters, tag characters (UTS 51), surrogates, which UTF-8 cannot write. The
# zero-width joiner stays: emoji and Indic scripts are spelled with it.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    """Return a text on one line, without what is not seen and yet acts."""
    folded = " ".join(text.split())
    return folded if folded.isprintable() else _OBEYED.sub("", folded)


def shown_url(url: str) -> str:
    """Return a URL with such characters percent-encoded: it leads where it led."""
    if url.isprintable():
        return url
    return _OBEYED.sub(lambda found: quote(found[0], errors="surrogatepass"), url)


def escaped_json(text: str) -> str:
    """Return JSON with such characters as escapes: the values are the same.

    Args:
        text: JSON, in which line breaks stand between values only.
    """
    if text.isascii() and "\x7f" not in text:
        return text
    return _OBEYED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    if found[0] == "\n":
        return "\n"
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
