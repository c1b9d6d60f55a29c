"""Reading TOML that others may have written, with limits of size and nesting.

``tomllib`` keeps every prefix of a dotted key: 60 KB of dots take gigabytes of memory.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

# Bytes of a file of settings; the longest pyproject.toml in use have some tens of thousands.
MOST_BYTES = 256 * 1024
_MOST_PARTS = 16  # of a dotted key
# Strings and comments, which are removed; an unclosed string ends with its line. All repetitions
# are possessive, so that everything is read once.
_TEXTS = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?+'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?+"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?+'
    r"|'[^'\n]*+'?+"
    r"|#[^\n]*+"
)


def parse_toml(text: str) -> dict[str, Any]:
    """Read a TOML document.

    Raises:
        ValueError: it is not TOML, too large (``MOST_BYTES``) or too deeply nested.
    """
    if len(text) > MOST_BYTES:
        raise ValueError(f"larger than {MOST_BYTES // 1024} KB")
    if text.count(".") >= _MOST_PARTS:
        _refuse_deep_keys(text)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _refuse_deep_keys(text: str) -> None:
    """Refuse keys with too many dots outside of strings."""
    # A string is replaced by one character and its line feeds, so that line numbers stay right.
    bare = re.sub(_TEXTS, lambda found: "x" + "\n" * found[0].count("\n"), text, flags=re.S)
    for number, line in enumerate(bare.split("\n"), 1):
        if line.count(".") < _MOST_PARTS:
            continue
        if any(piece.count(".") >= _MOST_PARTS for piece in re.split(r"[=,{}]", line)):
            raise ValueError(f"a key of more than {_MOST_PARTS} parts (at line {number})")
