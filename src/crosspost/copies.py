"""Copies of pictures in the site: whole or not at all, and never over a file that is there.

The name of a copy says what is in it, so that one that is there need not be made again: whoever was
killed in between goes on where it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from crosspost.fetch.beside import digest, read_picture
from crosspost.model import Picture
from crosspost.write import write_new

# Pictures that are in memory, and synced, at once.
_AT_ONCE = 8


def copy_pictures(pictures: Iterable[Picture], folder: Path) -> set[str]:
    """Copy pictures into a folder of the site, which is made.

    A file of that name stays as it is: it is the same picture, or what its owner made of it.

    Returns:
        The names of those that could not be copied: the file is gone or another one by now.

    Raises:
        WriteError: the file system refused; each of the others is there, whole, or not.
    """
    lost: set[str] = set()
    todo = _read({picture.name: picture.source for picture in pictures}, folder, lost)
    while some := list(islice(todo, _AT_ONCE)):
        write_new(some)
    return lost


def _read(sources: dict[str, str], folder: Path, lost: set[str]) -> Iterator[tuple[Path, bytes]]:
    for name, source in sources.items():
        target = folder / name
        if os.path.lexists(target):
            continue
        content = read_picture(source)
        if content is None or digest(content) not in name:
            lost.add(name)
        else:
            yield target, content
