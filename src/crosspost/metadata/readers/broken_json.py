"""Read the JSON of pages, which is often slightly invalid."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from crosspost.lazy_regex import lazy_compile

# Characters; real data are shorter.
_MAX_LENGTH = 1_000_000
_WRAPPERS = lazy_compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_WRAPPERS_END = lazy_compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)\s*$")
# A string, or a fault outside of strings: a comment, a comma before a closing bracket. An unclosed
# one ends with the text, so that nothing is read twice.
_TOKENS = lazy_compile(
    r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)'
    r"|(?P<comment>/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|(?<![:\w])//[^\n]*)|(?P<comma>,)(?=\s*[}\]])",
    re.S,
)
_BAD_ESCAPE = lazy_compile(r'\\(?:u(?![0-9a-fA-F]{4})|[^"\\/bfnrtu])')
# A lone surrogate; pairs and escaped backslashes are matched too, and stay.
_HALF = lazy_compile(
    r"\\\\|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}"
    r"|(?P<half>\\u[dD][89a-fA-F][\da-fA-F]{2})"
)
# A quote, and what is escaped.
_QUOTE = lazy_compile(r'\\.|"', re.S)
_MAX_SPACE = 100
_AFTER_VALUE = lazy_compile(r'(?<!\s)\s*+(?:[}\]]|,\s*+["{\[}\]\d-]|$)')
_AFTER_STRING = lazy_compile(r'(?<!\s)\s*+(?:[:}\]]|,\s*+["{\[}\]\d-]|$)')
_LOAD_ERRORS = (ValueError, RecursionError)


def read_json(text: str) -> list[Any]:
    """Return the JSON values in a text, mostly one; an empty list where nothing can be read.

    Repaired: comments and CDATA around it, trailing commas, raw control characters in strings,
    entities instead of quotes, backslashes that escape nothing, halves of surrogate pairs, quotes
    within strings, several values one after another.
    """
    text = text.strip().lstrip("\ufeff")
    if not text or len(text) > _MAX_LENGTH:
        return []
    for attempt in (_as_it_is, _unwrapped, _repaired, _unescaped, _quotes_escaped):
        text = attempt(text)
        values = _load(_whole(text))
        if values:
            return values
    return []


def _load(text: str) -> list[Any]:
    """Load one value after another; empty where the first one fails."""
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    position = 0
    while position < len(text) and len(values) < 100:
        try:
            value, position = decoder.raw_decode(text, position)
        except _LOAD_ERRORS:
            break
        values.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values


def _whole(text: str) -> str:
    """Remove lone surrogates."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _HALF.sub(lambda found: "" if found["half"] else found[0], text)


def _as_it_is(text: str) -> str:
    return text


def _unwrapped(text: str) -> str:
    text = _WRAPPERS.sub("", text)
    for _ in range(3):
        text = _WRAPPERS_END.sub("", text)
    return text.strip()


def _repaired(text: str) -> str:
    text = _BAD_ESCAPE.sub(lambda found: "\\" + found[0], text)
    return _TOKENS.sub(lambda found: "" if found.lastgroup else found[0], text)


def _unescaped(text: str) -> str:
    return _repaired(html.unescape(text)) if "&quot;" in text or "&#34;" in text else text


def _quotes_escaped(text: str) -> str:
    """Escape quotes within strings: ``"headline": "They said "no" to it"``.

    A quote ends its string where what follows it can follow a string.
    """
    pieces: list[str] = []
    done = 0
    follows: re.Pattern[str] | None = None  # of the string that is open
    for found in _QUOTE.finditer(text):
        place = found.start()
        if found[0] != '"':
            continue
        if follows is None:
            is_value = text[max(0, place - _MAX_SPACE) : place].rstrip().endswith(":")
            follows = _AFTER_VALUE if is_value else _AFTER_STRING
        elif follows.match(text, place + 1):
            follows = None
        else:
            pieces.append(f"{text[done:place]}\\")
            done = place
    return "".join(pieces) + text[done:]
