"""The pictures that a browser saved beside a page, and the name of each one's copy in a site."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crosspost import file_types
from crosspost.images.names import extension, name_of
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Page, Picture

_LARGEST = 32 * 1024 * 1024
# Bytes; smaller files are placeholders for pictures that a script would load.
_LEAST = 150
# Pictures of one page; a page with more is not an article.
_MOST = 2000
_LETTERS = lazy_compile(r"[A-Za-z0-9]+")


def with_pictures(page: Page) -> Page:
    """Return a page with the pictures that a browser saved beside it.

    Only files directly in its folder, no symbolic links: so nothing in the page
    leads to other files. A picture that the page does not name is ignored.
    """
    if page.saved is None or not page.saved.folder:
        return page
    folder = Path(page.saved.page).parent / page.saved.folder
    pictures = tuple(sorted(_pictures(folder, page.content)))
    return replace(page, saved=replace(page.saved, pictures=pictures))


def _pictures(folder: Path, content: bytes) -> Iterator[tuple[str, Picture]]:
    number = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not is_named(entry.name, content):
                continue
            found = read_picture(entry.path, _LEAST)
            name = name_of(Path(entry.name).stem, found) if found else None
            if name is None:
                continue
            yield entry.name, Picture(entry.path, name)
            number += 1
            if number == _MOST:
                return


def is_named(name: str, content: bytes) -> bool:
    """Tell whether a page may name a file, by what is the same in all spellings of a URL."""
    runs = _LETTERS.findall(name)
    return not runs or max(runs, key=len).encode() in content


def read_picture(path: str, least: int = 1) -> bytes | None:
    """Return the content of a picture; None for anything else, also for links to pictures.

    Args:
        least: bytes that it has at least.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    try:
        if os.path.islink(path):  # noqa: PTH114 -- where there is no O_NOFOLLOW
            return None
        with os.fdopen(os.open(path, flags), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) or not least <= about.st_size <= _LARGEST:
                return None
            head = file.read(file_types.LENGTH)
            if extension(head) is None:
                return None
            return head + file.read(_LARGEST)
    except OSError:
        return None
