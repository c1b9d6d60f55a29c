"""Files of a site that others made: looked at and read, only regular ones, up to a size.

A site that was cloned or unpacked may have symbolic links that lead out of it, pipes without a
writer, devices, and files of any size.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from crosspost.lazy_regex import lazy_compile

_FOLLOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_DRIVE = lazy_compile(r"[A-Za-z]:")


def open_regular(path: Path | str, *, follow: bool = False) -> BinaryIO:
    """Open a regular file for reading; unlike ``open``, it does not wait for a pipe's writer.

    Args:
        path: of the file.
        follow: follow a symbolic link in the last part of the path.

    Raises:
        OSError: there is no such file, or it is not a regular file (``ELOOP``: a link).
        ValueError: there is a NUL in the path.
    """
    return os.fdopen(_open(path, follow)[0], "rb")


def read_head(path: Path | str, most: int, *, follow: bool = False) -> bytes:
    """Return the beginning of a regular file.

    Args:
        path: of the file.
        most: bytes.
        follow: as of ``open_regular``.

    Raises:
        OSError: as of ``open_regular``.
        ValueError: as of ``open_regular``.
    """
    # os.read takes half the time of a file object, which counts for thousands of posts.
    descriptor, _ = _open(path, follow)
    try:
        return os.read(descriptor, most)
    finally:
        os.close(descriptor)


def _open(path: Path | str, follow: bool) -> tuple[int, int]:
    """Return the descriptor of a regular file, and its size in bytes."""
    # It is looked at before, too, since opening a device may already have an effect.
    _refuse_other(os.stat(path, follow_symlinks=follow), path)  # noqa: PTH116 -- it is quicker
    descriptor = os.open(path, _FOLLOW if follow else _FOLLOW | _NO_FOLLOW)
    try:
        status = os.fstat(descriptor)
        _refuse_other(status, path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor, status.st_size


def _refuse_other(status: os.stat_result, path: Path | str) -> None:
    if stat.S_ISREG(status.st_mode):
        return
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, "is a link", str(path))
    raise OSError(errno.EINVAL, "is not a regular file", str(path))


def read_regular(path: Path | str, most: int, *, follow: bool = False) -> bytes:
    """Return the content of a regular file.

    Args:
        path: of the file.
        most: bytes; a larger file is an error.
        follow: as of ``open_regular``.

    Raises:
        OSError: as of ``open_regular``; or the file is larger (``EFBIG``).
        ValueError: as of ``open_regular``.
    """
    descriptor, size = _open(path, follow)
    try:
        content = os.read(descriptor, min(size, most) + 1)
        # The size of a file in /proc is 0, and another file may grow while it is read.
        while len(content) != size and len(content) <= most:
            more = os.read(descriptor, most)
            if not more:
                break
            content += more
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"is larger than {_amount(most)}", str(path))
    return content


def _amount(size: int) -> str:
    for unit, name in ((2**20, "MB"), (2**10, "KB")):
        if size >= unit:
            return f"{size // unit} {name}"
    return f"{size} bytes"


def is_file(path: Path | str) -> bool:
    """Tell whether a path leads to a file; False if it cannot be looked at.

    Unlike ``Path.is_file``, which raises ``PermissionError`` below a closed folder, and ``OSError``
    for a name that is too long. Callers for which the difference counts use ``os.stat``.
    """
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path | str) -> bool:
    """Tell whether a path leads to a folder; False as of ``is_file``."""
    return os.path.isdir(path)  # noqa: PTH112


def is_link(path: Path | str) -> bool:
    """Tell whether a path is a symbolic link; False as of ``is_file``."""
    return os.path.islink(path)  # noqa: PTH114


def is_missing(path: Path | str) -> bool:
    """Tell whether there is nothing at a path, not even a link to nothing.

    Raises:
        OSError: it cannot be known, such as below a folder without permission.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    return False


def exists(path: Path | str) -> bool:
    """Tell whether a path leads to anything; False as of ``is_file``."""
    return os.path.exists(path)  # noqa: PTH110


def real(path: Path | str) -> Path:
    """Return a path with its links resolved; unlike ``Path.resolve``, it accepts circular links."""
    return Path(os.path.realpath(path))


def is_inside(root: Path, path: Path | str) -> bool:
    r"""Tell whether a path is in a folder once its links are resolved.

    ``\`` counts as a separator like ``/``, and a path with a drive letter is outside, so that the
    answer is the same on all systems.

    Args:
        root: the folder.
        path: absolute, or relative to the folder.
    """
    text = str(path)
    if "\0" in text:
        return False
    if _DRIVE.match(text):
        return os.name == "nt" and real(path).is_relative_to(real(root))
    base = real(root)
    return all(real(base / each).is_relative_to(base) for each in {text, text.replace("\\", "/")})


def is_plain_name(name: object) -> bool:
    """Tell whether a value is the name of a visible file, and not a path on any system."""
    return (
        isinstance(name, str)
        and 0 < len(os.fsencode(name)) <= 255
        and name[0] not in ". "
        and not any(c in "/\\:" or ord(c) < 32 or ord(c) == 127 for c in name)
    )


def is_plain_path(name: object) -> bool:
    """Tell whether a value is plain names with ``/`` between them: ``slug/index.md``."""
    return isinstance(name, str) and all(map(is_plain_name, name.split("/")))
