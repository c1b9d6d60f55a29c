"""A free name for a new post in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from crosspost.files import is_folder
from crosspost.targets.base import Target


def free_name(target: Target, folder: Path, name: str, planned: Iterable[Path] = ()) -> str:
    """Return ``name``, or the first of ``-2``, ``-3`` … that no post of the folder has.

    Args:
        folder: of the posts; it need not exist.
        name: as ``Target.filename`` makes it.
        planned: posts that are to be written; their names are taken, too.
    """
    taken = {
        target.name_key(target.name_of(Path(parent, entry)))
        for parent, _, names in os.walk(folder)
        for entry in names
        if not entry.startswith(".")
    }
    taken.update(
        target.name_key(target.name_of(path)) for path in planned if path.is_relative_to(folder)
    )
    number, free = 1, name
    while target.name_key(free) in taken or is_folder(folder / free.partition("/")[0]):
        number += 1
        free = target.numbered(name, number)
    return free
