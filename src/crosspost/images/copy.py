"""Copies of pictures in the site: whole or not at all, and never over a file that is there.

The name of a copy says what is in it, so that one that is there need not be made again: whoever was
killed in between goes on where it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from crosspost.files import read_regular
from crosspost.images.beside import read_picture
from crosspost.images.data_urls import pictures_in
from crosspost.images.names import is_name_of
from crosspost.model import Picture

#: What to tell of a post one of whose pictures went away between reading the page and copying.
PICTURE_GONE = "a picture of the saved page was gone before it could be copied"
# Pictures that are in memory, and synced, at once.
_AT_ONCE = 8
_LARGEST_PAGE = 1024**3  # bytes; the setting max_bytes allows no more


def copy_pictures(
    pictures: Iterable[Picture],
    folder: Path,
    write_new: Callable[[Iterable[tuple[Path, bytes]]], object],
) -> set[str]:
    """Copy pictures into a folder of the site, which is made.

    A file of that name stays as it is: it is the same picture, or what its owner made of it.

    Args:
        folder: without links.
        write_new: writes files whose names are free, each whole or not at all.

    Returns:
        The names of those that could not be copied: the file is gone or another one by now.

    Raises:
        WriteError: the file system refused; each of the others is there, whole, or not.
    """
    todo = {p.name: p for p in pictures if not os.path.lexists(folder / p.name)}
    lost = set(todo)
    found = _read(list(todo.values()))
    while some := list(islice(found, _AT_ONCE)):
        write_new((folder / name, content) for name, content in some)
        lost.difference_update(name for name, _ in some)
    return lost


def _read(pictures: list[Picture]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each picture that is still what it was."""
    inlined: dict[str, set[str]] = {}
    for picture in pictures:
        if picture.is_inlined:
            inlined.setdefault(picture.source, set()).add(picture.name)
            continue
        content = read_picture(picture.source)
        if content is not None and is_name_of(picture.name, content):
            yield picture.name, content
    for page, names in inlined.items():
        for content in _in_page(page):
            for name in [name for name in names if is_name_of(name, content)]:
                names.discard(name)
                yield name, content


def _in_page(path: str) -> Iterator[bytes]:
    try:
        page = read_regular(path, _LARGEST_PAGE, follow=True)
    except OSError:
        return
    yield from pictures_in(page)
