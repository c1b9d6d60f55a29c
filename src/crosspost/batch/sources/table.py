"""CSV and TSV with a header (RFC 4180): a column of URLs, further columns override fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from crosspost.batch.entry import BadLine, Entry, Note
from crosspost.batch.sources.columns import (
    FIELDS,
    URL_NAMES,
    UnreadDates,
    column_names,
    entry_of,
    url_in,
)
from crosspost.batch.sources.lines import LONGEST, Unended, legacy_encoding, lines
from crosspost.batch.sources.recognise import (
    HEAD,
    delimiter,
    encoding_of,
    header,
    named_separator,
    url_column,
)


def read(stream: BinaryIO) -> Iterator[Entry | BadLine | Note]:
    """Yield the links of a table. A quoted cell may go over several lines."""
    start = stream.peek(HEAD) if isinstance(stream, io.BufferedReader) else b""
    place = _Place(legacy_encoding(start))
    if place.encoding:
        yield Note(f"not UTF-8: read as {place.encoding}")
    texts = _texts(stream, place)
    first = next((line for line in texts if line and line.strip()), "") or ""
    separator = named_separator(first)
    if separator:
        first = next((line for line in texts if line and line.strip()), "") or ""
    separator = separator or delimiter(first)
    names = header(first, separator)
    if not any(name in URL_NAMES for name in names):
        text = start.decode(place.encoding or encoding_of(start), "replace").lstrip("\ufeff")
        column = url_column(text)
        if 0 <= column < len(names):
            names[column] = URL_NAMES[0]
    wrong = _fault(names)
    if wrong:
        yield BadLine(1, wrong, fatal=True)
        return
    rows = csv.reader(cast("Iterator[str]", texts), delimiter=separator, strict=True)
    while True:
        number, place.size = place.number + 1, 0
        try:
            row = next(rows, None)
        except csv.Error as error:
            long = place.size > LONGEST
            reason = f"a row of more than {LONGEST:,} characters" if long else str(error)
            yield _broken(number, place.number, reason)
            row = []
        if place.faults:
            yield from place.faults
            place.faults.clear()
        if row is None:
            break
        if any(row):
            yield from _entry(names, row, number, place)
    yield from place.unread.notes()


def _fault(names: list[str]) -> str:
    if not any(name in URL_NAMES for name in names):
        return f"no column is called url: {column_names(names)}"
    known = [name for name in names if name in URL_NAMES or name in FIELDS]
    twice = next((name for name in known if known.count(name) > 1), "")
    return f"two columns are called {twice}" if twice else ""


def _broken(first: int, last: int, reason: str) -> BadLine:
    """Report which lines are lost: after an open quotation mark, those up to the next one."""
    if last <= first:
        return BadLine(first, f"not CSV: {reason}")
    where = f"lines {first} to {last} are not read"
    return BadLine(first, f"not CSV: {reason}; {where} (a quotation mark that is not closed?)")


@dataclass
class _Place:
    """The place in the table that was reached.

    Attributes:
        encoding: of the table if it is neither UTF-8 nor UTF-16.
        number: of the last line, counted from 1.
        size: of the row so far, in characters.
        is_cut: this is the last line, and it has no line end.
        faults: lines that could not be read.
        unread: dates that are not understood.
    """

    encoding: str = ""
    number: int = 0
    size: int = 0
    is_cut: bool = False
    faults: list[BadLine] = field(default_factory=list)
    unread: UnreadDates = field(default_factory=UnreadDates)


def _texts(stream: BinaryIO, place: _Place) -> Iterator[str | None]:
    """Yield the lines of a table, with their ends; None in a row that is too long."""
    for number, line in lines(stream, place.encoding):
        place.number = number
        if isinstance(line, BadLine):
            place.faults.append(line)
            yield "\n"
            continue
        place.is_cut = type(line) is Unended
        place.size += len(line)
        if place.size > LONGEST:
            yield None  # not a text, so csv raises its error
        yield line + "\n"


def _entry(
    names: list[str], row: list[str], number: int, place: _Place
) -> Iterator[Entry | BadLine]:
    if place.is_cut and len(row) < len(names):
        yield BadLine(number, "the file is cut within this row", fatal=True)
        return
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        # Most often a separator within a cell, which may have cut the URL.
        reason = f"{len(row)} cells for {len(names)} columns: is a cell not quoted?"
        yield BadLine(number, reason)
        return
    cells = dict(zip(names, row, strict=False))
    url = url_in(cells)
    if not url:
        if any(cell.strip() for cell in row):
            yield BadLine(number, "no URL in this row")
        return
    if place.encoding and not url.isascii():  # in UTF-8 it would be another URL
        yield BadLine(number, f"bytes that are not UTF-8 in this URL: {url[:80]!r}")
        return
    yield entry_of(cells, number, place.unread)
