"""What Jekyll makes of a plain value: the rules of Psych's scalar scanner, tried one by one.

Psych is what Jekyll 4 reads YAML with on most systems (SafeYAML, of Jekyll 3 and GitHub Pages,
differs in few of them); tests ask the real one.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.tree import Scalar

Kind = Literal["text", "null", "bool", "integer", "float", "date", "time", "symbol", "sexagesimal"]

# psych/scalar_scanner.rb: TIME, dates, FLOAT, INTEGER_LEGACY, base 60.
_TIME = lazy_compile(
    r"-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?"
)
_DATE = lazy_compile(r"\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)")
_BASE_60 = lazy_compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?")
_FLOAT = lazy_compile(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?")
_INTEGER = lazy_compile(
    r"[-+]?(?:0b[01_,]+|0[0-7_,]+|(?:0|[1-9](?:,?[0-9]|_[0-9])*)|0x[0-9a-fA-F_,]+)"
)
_WORDS: dict[str, tuple[Kind, str]] = {
    "~": ("null", ""),
    "null": ("null", ""),
    "yes": ("bool", "true"),
    "true": ("bool", "true"),
    "on": ("bool", "true"),
    "no": ("bool", "false"),
    "false": ("bool", "false"),
    "off": ("bool", "false"),
}
# What a plain value that is not text can begin with: everything else is text at one glance.
_NOT_TEXT_START = frozenset("0123456789+-.:~nNyYtTfFoO")


def resolve(scalar: Scalar) -> tuple[Kind, str]:
    """Return the kind of a value and what a template prints for it.

    Args:
        scalar: quoted ones and blocks are always text.
    """
    text = scalar.value
    if scalar.style or (text and text[0] not in _NOT_TEXT_START):
        return "text", text
    return resolve_plain(text)


def resolve_plain(text: str) -> tuple[Kind, str]:
    """Return the kind of a plain value and what a template prints for it."""
    if not text:
        return "null", ""
    if len(text) <= 5 and text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if not (text[0].isdigit() or text[0] in "+-.:"):
        return "text", text
    if text[0] == ":":
        return ("symbol", text[1:]) if len(text) > 1 else ("text", text)
    if len(text) > 60:
        return "text", text
    return _number(text)


def _number(text: str) -> tuple[Kind, str]:
    """Resolve what begins like a number or a date."""
    if _TIME.fullmatch(text):
        return "time", text
    if _DATE.fullmatch(text):
        return ("date", text) if _is_day(text) else ("text", text)
    if text.lower() in (".inf", "+.inf", "-.inf", ".nan"):
        return "float", {".nan": "NaN", "-.inf": "-Infinity"}.get(text.lower(), "Infinity")
    base_60 = _BASE_60.fullmatch(text)
    if base_60:
        return "sexagesimal", _base_60(text)
    if _FLOAT.fullmatch(text) and text not in (".", "+.", "-."):
        return "float", _printed_float(text)
    if _INTEGER.fullmatch(text):
        return _printed_integer(text)
    return "text", text


def _is_day(text: str) -> bool:
    year, month, day = map(int, text.split("-"))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _base_60(text: str) -> str:
    """Add up as Psych does: the first number counts 3600 even where two are given."""
    total = 0.0
    for place, number in enumerate(text.split(":")):
        digits = number.replace("_", "")
        total += float(digits) * 60 ** abs(place - 2)
    return str(int(total)) if "." not in text else str(total)


def _printed_float(text: str) -> str:
    digits = re.sub(r"\.(?=[eE]|$)", "", text.replace(",", "").replace("_", ""))
    try:
        return str(float(digits))
    except ValueError:
        return text


def _printed_integer(text: str) -> tuple[Kind, str]:
    digits = text.replace(",", "").replace("_", "").lower()
    sign = "-" if digits.startswith("-") else ""
    digits = digits.lstrip("+-")
    base = 10
    if digits.startswith("0x"):
        base, digits = 16, digits[2:]
    elif digits.startswith("0b"):
        base, digits = 2, digits[2:]
    elif len(digits) > 1 and digits.startswith("0"):
        base = 8
    try:
        return "integer", sign + str(int(digits, base))
    except ValueError:
        return "text", text


def is_true(scalar: Scalar) -> bool:
    """Tell whether Jekyll reads a value as ``true``."""
    return resolve(scalar) == ("bool", "true")


def is_false(scalar: Scalar) -> bool:
    """Tell whether Jekyll reads a value as ``false``."""
    return resolve(scalar) == ("bool", "false")
