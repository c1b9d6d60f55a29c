"""JSON Lines: an object a line, or a text that is the URL."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from crosspost.batch.entry import BadLine, Entry, Note
from crosspost.batch.sources.columns import UnreadDates, column_names, entry_of, url_in
from crosspost.batch.sources.lines import lines
from crosspost.batch.sources.recognise import HEAD, encoding_of

# Lines that say what a file is; one or two may be a mistake.
_FEWEST = 3


class _Odd(ValueError):
    """JSON that is ambiguous or not valid; the message is for the user."""


def read(stream: BinaryIO) -> Iterator[Entry | BadLine | Note]:
    """Yield the links of a file of JSON Lines; empty lines are passed over.

    That no object of the first lines has a URL is said once, and nothing is read.
    """
    start = stream.peek(HEAD) if isinstance(stream, io.BufferedReader) else b""
    if names := _without_urls(start):
        yield BadLine(1, f"JSON Lines without URLs: {column_names(names)}", fatal=True)
        return
    unread = UnreadDates()
    for number, line in lines(stream):
        if isinstance(line, BadLine):
            yield line
        elif line.strip(" \t\ufeff"):
            yield _entry(line.lstrip("\ufeff"), number, unread)
    yield from unread.notes()


def _without_urls(start: bytes) -> list[str]:
    """Return the names of fields if the first lines are objects without a URL; else nothing."""
    whole = start.decode(encoding_of(start), "replace").lstrip("\ufeff").splitlines()
    values: list[Any] = []
    for line in filter(str.strip, whole[:-1] if len(start) >= HEAD else whole):
        try:
            values.append(_DECODER.decode(line))
        except (ValueError, RecursionError):
            return []
    if len(values) < _FEWEST or not all(isinstance(one, dict) and one for one in values):
        return []
    return [] if any(map(url_in, values)) else list(values[0])


def _entry(line: str, number: int, unread: UnreadDates) -> Entry | BadLine:
    try:
        value: Any = _DECODER.decode(line)
    except _Odd as error:
        return BadLine(number, str(error))
    except (ValueError, RecursionError):
        return BadLine(number, "not JSON")
    if isinstance(value, str):
        return Entry(value, number, given=True)
    if not isinstance(value, dict):
        return BadLine(number, "not a JSON object")
    if not url_in(value):
        return BadLine(number, "no URL in this object")
    return entry_of(value, number, unread)


def _row(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; Python takes the last of two equal names without a warning."""
    row = {name.strip().lower(): value for name, value in pairs}
    if len(row) < len(pairs):
        names = [name.strip().lower() for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Odd(f"two fields are called {twice[:40]!r}")
    return row


def _no_number(name: str) -> None:
    raise _Odd(f"{name} is not JSON (RFC 8259)")


_DECODER = json.JSONDecoder(object_pairs_hook=_row, parse_constant=_no_number)
