"""CSV and TSV with a header (RFC 4180): a column of addresses, further columns override fields."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.links.columns import FIELDS, URL_NAMES, address, overrides
from crosspost.batch.links.lines import LONGEST, Unended, lines
from crosspost.batch.links.recognise import delimiter, header


def read(stream: BinaryIO) -> Iterator[Entry | BadLine]:
    """Yield the links of a table. A quoted cell may go over several lines."""
    texts = _Lines(stream)
    first = next((line for line in texts if line.strip()), "")
    separator = delimiter(first)
    names = header(first, separator)
    wrong = _fault(names)
    if wrong:
        yield BadLine(1, wrong, fatal=True)
        return
    rows = csv.reader(texts, delimiter=separator, strict=True)
    while True:
        number = texts.begin_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield _broken(number, texts.number, str(error))
            row = []
        yield from texts.faults()
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield _entry(names, row, number, is_cut=texts.is_cut)


def _fault(names: list[str]) -> str:
    if not any(name in URL_NAMES for name in names):
        return "no column is called url"
    known = [name for name in names if name in URL_NAMES or name in FIELDS]
    twice = next((name for name in known if known.count(name) > 1), "")
    return f"two columns are called {twice}" if twice else ""


def _broken(first: int, last: int, reason: str) -> BadLine:
    """Say which lines are lost: a quotation mark that is not closed swallows all that follow."""
    if last <= first:
        return BadLine(first, f"not CSV: {reason}")
    where = f"lines {first} to {last} are not read"
    return BadLine(first, f"not CSV: {reason}; {where} (a quotation mark that is not closed?)")


class _Lines:
    """The lines of a table, with their ends, and how much of a row has been read.

    Attributes:
        number: of the last line, counted from 1.
        is_cut: it is the last one and has no end.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.number = 0
        self.is_cut = False
        self._lines = lines(stream)
        self._ahead = next(self._lines, None)
        self._size = 0
        self._faults: list[BadLine] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._size > LONGEST:
            raise csv.Error(f"a row of more than {LONGEST:,} characters")
        if self._ahead is None:
            raise StopIteration
        self.number, line = self._ahead
        self._ahead = next(self._lines, None)
        if isinstance(line, BadLine):
            self._faults.append(line)
            return "\n"
        self.is_cut = isinstance(line, Unended)
        self._size += len(line) + 1
        return line + "\n"

    def begin_row(self) -> int:
        """Return the number of the line with which the next row begins."""
        self._size = 0
        return self.number + 1

    def faults(self) -> list[BadLine]:
        """Return the lines that could not be read, each once."""
        found, self._faults = self._faults, []
        return found


def _entry(names: list[str], row: list[str], number: int, *, is_cut: bool) -> Entry | BadLine:
    if is_cut and len(row) < len(names):
        return BadLine(number, "the file breaks off within this row", fatal=True)
    if any(cell.strip() for cell in row[len(names) :]):
        # Most often a separator within a cell: the address may be cut at it.
        return BadLine(number, f"{len(row)} cells, and {len(names)} columns: is a cell not quoted?")
    cells = dict(zip(names, row, strict=False))
    url = address(cells)
    if not url:
        return BadLine(number, "no address in this row")
    try:
        fields = overrides(cells)
    except ValueError as error:
        return BadLine(number, str(error))
    return Entry(url, number, fields)
