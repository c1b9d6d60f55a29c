"""TOML that somebody else may have written: read within limits of size and of nesting.

``tomllib`` keeps every beginning of a dotted key: one of 60 KB of dots takes gigabytes.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

# Bytes of a file of settings; the longest pyproject.toml in use have some tens of thousands.
MOST_BYTES = 256 * 1024
_MOST_PARTS = 16  # of a dotted key
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
# The look-behind lets a search begin only where a word begins, else it would be quadratic.
_DOTTED = re.compile(rf"(?<![A-Za-z0-9_-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{_MOST_PARTS}}}")


def parse_toml(text: str) -> dict[str, Any]:
    """Read a TOML document.

    Raises:
        ValueError: it is not TOML, or larger or deeper than any that a person writes.
    """
    if len(text) > MOST_BYTES:
        raise ValueError(f"larger than {MOST_BYTES // 1024} KB")
    deep = _DOTTED.search(text)
    if deep:
        line = text.count("\n", 0, deep.start()) + 1
        raise ValueError(f"a key of more than {_MOST_PARTS} parts (at line {line})")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
