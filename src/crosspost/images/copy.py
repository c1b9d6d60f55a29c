"""Copies of pictures in the site: complete or not at all, never replacing an existing file.

The name of a copy has a hash of its content, so that an existing copy need not be made again:
an interrupted run continues where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from crosspost import mhtml
from crosspost.files import read_regular
from crosspost.images.beside import read_picture
from crosspost.images.check import MOST_BYTES
from crosspost.images.data_urls import pictures_in
from crosspost.images.names import is_name_of, is_picture
from crosspost.model import Picture

#: The warning if a picture was removed between reading the page and copying.
PICTURE_GONE = "a picture of the saved page was removed before it could be copied"
# Copies that are in memory, and synced, at the same time: how many, and bytes of all but the last.
_AT_ONCE = 8
_MOST_BYTES = 32 * 1024 * 1024
_LARGEST_FILE = 1024**3  # bytes; the setting files_max_bytes allows no more
_LARGEST_PAGE = 1024**3  # bytes; the setting max_bytes allows no more


class CopyFolders(NamedTuple):
    """The folders of a site for copies, without links.

    Attributes:
        pictures: for pictures.
        files: for all else.
    """

    pictures: Path
    files: Path

    def path(self, name: str) -> Path:
        """Return where the copy of this name is."""
        return (self.pictures if is_picture(name) else self.files) / name


def copy_pictures(
    pictures: Iterable[Picture],
    folders: CopyFolders,
    write_new: Callable[[Iterable[tuple[Path, bytes]]], object],
) -> set[str]:
    """Copy pictures and other files into folders of the site, which are created if missing.

    An existing file of that name stays as it is: it is the same one, perhaps edited.

    Args:
        write_new: writes files whose names are free, each completely or not at all.

    Returns:
        The names of those that could not be copied: the file was removed or changed.

    Raises:
        WriteError: the file system refused; other copies are complete or missing.
    """
    todo = {p.name: p for p in pictures if not os.path.lexists(folders.path(p.name))}
    lost = set(todo)
    for some in _in_groups(_read(list(todo.values()))):
        write_new((folders.path(name), content) for name, content in some)
        lost.difference_update(name for name, _ in some)
    return lost


def _in_groups(found: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Yield the copies that are written together."""
    group: list[tuple[str, bytes]] = []
    size = 0
    for name, content in found:
        group.append((name, content))
        size += len(content)
        if len(group) >= _AT_ONCE or size >= _MOST_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _read(pictures: list[Picture]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each picture that has not changed."""
    inlined: dict[str, set[str]] = {}
    for picture in pictures:
        if picture.is_inlined:
            inlined.setdefault(picture.source, set()).add(picture.name)
            continue
        content = _fetched(picture) if picture.url else read_picture(picture.source)
        if content is not None and is_name_of(picture.name, content):
            yield picture.name, content
    for page, names in inlined.items():
        for content in _in_page(page):
            for name in [name for name in names if is_name_of(name, content)]:
                names.discard(name)
                yield name, content


def _fetched(picture: Picture) -> bytes | None:
    """Return what was fetched and checked earlier; its name shows whether it is still the same."""
    try:
        return read_regular(
            picture.source, MOST_BYTES if is_picture(picture.name) else _LARGEST_FILE
        )
    except OSError:
        return None


def _in_page(path: str) -> Iterator[bytes]:
    try:
        page = read_regular(path, _LARGEST_PAGE, follow=True)
    except OSError:
        return
    if mhtml.is_mhtml(page[: mhtml.HEAD]):
        saved = mhtml.read(page)
        page = saved.content if saved else b""
    yield from pictures_in(page)
