"""TOML of somebody else: read by ``tomllib``, after what would take all memory is refused.

A key of 30,000 parts (``a.a.a…``, 60 KB) takes ``tomllib`` 3.5 GB, since it keeps every beginning
of it.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

# More than anybody writes by hand.
MAX_CHARACTERS = 1_000_000
_MOST_PARTS = 50
# Texts and comments, to be left out: what begins one and does not end it, ends with its line.
_TEXTS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?+'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?+"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?+'
    r"|'[^'\n]*+'?+"
    r"|#[^\n]*+",
    re.S,
)


def read_toml(text: str) -> dict[str, Any]:
    """Read TOML into a table.

    Raises:
        tomllib.TOMLDecodeError: not TOML, or larger or deeper than anybody writes by hand.
    """
    if len(text) > MAX_CHARACTERS:
        raise tomllib.TOMLDecodeError(f"more than {MAX_CHARACTERS:,} characters")
    # Dots outside of texts separate the parts of a key (and stand in numbers, one in each).
    if text.count(".") > _MOST_PARTS:
        bare = _TEXTS.sub("x", text)
        if any(piece.count(".") > _MOST_PARTS for piece in re.split(r"[=,{}\n]", bare)):
            raise tomllib.TOMLDecodeError(f"a key of more than {_MOST_PARTS} parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("lists or tables nested too deep") from error
    except ValueError as error:  # a number of thousands of digits
        raise tomllib.TOMLDecodeError(str(error)) from error
