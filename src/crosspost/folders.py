"""A folder to write into, held open: files are written into it even if its path changes meanwhile.

The path is opened part by part from the root of the disk, and a symbolic link in it is refused.
Callers that may follow links resolve them first (``files.real``) and check the result; a link that
replaces a folder after that is not followed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# On Windows a folder cannot be opened; there, paths are used.
_HELD = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")
_DIRECTORY = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
# Only to traverse: parent folders may be unreadable.
_PASS = _DIRECTORY | getattr(os, "O_PATH", getattr(os, "O_SEARCH", os.O_RDONLY))


class Folder:
    """A folder that is held open. All methods take names of entries, not paths.

    Attributes:
        path: of the folder when it was opened.
    """

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self._descriptor = descriptor

    def _at(self, name: str) -> Any:
        return name if self._descriptor is not None else self.path / name

    @property
    def _here(self) -> dict[str, Any]:
        return {} if self._descriptor is None else {"dir_fd": self._descriptor}

    def create(self, name: str, mode: int) -> int:
        """Create a file and open it for writing; return its descriptor.

        Raises:
            FileExistsError: the name is taken, even by a link.
        """
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.open(self._at(name), flags, mode, **self._here)

    def stat(self, name: str) -> os.stat_result:
        """Return the status of an entry; a link is not followed."""
        return os.stat(self._at(name), follow_symlinks=False, **self._here)  # noqa: PTH116 -- in an open folder

    def link(self, old: str, new: str) -> None:
        """Give a file a second name (a hard link)."""
        here = self._descriptor
        both: dict[str, Any] = {} if here is None else {"src_dir_fd": here, "dst_dir_fd": here}
        os.link(self._at(old), self._at(new), **both)

    def rename(self, old: str, new: str) -> None:
        """Rename a file; an entry with the new name is replaced, a link and not its target."""
        here = self._descriptor
        both = {} if here is None else {"src_dir_fd": here, "dst_dir_fd": here}
        os.replace(self._at(old), self._at(new), **both)  # noqa: PTH105 -- in an open folder

    def remove(self, name: str) -> None:
        """Remove a file or a link, if it exists."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._at(name), **self._here)

    def entries(self) -> Any:
        """Return ``os.scandir`` of it."""
        return os.scandir(self.path if self._descriptor is None else self._descriptor)

    def names(self) -> list[str]:
        """Return the names of all entries."""
        return os.listdir(self.path if self._descriptor is None else self._descriptor)  # noqa: PTH208

    def is_writable(self) -> bool:
        """Tell whether files can be created in it."""
        return os.access(self._at("."), os.W_OK | os.X_OK, **self._here)

    def sync(self) -> None:
        """Make names durable if folders can be synced (not on Windows and some file systems)."""
        if self._descriptor is None:
            return
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
                raise


@contextlib.contextmanager
def opened(path: Path, *, make: bool = False) -> Iterator[Folder]:
    """Hold a folder open.

    Args:
        path: without links.
        make: create missing folders.

    Raises:
        OSError: there is no such folder, or a part of its path is a link (``ELOOP``) or a file.
    """
    path = path.absolute()
    if not _HELD:
        if make:
            path.mkdir(parents=True, exist_ok=True)
        if os.path.islink(path):  # noqa: PTH114 -- this room imports no other
            raise _is_link(path)
        yield Folder(path, None)
        return
    descriptor = _walk(path, make)
    try:
        yield Folder(path, descriptor)
    finally:
        os.close(descriptor)


def _walk(path: Path, make: bool) -> int:
    """Open a folder, one part of its path after the other."""
    here = os.open(path.anchor, _PASS)
    try:
        for number, name in enumerate(path.parts[1:], 2):
            try:
                inner = _open_in(here, name, make)
            except (NotADirectoryError, OSError) as error:
                if _is_link_in(here, name):
                    raise _is_link(Path(*path.parts[:number])) from error
                raise
            os.close(here)
            here = inner
        return os.open(".", os.O_RDONLY | _DIRECTORY, dir_fd=here)
    finally:
        os.close(here)


def _open_in(here: int, name: str, make: bool) -> int:
    try:
        return os.open(name, _PASS, dir_fd=here)
    except FileNotFoundError:
        if not make:
            raise
    with contextlib.suppress(FileExistsError):
        os.mkdir(name, dir_fd=here)
    return os.open(name, _PASS, dir_fd=here)


def _is_link_in(here: int, name: str) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=here, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _is_link(path: Path) -> OSError:
    return OSError(errno.ELOOP, "is a link", str(path))
