"""The report as CSV, a row a link."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import TextIO

from crosspost.batch.journal import results

_COLUMNS = ("url", "state", "path", "title", "words", "reason", "hint", "tries", "source", "line")
# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(db: sqlite3.Connection, run: int, file: TextIO, root: Path) -> None:
    """Write every link of a run; the list can be read again by ``crosspost batch``."""
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for record in results.records(db, run):
        writer.writerow([_cell(getattr(record, name)) for name in _COLUMNS])


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
