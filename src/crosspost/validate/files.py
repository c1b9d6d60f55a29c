"""Files of a site: read only if they are regular and in the site, written atomically."""

from __future__ import annotations

import errno
import os
import stat
from functools import lru_cache
from pathlib import Path

from crosspost.disk_errors import of_reading, of_writing
from crosspost.errors import WriteError
from crosspost.files import read_regular, real

# Bytes: a hundred times the longest posts.
MAX_BYTES = 5 * 1024 * 1024


def read_bytes(path: str, root: str | None = None, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Args:
        path: absolute if a root is given.
        root: the folder that the file must be in, with links resolved (``os.path.realpath``); a
            link to another file in it is followed. None: any file, links followed.
        most: bytes.

    Raises:
        WriteError: it cannot be read, is not a regular file, is outside of the root or too large;
            the reason says which.
    """
    if root is not None and not is_below(os.path.dirname(path), root):
        raise WriteError(Path(path), "is outside of the site's folder")
    try:
        try:
            return read_regular(path, most, follow=root is None)
        except OSError as error:
            if root is None or error.errno != errno.ELOOP:
                raise
        return read_regular(resolved(path, root), most)
    except (OSError, ValueError) as error:
        reason, hint = of_reading(error)
        raise WriteError(Path(path), reason, hint=hint) from error


def resolved(path: str, root: str) -> str:
    """Return a path with its links resolved.

    Raises:
        WriteError: it leads out of the root.
    """
    real = os.path.realpath(path)
    if not _below(real, root):
        raise WriteError(Path(path), "is a symbolic link out of the site")
    return real


@lru_cache(maxsize=10_000)
def is_below(folder: str, root: str) -> bool:
    """Tell whether a folder is the root or below it once its links are resolved.

    Args:
        root: with links resolved.
    """
    try:
        return _below(os.path.realpath(folder), root)
    except ValueError:  # a NUL in it
        return False


def _below(real: str, root: str) -> bool:
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def write_bytes(path: str, data: bytes) -> None:
    """Replace or create a file atomically; see ``write.write``. Mode and owner are kept.

    Nothing is written through a symbolic link, into a pipe or a device, with one exception: a path
    below ``/dev`` is written to as it is.

    Raises:
        WriteError: it is not a regular file, or the file system refused.
    """
    from crosspost.publish.write import write  # most runs write nothing

    try:
        if path.startswith("/dev/"):
            Path(path).write_bytes(data)
            return
        _refuse_other(path)
    except (OSError, ValueError) as error:
        reason, hint = of_writing(error) if isinstance(error, OSError) else (str(error), "")
        raise WriteError(Path(path), f"cannot be written: {reason}", hint=hint) from error
    folder, name = os.path.split(path)
    write(data, real(folder) / name, replace=True)


def _refuse_other(path: str) -> None:
    """Refuse to write to anything but a regular file.

    Raises:
        WriteError: it is a link or not a file; or a relative path leads out of the working folder
            by a link.
        OSError: there is no such folder.
    """
    folder = os.path.dirname(path) or os.curdir
    os.stat(folder)
    is_here = not os.path.isabs(path) and not os.path.normpath(path).startswith(os.pardir)
    if is_here and not _below(os.path.realpath(folder), os.path.realpath(os.curdir)):
        raise WriteError(Path(path), "leads out of this folder by a symbolic link")
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise WriteError(Path(path), "is a symbolic link: name the file itself")
    if not stat.S_ISREG(mode):
        raise WriteError(Path(path), "is not a file")
