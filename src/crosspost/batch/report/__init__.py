"""What became of every link, as a file: JSON, CSV, Markdown, HTML."""

from __future__ import annotations

import os
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


def check_report(path: Path) -> None:
    """Make sure, before hours of work, that a report can be written.

    Raises:
        WriteError: there is no such folder, or nothing can be written to it.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise WriteError(path, "there is no such folder", hint=f"Make it: mkdir -p {folder}")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise WriteError(path, "no permission to write")


def write_report(db: sqlite3.Connection, run: int, path: Path, root: Path) -> None:
    """Write a report of a run, whole or not at all.

    Args:
        db: the journal.
        run: the number of the run.
        path: its ending, a key of ``WRITERS``, tells the form.
        root: of the site.

    Raises:
        WriteError: the file cannot be written.
    """
    path = Path(os.path.realpath(path))
    new = path.with_name(f".{path.name}.crosspost-{os.getpid()}.tmp")
    try:
        try:
            with new.open("w", encoding="utf-8", newline="") as file:
                WRITERS[path.suffix.lower()](db, run, file, root)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(path, error.strerror or str(error)) from error
