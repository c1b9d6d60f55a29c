"""CSV and TSV with a header (RFC 4180): a column of addresses, further columns override fields."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.links.columns import URL_NAMES, address, overrides
from crosspost.batch.links.lines import lines
from crosspost.batch.links.recognise import delimiter, header


def read(stream: BinaryIO) -> Iterator[Entry | BadLine]:
    """Yield the links of a table. A quoted cell may go over several lines."""
    troubles: list[BadLine] = []
    texts = _texts(stream, troubles)
    first = next((line for line in texts if line.strip()), "")
    separator = delimiter(first)
    names = header(first, separator)
    if not any(name in URL_NAMES for name in names):
        yield BadLine(1, "no column is called url", fatal=True)
        return
    rows = csv.reader(texts, delimiter=separator)
    line = 1
    while True:
        number = line + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield BadLine(rows.line_num + 1, f"not CSV: {error}")
            line = rows.line_num + 1
            continue
        yield from troubles
        troubles.clear()
        if row is None:
            return
        line = rows.line_num + 1
        if any(cell.strip() for cell in row):
            yield _entry(dict(zip(names, row, strict=False)), number)


def _texts(stream: BinaryIO, troubles: list[BadLine]) -> Iterator[str]:
    for _, line in lines(stream):
        if isinstance(line, BadLine):
            troubles.append(line)
            yield "\n"  # keeps the count of lines
        else:
            yield line + "\n"


def _entry(row: dict[str, str], number: int) -> Entry | BadLine:
    url = address(row)
    if not url:
        return BadLine(number, "no address in this row")
    try:
        fields = overrides(row)
    except ValueError as error:
        return BadLine(number, str(error))
    return Entry(url, number, fields, given=True)
