"""The report as CSV, one row for each link."""

from __future__ import annotations

import csv
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from crosspost.batch.journal import results
from crosspost.batch.journal.duplicates import duplicates
from crosspost.batch.report.text import losses, reason, shown, shown_url
from crosspost.lazy_regex import lazy_compile

_COLUMNS = (
    *("url", "state", "path", "title", "words", "reason", "hint", "tries", "source", "line"),
    *("page", "warnings", "losses"),
)
# Characters that begin a formula in a spreadsheet (OWASP, "CSV Injection"), also in full width.
_FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_BEGINS = lazy_compile(rf"\s*[{_FORMULA}]")
# In many countries spreadsheets also separate cells at a semicolon, a tab or a vertical bar, even
# within quotation marks.
_WITHIN = lazy_compile(rf"([;|\t,][^\S\t]*+)(?=[{_FORMULA}])")


def write(db: sqlite3.Connection, run: int, file: TextIO, root: Path, folder: Path) -> None:
    """Write every link of a run; ``crosspost batch`` can read the file as a list.

    Duplicates follow, so that each entry of the lists has its row.
    """
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for record in results.records(db, run):
        record = replace(record, reason=reason(record))
        cells = [_cell(getattr(record, name)) for name in _COLUMNS[1:-1]]
        writer.writerow([_url(record.url), *cells, _cell(tuple(losses(record)))])
    for one in duplicates(db, run):
        of = f"a duplicate of {one.of.url} ({one.of.place})"
        about: dict[str, object] = {
            "state": "duplicate",
            "path": one.path,
            "title": one.title,
            "reason": of,
        }
        about |= {"source": one.entry.source, "line": one.entry.line}
        writer.writerow([_url(one.entry.url), *(_cell(about.get(n, "")) for n in _COLUMNS[1:])])


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        value = " / ".join(value)  # a semicolon would be a separator in some countries
    if not isinstance(value, str):
        return value
    text = _WITHIN.sub(r"\1'", shown(value))
    return f"'{text}" if _BEGINS.match(text) else text


def _url(url: str) -> str:
    """Return the URL of a link, with separators before a formula percent-encoded."""
    text = _WITHIN.sub(lambda found: quote(found[1]), shown_url(url))
    return f"'{text}" if _BEGINS.match(text) else text
