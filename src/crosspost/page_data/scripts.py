"""Read the JSON in the scripts of a page: whole scripts, values of variables, ``JSON.parse("…")``.

Objects of JavaScript that are not JSON are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.readers.broken_json import read_json
from crosspost.model import Document
from crosspost.page_data import flight
from crosspost.page_data.references import resolve

_MAX_SCRIPTS = 300
#: Characters of a script without an article, and of one that is too large to read.
LEAST, _MOST = 300, 4_000_000
_MOST_OF_ALL = 8_000_000
_MAX_VALUES = 12  # of variables in one script
_MAX_TRIES = 24
_NEAR_BEGIN = 100  # characters of a script with a part of a stream
_LOAD_ERRORS = (ValueError, RecursionError)
# Where a value begins that is given to a variable, returned, or passed to a function of a stream.
_VALUE = lazy_compile(
    r"(?:[=(]|\breturn)\s{0,9}(?=[{\[])|(?:JSON\.parse|\.enqueue)\(\s{0,9}(?=[\"'d])"
)
_CODED = lazy_compile(r"decodeURIComponent\(\s{0,9}")
_STRING = lazy_compile(r"\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+'", re.S)
_UNDEFINED = lazy_compile(r"(?<=[:,\[])undefined(?=[,}\]])")
# Escapes of JavaScript that JSON does not have; others, and quotes.
_ESCAPE = lazy_compile(
    r'\\(?:x(?P<hex>[0-9a-fA-F]{2})|(?P<known>["\\/bfnrtu])|(?P<plain>.))|"', re.S
)


def read_data(document: Document, least: int = LEAST) -> Iterator[Any]:
    """Yield the JSON values in a page's scripts, with references in them resolved.

    Args:
        document: the page.
        least: characters of a script; shorter ones are not read.
    """
    left = _MOST_OF_ALL
    stream: list[str] = []
    for script in document.elements["script"][:_MAX_SCRIPTS]:
        text = script.text or ""
        if flight.MARK in text[:_NEAR_BEGIN] and len(text) <= left:
            stream += flight.pieces(text)
            left -= len(text)
            continue
        if not least <= len(text) <= min(_MOST, left):
            continue
        kind = (script.get("type") or "").lower()
        if "ld+json" in kind:
            if "articleBody" not in text:
                continue
            values = iter(read_json(text))
        elif "json" in kind:
            values = _load(text)
        elif kind in ("", "module") or "javascript" in kind:
            values = _of_variables(text, least)
        else:
            continue
        left -= len(text)
        for value in values:
            yield resolve(value)
    yield from flight.read_stream("".join(stream))


def _load(text: str) -> Iterator[Any]:
    try:
        yield json.loads(text, strict=False)
    except _LOAD_ERRORS:
        return


def _of_variables(text: str, least: int) -> Iterator[Any]:
    """Yield the JSON that is given to variables or to ``JSON.parse`` in a script."""
    if "undefined" in text:
        text = _UNDEFINED.sub("null", text)
    decoder = json.JSONDecoder(strict=False)
    position, values = 0, 0
    for _ in range(_MAX_TRIES):
        begin = _VALUE.search(text, position)
        if begin is None or values == _MAX_VALUES:
            return
        position = begin.end()
        try:
            if text[position : position + 1] in ("{", "["):
                value, end = decoder.raw_decode(text, position)
            else:
                value, end = _parsed_string(text, position)
        except _LOAD_ERRORS:
            continue
        if end - position >= least:
            values += 1
            yield value
        position = end


def _parsed_string(text: str, position: int) -> tuple[Any, int]:
    """Return the JSON in a string of JavaScript, and where the string ends.

    Raises:
        ValueError: there is no string, or no JSON in it.
    """
    coded = _CODED.match(text, position)
    found = _STRING.match(text, coded.end() if coded else position)
    if found is None:
        raise ValueError("not a string")
    written = _ESCAPE.sub(_as_json, found[0][1:-1])
    inner = json.loads(f'"{written}"', strict=False)
    return json.loads(unquote(inner) if coded else inner, strict=False), found.end()


def _as_json(found: re.Match[str]) -> str:
    """Return an escape of JavaScript as one of JSON."""
    if found["hex"]:
        return f"\\u00{found['hex']}"
    if found["known"]:
        return found[0]
    if found["plain"] is not None:
        return "" if found["plain"] == "\n" else found["plain"]
    return '\\"'
