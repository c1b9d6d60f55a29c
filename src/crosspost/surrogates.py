"""Text that cannot be written in UTF-8, because it has lone surrogates.

Python uses them for the bytes of a file name or an argument that is not UTF-8; JSON can contain
them as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from crosspost.lazy_regex import lazy_compile

SURROGATE = lazy_compile("[\ud800-\udfff]")


def is_unicode(value: object) -> bool:
    """Tell whether a text, or all text in lists and tables, can be written in UTF-8."""
    if isinstance(value, str):
        return value.isascii() or not SURROGATE.search(value)
    if isinstance(value, Mapping):
        return all(is_unicode(part) for pair in value.items() for part in pair)
    return not isinstance(value, (list, tuple)) or all(map(is_unicode, value))


def escaped(text: str) -> str:
    r"""Return text with lone surrogates as escapes (``\udcff``), for the journal."""
    return text if is_unicode(text) else text.encode("utf-8", "backslashreplace").decode()


def spelled(text: str) -> str:
    r"""Return text for a message: bytes that are not UTF-8 as ``\xff``, others as ``\ud800``."""
    return text if text.isascii() else SURROGATE.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\\u{number:04x}"
