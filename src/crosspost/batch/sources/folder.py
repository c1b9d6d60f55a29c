"""A folder of pages that a browser saved, and of links that a desktop did."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources import link_file
from crosspost.fetch.companions import is_companion
from crosspost.fetch.saved import PROLOGUE, origin
from crosspost.files import is_link, read_head
from crosspost.surrogates import is_unicode, spelled

_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def read(folder: Path) -> Iterator[Entry | BadLine]:
    """Yield every saved page and every link below a folder, in the order of their paths.

    The folders that browsers put beside a page, with its images and frames, are left out. Links to
    folders are not followed, links to files only within the folder.
    """
    root = folder.resolve()
    # Paths as texts: a Path takes longer with each parent folder.
    waiting = [str(folder)]  # os.walk recurses, and folders may be nested deeply
    while waiting:
        parent = waiting.pop()
        try:
            with os.scandir(parent) as found:
                files, folders = _sorted(found)
        except OSError as error:
            yield BadLine(None, f"{spelled(parent)}: cannot be read: {error.strerror}")
            continue
        stems = {os.path.splitext(name)[0] for name in files}  # noqa: PTH122 -- a name, not a path
        below = [name for name in folders if not is_companion(name, stems)]
        waiting += [f"{parent}{os.sep}{name}" for name in reversed(below)]
        for name in files:
            yield _page(Path(parent, name), root)


def _sorted(found: Iterator[os.DirEntry[str]]) -> tuple[list[str], list[str]]:
    """Return the names of pages and links, and of folders."""
    files, folders = [], []
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                folders.append(entry.name)
        elif entry.name.lower().endswith(_PAGES + link_file.SUFFIXES):
            files.append(entry.name)
    return sorted(files), sorted(folders)


def _page(path: Path, root: Path) -> Entry | BadLine:
    if not is_unicode(str(path)):
        return BadLine(None, f"{spelled(str(path))}: the name is not UTF-8; rename the file")
    if path.suffix.lower() in (".mhtml", ".mht"):
        return BadLine(None, f"{path}: MHTML is not read; save the page as HTML, complete")
    if is_link(path) and not path.resolve().is_relative_to(root):
        return BadLine(None, f"{path}: a link out of the folder is not followed")
    try:
        if path.suffix.lower() in link_file.SUFFIXES:
            link = link_file.url_of(read_head(path, link_file.LARGEST, follow=True))
            return Entry(link) if link else BadLine(None, f"{path}: there is no link in it")
        url = origin(read_head(path, PROLOGUE, follow=True))
    except OSError as error:
        return BadLine(None, f"{path}: cannot be read: {error.strerror}")
    return Entry(url or str(path), kind="file", place=str(path))
