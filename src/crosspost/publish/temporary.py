"""Hidden files beside their place: their names, and removing those of killed processes.

The name is ``.name.crosspost-PID-N.tmp``: Jekyll would publish ``name.md.part``.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import re
from pathlib import Path

from crosspost.folders import Folder, opened
from crosspost.lazy_regex import lazy_compile

MODE = 0o666  # of a new file, less the umask
_TEMPORARY = lazy_compile(r"\..*\.crosspost-(\d+)-\d+\.tmp", re.S)
_LONGEST_NAME = 255  # bytes, on every file system in common use
_number = itertools.count()


def create_beside(folder: Folder, name: str) -> tuple[str, int]:
    """Create a hidden file for the content of ``name``; return its name and its descriptor.

    Raises:
        OSError: the file system refused.
    """
    while True:
        ending = f".crosspost-{os.getpid()}-{next(_number)}.tmp".encode()
        stem = os.fsencode(name)[: _LONGEST_NAME - len(ending) - 1]
        temporary = (b"." + stem.decode("utf-8", "ignore").encode() + ending).decode()
        try:
            return temporary, folder.create(temporary, MODE)
        except FileExistsError:
            continue  # left by a killed process that had our process id


def sweep(path: Path) -> int:
    """Remove the hidden files that killed writers left in a folder; return how many.

    Files of processes that still run, and files that cannot be removed, stay.
    """
    removed = 0
    with opened(path) as folder:
        for name in folder.names():
            found = _TEMPORARY.fullmatch(name)
            if found and not _is_running(int(found[1])):
                with contextlib.suppress(OSError):
                    folder.remove(name)
                    removed += 1
    return removed


# Once for each process and folder: a batch writes thousands of posts into one folder.
sweep_once = functools.cache(sweep)


def _is_running(pid: int) -> bool:
    if os.name == "nt":
        return True  # there, signal 0 is Ctrl-C
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # a process of another user, or it cannot be known: the file stays
    return True
