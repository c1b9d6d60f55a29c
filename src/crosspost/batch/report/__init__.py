"""Reports of a run, with the result of every link, as JSON, CSV, Markdown or HTML."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from crosspost.batch.report import as_csv, as_html, as_json, as_markdown
from crosspost.disk_errors import of_writing
from crosspost.errors import WriteError
from crosspost.files import is_folder, is_missing, open_regular, real
from crosspost.lazy_regex import lazy_compile
from crosspost.publish.write import open_new

# File extension → function that writes the report. Arguments: journal, number of the run, stream,
# root of the site, folder of the report.
WRITERS: dict[str, Callable[[sqlite3.Connection, int, TextIO, Path, Path], None]] = {
    ".json": as_json.write,
    ".csv": as_csv.write,
    ".md": as_markdown.write,
    ".html": as_html.write,
}


# How reports of all versions of crosspost begin.
_BEGINS = {
    ".json": lazy_compile(rb'\A\{\s*"site": .*"counts": ', re.S),
    ".csv": lazy_compile(rb"url,state,path,title,words,"),
    ".md": lazy_compile(rb"# crosspost batch\s"),
    ".html": lazy_compile(rb"\A.*<title>crosspost batch", re.S),
}
_HEAD = 16 * 1024


def check_report(path: Path, *, replace: bool = False, made: Path | None = None) -> None:
    """Check before a run, which may take hours, that its report can be written.

    Args:
        path: of the report.
        replace: allow replacing a file that is not a report.
        made: a folder that the run makes if it is not there.

    Raises:
        WriteError: the folder does not exist or cannot be written to, or the path is a link or a
            file that is not a report of crosspost.
    """
    folder = path.absolute().parent
    if made is not None and folder == made.absolute() and is_missing(folder):
        return
    try:
        if is_missing(folder) or not is_folder(folder):
            raise WriteError(path, "there is no such folder", hint=f"Create it: mkdir -p {folder}")
        about = None if is_missing(path) else path.lstat()
    except OSError as error:
        reason, hint = of_writing(error)
        raise WriteError(path, reason, hint=hint) from error
    if about and not stat.S_ISREG(about.st_mode):
        raise WriteError(path, "this is a link, or not a file", hint="Choose another name.")
    if not os.access(folder, os.W_OK) or (about and not os.access(path, os.W_OK)):
        reason, hint = of_writing(PermissionError(errno.EACCES, ""))
        raise WriteError(path, reason, hint=hint)
    if about and about.st_size and not replace and not _is_report(path):
        raise WriteError(
            path,
            "this file exists and is not a report of crosspost",
            hint="Choose another name. --force replaces it, but also existing posts.",
        )


def _is_report(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            return _BEGINS[path.suffix.lower()].match(file.read(_HEAD)) is not None
    except OSError:
        return False


def write_report(db: sqlite3.Connection, run: int, path: Path, root: Path) -> None:
    """Write a report of a run; after an error there is no partial file.

    Args:
        db: the journal.
        run: the number of the run.
        path: of the report; its extension, a key of ``WRITERS``, decides the format.
        root: of the site.

    Raises:
        WriteError: the file cannot be written.
    """
    folder = real(path.parent)
    with open_new(folder / path.name, replace=True) as file:
        WRITERS[path.suffix.lower()](db, run, file, root, folder)
