"""Files that somebody else may have put there: no link is followed unseen, nothing is waited for.

A site that was cloned or unpacked may hold links that lead out of it, pipes that nobody writes to,
devices and files of any size.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

_FOLLOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_DRIVE = re.compile(r"[A-Za-z]:")


def open_regular(path: Path | str, *, follow: bool = False) -> BinaryIO:
    """Open a regular file for reading; never waits, as opening a pipe would.

    Args:
        follow: follow a link in the last place of the path.

    Raises:
        OSError: there is no such file, or it is not a regular file.
    """
    return os.fdopen(_open(path, follow), "rb")


def read_head(path: Path | str, most: int, *, follow: bool = False) -> bytes:
    """Return the beginning of a regular file; asked of every post of a site, so without detours.

    Args:
        most: bytes.
        follow: follow a link in the last place of the path.

    Raises:
        OSError: there is no such file, or it is not a regular file.
    """
    descriptor = _open(path, follow)
    try:
        return os.read(descriptor, most)
    finally:
        os.close(descriptor)


def _open(path: Path | str, follow: bool) -> int:
    # Asked before, too: opening a device can already do something.
    _refuse_other(os.stat(path, follow_symlinks=follow), path)  # noqa: PTH116 -- it is quicker
    descriptor = os.open(path, _FOLLOW if follow else _FOLLOW | _NO_FOLLOW)
    try:
        _refuse_other(os.fstat(descriptor), path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_other(about: os.stat_result, path: Path | str) -> None:
    if stat.S_ISREG(about.st_mode):
        return
    if stat.S_ISLNK(about.st_mode):
        raise OSError(errno.ELOOP, "is a link", str(path))
    raise OSError(errno.EINVAL, "is not a regular file", str(path))


def read_regular(path: Path | str, most: int, *, follow: bool = False) -> bytes:
    """Return the content of a regular file.

    Args:
        most: bytes that it may have.
        follow: follow a link in the last place of the path.

    Raises:
        OSError: it cannot be read, is not a regular file, or is larger.
    """
    with open_regular(path, follow=follow) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"is larger than {most // 1024} KB", str(path))
    return content


def real(path: Path | str) -> Path:
    """Return a path without links; unlike ``Path.resolve``, links in a circle are no error."""
    return Path(os.path.realpath(path))


def is_inside(root: Path, path: Path | str) -> bool:
    r"""Tell whether a path, relative to a folder or absolute, is in the folder, links followed.

    ``\`` separates as ``/`` does and a drive letter leads out, so that the answer is the same on
    all systems.
    """
    text = str(path)
    if "\0" in text:
        return False
    if _DRIVE.match(text):
        return os.name == "nt" and real(path).is_relative_to(real(root))
    base = real(root)
    return all(real(base / each).is_relative_to(base) for each in {text, text.replace("\\", "/")})


def is_plain_name(name: object) -> bool:
    """Tell whether something is the name of a visible file, and on no system a path."""
    return (
        isinstance(name, str)
        and 0 < len(os.fsencode(name)) <= 255
        and name[0] not in ". "
        and not any(c in "/\\:" or ord(c) < 32 or ord(c) == 127 for c in name)
    )
