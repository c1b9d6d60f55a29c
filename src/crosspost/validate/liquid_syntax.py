"""What may stand in a tag of Liquid: the expressions of Liquid 4 and of Jekyll's own tags.

A tag whose markup does not match stops the build; the words are Liquid's. What only fails while a
page is rendered (a filter without its argument) is not known here.
"""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile

_FRAGMENT = r"(?:\"[^\"]*\"|'[^']*'|(?:[^\s,|'\"]|\"[^\"]*\"|'[^']*')+)"
_VARIABLE = r"\(?[\w\-.\[\]]\)?"
_OPERATORS = frozenset({"==", "!=", "<>", "<", ">", ">=", "<=", "contains"})
_CONDITION = lazy_compile(rf"{_FRAGMENT}\s*([=!<>a-z_]+)?\s*{_FRAGMENT}?")
_BOOLEAN = lazy_compile(r"(?:\band\b|\bor\b)")

# Tag → what its markup must contain, and Liquid's words where it does not.
_SYNTAX = {
    "for": (
        lazy_compile(rf"\A[\w-]+\s+in\s+{_FRAGMENT}"),
        "Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]",
    ),
    "tablerow": (
        lazy_compile(rf"\b\w++\s++in\s++{_FRAGMENT}"),
        "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3",
    ),
    "assign": (
        lazy_compile(rf"{_VARIABLE}\s*=\s*"),
        "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]",
    ),
    "capture": (
        lazy_compile(_VARIABLE),
        "Syntax Error in 'capture' - Valid syntax: capture [var]",
    ),
    "case": (
        lazy_compile(_FRAGMENT),
        "Syntax Error in 'case' - Valid syntax: case [condition]",
    ),
    "cycle": (
        lazy_compile(_FRAGMENT),
        "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]",
    ),
    "highlight": (
        lazy_compile(r"\A[a-zA-Z0-9.+#_-]+(?:\s+\w+(?:=(?:\w+|\"(?:[0-9]+\s)*[0-9]+\"))?)*\Z"),
        "Syntax Error in tag 'highlight' - Valid syntax: highlight <lang> [linenos]",
    ),
}
# tags/include.rb VALID_SYNTAX, VALID_FILENAME_CHARS, INVALID_SEQUENCES.
_PARAMETER = lazy_compile(
    r"\s*[\w-]+\s*=\s*(?:\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^'\\]*(?:\\.[^'\\]*)*'|[\w.-]+)(?=\s|\Z)"
)
_FILE = lazy_compile(r"[\w/.\-()+~#@]+")
_UPWARDS = lazy_compile(r"[./]{2,}")
INCLUDES = frozenset({"include", "include_relative", "include_cached"})


def wrong_markup(name: str, markup: str) -> str:
    """Return what Liquid says of a tag's markup; empty where it takes it."""
    if name in ("if", "unless", "elsif"):
        return _wrong_condition(markup)
    if name in INCLUDES:
        return _wrong_include(markup)
    pattern, words = _SYNTAX.get(name, (None, ""))
    return words if pattern is not None and not pattern.search(markup) else ""


def _wrong_condition(markup: str) -> str:
    for part in _BOOLEAN.split(markup):
        found = _CONDITION.search(part)
        if not found:
            return "Syntax Error in tag 'if' - Valid syntax: if [expression]"
        if found[1] and found[1] not in _OPERATORS and re.fullmatch(r"[=!<>]+", found[1]):
            return f"Unknown operator {found[1]}"
    return ""


def _wrong_include(markup: str) -> str:
    if "{{" in markup:
        return ""  # made while the page is rendered
    name, _, rest = markup.partition(" ")
    if not _FILE.fullmatch(name) or _UPWARDS.search(name):
        return "Invalid syntax for include tag. File contains invalid characters or sequences"
    at, rest = 0, rest.rstrip()
    while at < len(rest):
        parameter = _PARAMETER.match(rest, at)
        if not parameter:
            return "Invalid syntax for include tag"
        at = parameter.end()
    return ""
