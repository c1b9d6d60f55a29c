"""What became of every link, as a file: JSON, CSV, Markdown, HTML."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from crosspost.batch.report import as_csv, as_html, as_json, as_markdown
from crosspost.errors import WriteError

# Ending of the file → its writer.
WRITERS: dict[str, Callable[[sqlite3.Connection, int, TextIO, Path], None]] = {
    ".json": as_json.write,
    ".csv": as_csv.write,
    ".md": as_markdown.write,
    ".html": as_html.write,
}


def write_report(db: sqlite3.Connection, run: int, path: Path, root: Path) -> None:
    """Write a report of a run.

    Args:
        db: the journal.
        run: the number of the run.
        path: its ending, a key of ``WRITERS``, tells the form.
        root: of the site.

    Raises:
        WriteError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            WRITERS[path.suffix.lower()](db, run, file, root)
    except OSError as error:
        raise WriteError(path, error.strerror or str(error)) from error
