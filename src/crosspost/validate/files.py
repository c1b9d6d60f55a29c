"""Files of a site: read only where they are regular and in it, written only whole.

A site that somebody else made may hold symbolic links to files of the reader's own, named pipes
that never answer, and links in the place of a file that is to be written.
"""

from __future__ import annotations

import contextlib
import os
import stat
from functools import lru_cache
from pathlib import Path

from crosspost.errors import WriteError

# Five megabytes are the longest posts that anybody writes, a hundred times over.
MAX_BYTES = 5 * 1024 * 1024
# Without waiting: a named pipe must not keep the others.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_DEFAULT_MODE = 0o666  # less the umask


def read_bytes(path: str, root: str | None = None, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Args:
        path: absolute, where a root is given.
        root: the folder that the file must be in, with links resolved (``os.path.realpath``); a
            link from there to another file below it is followed. None: any file, links followed.
        most: bytes.

    Raises:
        WriteError: it cannot be read, is not a regular file, is outside of the root or too large;
            the reason says which.
    """
    if root is not None and not is_below(os.path.dirname(path), root):
        raise WriteError(Path(path), "is outside of the site's folder")
    try:
        # os.read: half the time of a file object, and most of what a small post costs.
        descriptor = _opened(path, root)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise WriteError(Path(path), "is no file")
            if status.st_size > most:
                raise WriteError(Path(path), f"is larger than {most // 2**20} MB")
            data = os.read(descriptor, status.st_size + 1)
            # What a file of /proc holds, or one that grows meanwhile, is not its size.
            while len(data) != status.st_size and (more := os.read(descriptor, most)):
                data += more
                if len(data) > most:
                    raise WriteError(Path(path), f"is larger than {most // 2**20} MB")
            return data
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(Path(path), reason.lower()) from error


def _opened(path: str, root: str | None) -> int:
    if root is None:
        return os.open(path, _FLAGS)
    if _NO_FOLLOW:
        try:
            return os.open(path, _FLAGS | _NO_FOLLOW)
        except OSError:
            if not os.path.islink(path):
                raise
    elif not os.path.islink(path):
        return os.open(path, _FLAGS)
    return os.open(resolved(path, root), _FLAGS | _NO_FOLLOW)


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
    """Write a file in one step: it is the old one or the new one, whenever the machine stops.

    Mode and owner of an old one stay. Nothing is written through a symbolic link, into a pipe or a
    device; what is named below ``/dev`` is the person's own wish and written to as it is.

    Raises:
        WriteError: it is not a regular file, or the file system refused.
    """
    import shutil

    temporary = ""
    try:
        if path.startswith("/dev/"):
            Path(path).write_bytes(data)
            return
        old = _replaceable(path)
        folder, name = os.path.split(path)
        # A leading dot: Jekyll takes any other name in _posts for a post.
        temporary = os.path.join(folder, f".{name[:60]}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | _NO_FOLLOW
        with os.fdopen(os.open(temporary, flags, _DEFAULT_MODE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old is not None:
            shutil.copymode(path, temporary)
            if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.getuid(), os.getgid()):
                # Only root may give files away; the content matters more.
                with contextlib.suppress(PermissionError):
                    os.chown(temporary, old.st_uid, old.st_gid)
        os.replace(temporary, path)
        temporary = ""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(Path(path), f"cannot be written: {reason}") from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _replaceable(path: str) -> os.stat_result | None:
    """Return what is known of the file that will be replaced; None where there is none.

    Raises:
        WriteError: it is a link or not a file; or a relative path leads out of the working folder
            by a link.
    """
    if not os.path.isabs(path) and not os.path.normpath(path).startswith(os.pardir):
        here = os.path.realpath(os.curdir)
        if not _below(os.path.realpath(os.path.dirname(path) or os.curdir), here):
            raise WriteError(Path(path), "leads out of this folder by a symbolic link")
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise WriteError(Path(path), "is a symbolic link: name the file itself")
    if not stat.S_ISREG(status.st_mode):
        raise WriteError(Path(path), "is not a file")
    return status
