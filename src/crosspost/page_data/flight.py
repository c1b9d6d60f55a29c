"""The stream of React's server components, as Next.js writes it into many scripts.

Each script adds a text: ``self.__next_f.push([1,"2a:T1f4,<p>…"])``. Together they are rows, a name
in hexadecimal digits and a value: JSON, or ``T``, a length in bytes and a text, which JSON in other
rows refers to as ``"$2a"``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from crosspost.lazy_regex import lazy_compile

MARK = "__next_f.push("
_ROW = lazy_compile(rb"\n?([0-9a-f]{1,6}):(?:T([0-9a-f]{1,7}),)?")
_MOST_ROWS = 5_000
_LOAD_ERRORS = (ValueError, RecursionError)


def pieces(text: str) -> Iterator[str]:
    """Yield what a script adds to the stream."""
    decoder, position = json.JSONDecoder(strict=False), 0
    while (position := text.find(MARK, position)) >= 0:
        position += len(MARK)
        try:
            value, position = decoder.raw_decode(text, position)
        except _LOAD_ERRORS:
            return
        if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
            yield value[1]


def read_stream(text: str) -> Iterator[Any]:
    """Yield the JSON of the rows of a stream, with the texts that it refers to."""
    content, position = text.encode("utf-8", "replace"), 0
    texts: dict[str, str] = {}
    rows: list[bytes] = []
    while len(rows) < _MOST_ROWS and (row := _ROW.match(content, position)):
        position = row.end()
        if row[2]:
            end = position + int(row[2], 16)
            texts[f"${row[1].decode()}"] = content[position:end].decode("utf-8", "replace")
        else:
            end = content.find(b"\n", position)
            end = len(content) if end < 0 else end
            rows.append(content[position:end])
        position = end

    def filled(value: dict[str, Any]) -> dict[str, Any]:
        for name, inner in value.items():
            if isinstance(inner, str) and inner[:1] == "$":
                value[name] = texts.get(inner, inner)
        return value

    for line in rows:
        if line[:1] in (b"{", b"["):
            try:
                yield json.loads(line, object_hook=filled)
            except _LOAD_ERRORS:
                continue
