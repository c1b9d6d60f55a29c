"""Text that cannot be written in UTF-8: it has lone surrogates.

Python puts them for the bytes of a name or an argument that is not UTF-8; JSON can spell them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

SURROGATE = re.compile("[\ud800-\udfff]")


def is_unicode(value: object) -> bool:
    """Tell whether a text, or all text in lists and tables, can be written in UTF-8."""
    if isinstance(value, str):
        return value.isascii() or not SURROGATE.search(value)
    if isinstance(value, Mapping):
        return all(is_unicode(part) for pair in value.items() for part in pair)
    return not isinstance(value, (list, tuple)) or all(map(is_unicode, value))


def escaped(text: str) -> str:
    r"""Return text in which lone surrogates are spelled out, as ``\udcff``."""
    return text if is_unicode(text) else text.encode("utf-8", "backslashreplace").decode()
