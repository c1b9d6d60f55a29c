"""JSON Lines: an object a line, or a text that is the address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.links.columns import address, overrides
from crosspost.batch.links.lines import lines


def read(stream: BinaryIO) -> Iterator[Entry | BadLine]:
    """Yield the links of a file of JSON Lines; empty lines are passed over."""
    for number, line in lines(stream):
        if isinstance(line, BadLine):
            yield line
        elif line.strip(" \t\ufeff"):
            yield _entry(line.lstrip("\ufeff"), number)


def _entry(line: str, number: int) -> Entry | BadLine:
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        return BadLine(number, "not JSON")
    if isinstance(value, str):
        return Entry(value, number, given=True)
    if not isinstance(value, dict):
        return BadLine(number, "not a JSON object")
    row = {name.strip().lower(): cell for name, cell in value.items()}
    url = address(row)
    if not url:
        return BadLine(number, "no address (url) in this object")
    try:
        fields = overrides(row)
    except ValueError as error:
        return BadLine(number, str(error))
    return Entry(url, number, fields, given=True)
