"""The front matter of a Markdown file: YAML, TOML or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from crosspost.batch.entry import BadLine
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.yaml_text import YamlError, read_yaml
from crosspost.toml import parse_toml

_MOST_VALUES = 5000
_DEEPEST = 20
_LONGEST = 256 * 1024  # characters
# Opening line → closing line. YAML may end with "...", too.
_YAML = lazy_compile(r"---[ \t]*\n")
_YAML_END = lazy_compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", 8)
_TOML = lazy_compile(r"\+\+\+[ \t]*\n")
_TOML_END = lazy_compile(r"^\+\+\+[ \t]*(?:\n|\Z)", 8)


def split(text: str) -> tuple[dict[str, Any], str] | BadLine:
    """Return the front matter of a text, without fields if it has none, and the rest of the text.

    Dates and times are text, as in ISO 8601. An error is returned with the line.

    Args:
        text: of the file.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    start = text.lstrip("\n \t")
    for opening, ending, read in ((_YAML, _YAML_END, _yaml), (_TOML, _TOML_END, _toml)):
        begin = opening.match(start)
        if begin is None:
            continue
        end = ending.search(start, begin.end())
        if end is None:
            return ({}, text) if read is _yaml else BadLine(1, "the front matter is not closed")
        line = text.count("\n", 0, len(text) - len(start)) + 1
        found = read(start[begin.end() : end.start()], line)
        if isinstance(found, BadLine):
            return found
        return found, start[end.end() :]
    if start[:1] == "{":
        return _json(start, text)
    return {}, text


def _yaml(text: str, line: int) -> dict[str, Any] | BadLine:
    if len(text) > _LONGEST:
        return BadLine(line, "the front matter is too long")
    try:
        found = read_yaml(text, nodes=_MOST_VALUES, depth=_DEEPEST, aliases=True)
    except YamlError as error:
        return BadLine(line + (error.line or 0), f"the front matter is not YAML: {error.reason}")
    if found is None:
        return {}
    if not isinstance(found, dict):
        return BadLine(line, "the front matter is not a table of fields")
    return found


def _toml(text: str, line: int) -> dict[str, Any] | BadLine:
    try:
        found = parse_toml(text)
    except ValueError as error:
        return BadLine(line, f"the front matter is not TOML: {error}")
    return {name: _plain(value) for name, value in found.items()}


def _json(start: str, text: str) -> tuple[dict[str, Any], str] | BadLine:
    """Read one object at the beginning of a text; a text that only begins like one has none."""
    if start[1:].lstrip()[:1] not in ('"', "}"):
        return {}, text
    try:
        found, end = json.JSONDecoder().raw_decode(start[:_LONGEST])
    except (ValueError, RecursionError) as error:
        return BadLine(1, f"the front matter is not JSON: {error}")
    return found, start[end:].removeprefix("\n")


def _plain(value: Any) -> Any:
    """Return a value of TOML with its dates as text."""
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return value
