"""The one writer of files: posts, pictures, fixes, reports, settings.

A file is written whole or not at all, and replaces another one only when asked to. The content goes
into a hidden file beside its place (``temporary``), is synced, and is linked into place; a link,
unlike a rename, fails if the name is taken. A crash leaves the old file or the new one, and at most
a hidden file that the next run removes. No symbolic link is followed (``folders``); callers that
may follow one resolve it first.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import io
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import BinaryIO, TextIO

from crosspost.disk_errors import of_writing
from crosspost.errors import PostExists, WriteError
from crosspost.files import is_missing
from crosspost.folders import Folder, opened
from crosspost.publish.temporary import MODE, create_beside, sweep_once

_SYNCED_AT_ONCE = 8

# File systems without hard links (FAT, exFAT, some network ones) answer with one of these.
_NO_LINKS = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK}
)


def write(content: str | bytes, path: Path, *, replace: bool = False) -> None:
    """Write a post, or any other file; text in UTF-8 with line ends as they are.

    Missing folders are made. A name that differs only in case or in Unicode form counts as taken,
    since a disk of macOS or Windows takes it for the same.

    Args:
        path: without links.
        replace: replace a file of this name, keeping its mode and, if possible, its owner.

    Raises:
        PostExists: a file of this name exists; it is as it was.
        WriteError: the file system refused, or there is a link; nothing was written.
    """
    with _opened_for(path, replace) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextlib.contextmanager
def open_new(path: Path, *, replace: bool = False) -> Iterator[TextIO]:
    """Give a text stream whose file gets its name when the block ends without an error.

    The text is written in UTF-8 with line ends as they are, lone surrogates as escapes.

    Args:
        path, replace: as of ``write``.

    Raises:
        PostExists, WriteError: as of ``write``.
    """
    with _opened_for(path, replace) as file:
        stream = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="")
        yield stream
        stream.detach()  # flushes; the file is synced before it is closed


@contextlib.contextmanager
def _opened_for(path: Path, replace: bool) -> Iterator[BinaryIO]:
    """Give a file that takes the place of a path, with the file system's refusals explained."""
    with _prepared(path.parent) as folder:
        try:
            if replace:
                _refuse_link(folder, path.name)
            else:
                _refuse_taken(folder, path.name)
            with _placed(folder, path.name, replace) as file:
                yield file
            folder.sync()
        except OSError as error:
            raise _explained(path, error) from error


def write_new(files: Iterable[tuple[Path, str | bytes]]) -> list[Path]:
    """Write many new files, each as ``write`` does, and sync each folder once.

    Args:
        files: paths, and texts or what else is in them.

    Returns:
        The paths whose name was taken; nothing was written there.

    Raises:
        WriteError: the file system refused one; each of the others is on the disk, whole, or not.
    """
    files = list(files)
    wanted: dict[Path, set[str]] = {}
    for path, _ in files:
        wanted.setdefault(path.parent, set()).add(_folded(path.name))
    with contextlib.ExitStack() as stack:
        folders = {path: stack.enter_context(_prepared(path)) for path in wanted}
        names = {path: _taken_of(folders[path], some) for path, some in wanted.items()}
        taken, free = [], []
        for path, content in files:
            if _folded(path.name) in names[path.parent]:
                taken.append(path)
            else:
                names[path.parent].add(_folded(path.name))
                free.append((folders[path.parent], path, content))
        tried: list[Future[Path | None]] = []
        try:
            for file in free:
                tried.append(_syncing().submit(_place_or_name, *file))
        finally:
            wait(tried)  # they write into the open folders
            for folder in folders.values():
                folder.sync()
    return [*taken, *(found for future in tried if (found := future.result()))]


@contextlib.contextmanager
def _prepared(path: Path) -> Iterator[Folder]:
    """Open a folder to write to, and make it where there is none."""
    try:
        with opened(path, make=True) as folder:
            if not folder.is_writable():
                raise PermissionError(errno.EACCES, "permission denied")
            with contextlib.suppress(OSError):
                sweep_once(path)
            yield folder
    except OSError as error:
        raise _explained(path, error) from error


@functools.cache
def _syncing() -> ThreadPoolExecutor:
    """Return the threads that write: a disk syncs several files as quickly as one."""
    return ThreadPoolExecutor(_SYNCED_AT_ONCE, thread_name_prefix="crosspost-write")


def _taken_of(folder: Folder, wanted: set[str]) -> set[str]:
    """Return which of these folded names a folder has.

    A batch asks this again and again while the folder grows; ASCII needs no normalising.
    """
    lowered = (n.lower() if n.isascii() else _folded(n) for n in folder.names())
    return wanted.intersection(lowered)


def _place_or_name(folder: Folder, path: Path, content: str | bytes) -> Path | None:
    """Write one new file; return its path where the name was taken."""
    try:
        with _placed(folder, path.name, replace=False) as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
    except PostExists:
        return path
    except OSError as error:
        raise _explained(path, error) from error
    return None


def check_folder(folder: Path) -> None:
    """See whether posts could be written to a folder, without making it; worth asking first.

    Raises:
        WriteError: a part of its path is a file, or nothing can be written there.
    """
    existing = folder.absolute()
    try:
        while is_missing(existing):
            existing = existing.parent
        mode = existing.stat().st_mode
    except OSError as error:
        raise _explained(existing, error) from error
    if not stat.S_ISDIR(mode):
        raise _explained(existing, NotADirectoryError(errno.ENOTDIR, "not a directory"))
    if not os.access(existing, os.W_OK | os.X_OK):
        raise _explained(existing, PermissionError(errno.EACCES, "permission denied"))


def _refuse_link(folder: Folder, name: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        if stat.S_ISLNK(folder.stat(name).st_mode):
            raise OSError(errno.ELOOP, "is a link")


def _refuse_taken(folder: Folder, name: str) -> None:
    """Raise ``PostExists`` where the folder has this name, in whatever case."""
    wanted = _folded(name)
    with folder.entries() as entries:
        for entry in entries:
            if entry.name == name and entry.is_dir(follow_symlinks=False):
                raise IsADirectoryError(errno.EISDIR, "is a directory")
            # Most names differ in their first letter already; folding each of 15,000 would show.
            if entry.name[:1].lower() == wanted[:1] and _folded(entry.name) == wanted:
                raise PostExists(folder.path / entry.name, "exists already")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@contextlib.contextmanager
def _placed(folder: Folder, name: str, replace: bool) -> Iterator[BinaryIO]:
    """Give a file beside its place; sync it and put it there. The folder is left to sync."""
    temporary, descriptor = create_beside(folder, name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if replace:
                _keep_rights(folder, name, descriptor)
            yield file
            file.flush()
            os.fsync(descriptor)
        if replace:
            folder.rename(temporary, name)
        else:
            _link(folder, temporary, name)
    finally:
        folder.remove(temporary)


def _keep_rights(folder: Folder, name: str, descriptor: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        old, new = folder.stat(name), os.fstat(descriptor)
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid) and hasattr(os, "fchown"):
            with contextlib.suppress(PermissionError):  # only root may give files away
                os.fchown(descriptor, old.st_uid, old.st_gid)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, stat.S_IMODE(old.st_mode) & 0o777)


def _link(folder: Folder, temporary: str, name: str) -> None:
    """Give the file its name, unless the name is taken.

    Without hard links the name is reserved by an empty file first: nothing is overwritten then
    either, but a kill between the two steps leaves the empty file.
    """
    try:
        folder.link(temporary, name)
    except FileExistsError:
        raise PostExists(folder.path / name, "exists already") from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        try:
            os.close(folder.create(name, MODE))
        except FileExistsError:
            raise PostExists(folder.path / name, "exists already") from None
        try:
            folder.rename(temporary, name)
        except OSError:
            folder.remove(name)
            raise


def _explained(path: Path, error: OSError) -> WriteError:
    """Return the error for the user."""
    reason, hint = of_writing(error)
    at = error.filename if error.errno == errno.ELOOP else None
    return WriteError(Path(at) if isinstance(at, str) else path, reason, hint=hint)
