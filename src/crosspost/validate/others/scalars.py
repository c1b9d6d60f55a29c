"""How YAML libraries other than Psych read a plain value."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.scalars import Kind
from crosspost.validate.tree import Scalar

_DATE = lazy_compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = lazy_compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d*)?"
    r"(?:[ \t]*(?:Z|[-+]\d{1,2}(?::\d\d)?))?",
    re.ASCII,
)
_INTEGER = lazy_compile(r"[-+]?\d+", re.ASCII)
_UNDERSCORES = lazy_compile(r"[-+]?\d[\d_]*", re.ASCII)
_BASE = lazy_compile(r"[-+]?0(?:x[0-9a-fA-F]+|b[01]+|o[0-7]+)", re.ASCII)
_FLOAT = lazy_compile(r"[-+]?\d*+\.?\d*+(?:[eE][-+]?\d++)?", re.ASCII)
_BASE_60 = lazy_compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+", re.ASCII)
_TRUE_FALSE = {
    "true": "true", "True": "true", "TRUE": "true",
    "false": "false", "False": "false", "FALSE": "false",
}  # fmt: skip
#: What YAML 1.1 reads as booleans, too; Hugo's older versions do.
OLD_BOOLEANS = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON"), "true"),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF"), "false"),
}
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


def resolve_as(dialect: str, scalar: Scalar) -> tuple[Kind, str]:
    """Return the type of a value and how it is printed.

    Args:
        dialect: as ``Reading.scalars``, or ``toml`` or ``json``.
        scalar: quoted ones and blocks are text.
    """
    text = scalar.value
    if scalar.style or scalar.tag in ("!str", "tag:yaml.org,2002:str", "!"):
        return "text", text
    if text in _NULL:
        return "null", ""
    if text in _TRUE_FALSE:
        return "bool", _TRUE_FALSE[text]
    if not (text[0].isdigit() or text[0] in "+-.") or len(text) > 60:
        return "text", text
    if dialect in ("js3", "js4", "toml", "go"):
        if _TIME.fullmatch(text) or (dialect == "toml" and ":" in text):
            return ("text" if dialect == "go" else "time"), text
        if _DATE.fullmatch(text):
            return ("text" if dialect == "go" else "date"), text
    return _number(dialect, text)


def _number(dialect: str, text: str) -> tuple[Kind, str]:
    digits = text.replace("_", "") if dialect in ("js3", "go", "toml") else text
    if _INTEGER.fullmatch(digits) and _UNDERSCORES.fullmatch(text):
        bare = digits.lstrip("+-")
        octal = len(bare) > 1 and bare[0] == "0" and dialect in ("js3", "go")
        if octal and any(c in "89" for c in bare):
            return "float", str(float(digits))
        return "integer", str(int(digits, 8 if octal else 10)) if len(bare) < 50 else text
    if _BASE.fullmatch(digits):
        if digits.lstrip("+-")[1] == "o" and dialect == "js3":
            return "text", text
        return "integer", str(int(digits, 0))
    if dialect == "js3" and _BASE_60.fullmatch(text):
        total = 0
        for part in digits.lstrip("+-").split(":"):
            total = total * 60 + int(part)
        return "sexagesimal", f"-{total}" if text[0] == "-" else str(total)
    if any(c.isdigit() for c in digits) and _FLOAT.fullmatch(digits):
        return "float", _printed(digits)
    return "text", text


def _printed(digits: str) -> str:
    value = float(digits)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
