"""The rows of a table of an export (CSV with a header)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine
from crosspost.batch.sources.recognise import column, encoding_of

# Characters of a cell: the text of a post may be one.
_LONGEST = 32 * 1024 * 1024


def rows(stream: BinaryIO) -> Iterator[tuple[int, dict[str, str]] | BadLine]:
    """Yield the line and the cells of each row, by the names of the columns.

    Args:
        stream: of the table, in UTF-8 or UTF-16.
    """
    before = csv.field_size_limit(_LONGEST)
    head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    encoding = encoding_of(head)
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    text = io.TextIOWrapper(stream, encoding, "replace", newline="")
    try:
        yield from _rows(csv.reader(text, strict=True))
    finally:
        text.detach()
        csv.field_size_limit(before)


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, dict[str, str]] | BadLine]:
    names: list[str] = []
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield BadLine(line, f"not CSV: {error}; the rest is not read", fatal=True)
            return
        if row is None:
            return
        if not names:
            names = [column(name) for name in row]
        elif any(row):
            if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
                yield BadLine(line, f"{len(row)} cells for {len(names)} columns")
            else:
                yield line, dict(zip(names, row, strict=False))
        line = getattr(reader, "line_num", line) + 1
