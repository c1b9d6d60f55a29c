"""A folder of pages that a browser saved."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from crosspost.batch.entry import BadLine, Entry
from crosspost.companions import is_companion
from crosspost.urls import is_web

_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
_HEAD = 64 * 1024
# Written by Internet Explorer, Chrome and SingleFile: where the page came from.
_SAVED_FROM = re.compile(rb"saved from url=\(\d{1,6}\)([^\s<>\"]{1,2000})")
_SINGLE_FILE = re.compile(rb"Page saved with SingleFile\s{1,20}url: ([^\s<>\"]{1,2000})")


def read(folder: Path) -> Iterator[Entry | BadLine]:
    """Yield every saved page below a folder, in the order of their paths.

    The folders that browsers put beside a page, with its images and frames, hold no pages.
    """
    for parent, folders, names in os.walk(folder):
        pages = sorted(name for name in names if name.lower().endswith(_PAGES))
        stems = {os.path.splitext(name)[0] for name in pages}  # noqa: PTH122 -- a name, not a path
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not is_companion(name, stems)
        )
        for name in pages:
            yield _page(Path(parent, name))


def _page(path: Path) -> Entry | BadLine:
    if path.suffix.lower() in (".mhtml", ".mht"):
        return BadLine(None, f"{path}: MHTML is not read; save the page as HTML, complete")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        return BadLine(None, f"{path}: cannot be read: {error.strerror}")
    found = _SAVED_FROM.search(head) or _SINGLE_FILE.search(head)
    url = found[1].decode("utf-8", "replace") if found else ""
    return Entry(url if is_web(url) else str(path), kind="file", place=str(path))
