"""Post → file: whole or not at all, and never over another one unasked.

The text is written to a hidden file beside (``.name.crosspost-PID-N.tmp``: Jekyll would publish
``name.md.part``), synced, and linked into place; a link, unlike a rename, fails where the name is
taken. Killed at any moment it leaves the old state or the new one, and at most a hidden file that
the next run sweeps.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import itertools
import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from crosspost.errors import PostExists, WriteError

_TEMPORARY = re.compile(r"\..*\.crosspost-(\d+)-\d+\.tmp", re.S)
_LONGEST_NAME = 255  # bytes, on every file system in common use
_DEFAULT_MODE = 0o666  # less the umask
_number = itertools.count()
_SYNCED_AT_ONCE = 8

# File systems without hard links (FAT, exFAT, some network ones) answer with one of these.
_NO_LINKS = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK}
)
_REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room and run it again: nothing half is left behind."),
    errno.EDQUOT: ("the quota is used up", "Make room and run it again."),
    errno.EROFS: ("the file system is read-only", "Choose another folder with --output."),
    errno.EACCES: ("no right to write here", "Look at the folder's permissions."),
    errno.EPERM: ("no right to write here", "Look at the folder's permissions."),
    errno.ENOTDIR: ("a part of this path is a file", "Choose another folder with --output."),
    errno.EEXIST: ("a part of this path is a file", "Choose another folder with --output."),
    errno.EISDIR: ("this is a folder", "Choose another name."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter title with --title."),
}


def write(text: str, path: Path, *, replace: bool = False) -> None:
    """Write a post, or any text file, in UTF-8 with line ends as they are.

    Missing folders are made. A symbolic link, of a folder or (on replacing) of the file itself, is
    followed: it is the poster's own. A name that differs only in case or in Unicode form counts as
    taken, since a disk of macOS or Windows takes it for the same.

    Args:
        replace: replace a file of this name, keeping its mode.

    Raises:
        PostExists: a file of this name exists; it is as it was.
        WriteError: the file system refused; nothing was written.
    """
    content = text.encode("utf-8")
    prepare_folder(path.parent)
    if replace:
        path = path.resolve() if path.is_symlink() else path
    else:
        _refuse_taken(path)
    try:
        _place(content, path, replace)
        _sync_folder(path.parent)
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
    names = {folder: _taken_of(folder, some) for folder, some in wanted.items()}
    taken, free = [], []
    for path, text in files:
        if _folded(path.name) in names[path.parent]:
            taken.append(path)
        else:
            names[path.parent].add(_folded(path.name))
            free.append((path, text))
    try:
        tried = [_syncing().submit(_place_or_name, file) for file in free]
        wait(tried)
    finally:
        for folder in names:
            _sync_folder(folder)
    return [*taken, *(found for future in tried if (found := future.result()))]


@functools.cache
def _syncing() -> ThreadPoolExecutor:
    """Return the threads that write: syncing is waiting for the disk, which serves several at once
    as quickly as one. A batch asks for them twice a second, so they stay.
    """
    return ThreadPoolExecutor(_SYNCED_AT_ONCE, thread_name_prefix="crosspost-write")


def _taken_of(folder: Path, wanted: set[str]) -> set[str]:
    """Return which of these folded names a folder has, and make it where there is none.

    A batch asks this again and again while the folder grows: a name is only looked at, not made a
    ``Path``, and ASCII, which most are, needs no normalising.
    """
    prepare_folder(folder)
    lowered = (n.lower() if n.isascii() else _folded(n) for n in os.listdir(folder))  # noqa: PTH208
    return wanted.intersection(lowered)


def _place_or_name(file: tuple[Path, str | bytes]) -> Path | None:
    """Write one new file; return its path where the name was taken."""
    path, content = file
    content = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _place(content, path, replace=False)
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
    existing = next(part for part in (folder, *folder.absolute().parents) if part.exists())
    if not existing.is_dir():
        raise _explained(existing, NotADirectoryError(errno.ENOTDIR, "not a directory"))
    if not os.access(existing, os.W_OK | os.X_OK):
        raise _explained(existing, PermissionError(errno.EACCES, "permission denied"))


def prepare_folder(folder: Path) -> None:
    """Make a folder for posts and see whether it can be written to; worth asking before a fetch.

    Raises:
        WriteError: it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _explained(folder, error) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _explained(folder, PermissionError(errno.EACCES, "permission denied"))
    with contextlib.suppress(OSError):
        _sweep_once(folder.resolve())


def _refuse_taken(path: Path) -> None:
    """Raise ``PostExists`` where the folder has this name, in whatever case."""
    wanted = _folded(path.name)
    with os.scandir(path.parent) as entries:
        for entry in entries:
            if entry.name == path.name and entry.is_dir():
                raise _explained(path, IsADirectoryError(errno.EISDIR, "is a directory"))
            # Most names differ in their first letter already; folding each of 15,000 would show.
            if entry.name[:1].lower() == wanted[:1] and _folded(entry.name) == wanted:
                raise PostExists(path.parent / entry.name, "exists already")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _place(content: bytes, path: Path, replace: bool) -> None:
    """Write beside, sync, and put into place; the folder is left to sync."""
    temporary, descriptor = _temporary_beside(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if replace:
                _keep_mode(path, descriptor)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        if replace:
            temporary.replace(path)
        else:
            _link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _temporary_beside(path: Path) -> tuple[Path, int]:
    """Create a hidden file of a name that no other writer has."""
    while True:
        ending = f".crosspost-{os.getpid()}-{next(_number)}.tmp".encode()
        stem = os.fsencode(path.name)[: _LONGEST_NAME - len(ending) - 1]
        name = b"." + stem.decode("utf-8", "ignore").encode() + ending
        temporary = path.parent / os.fsdecode(name)
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            return temporary, os.open(temporary, flags, _DEFAULT_MODE)
        except FileExistsError:
            continue  # left by a dead process of our number


def _keep_mode(path: Path, descriptor: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)


def _link(temporary: Path, path: Path) -> None:
    """Give the file its name, unless the name is taken.

    Without hard links the name is reserved by an empty file first: nobody is overwritten then
    either, but a kill between the two steps leaves the empty file.
    """
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise PostExists(path, "exists already") from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _DEFAULT_MODE))
        except FileExistsError:
            raise PostExists(path, "exists already") from None
        try:
            temporary.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    """Make the name durable, where folders can be synced (not on Windows, nor on some disks)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> int:
    """Remove the hidden files that killed writers left in a folder; return how many.

    Only those of processes that are no more; a file that cannot be removed stays.
    """
    removed = 0
    for entry in list(os.scandir(folder)):
        found = _TEMPORARY.fullmatch(entry.name)
        if found and not _is_running(int(found[1])):
            with contextlib.suppress(OSError):
                Path(entry.path).unlink()
                removed += 1
    return removed


# Once a process and folder: a batch writes thousands of posts into one folder.
_sweep_once = functools.cache(sweep)


def _is_running(pid: int) -> bool:
    if os.name == "nt":
        return True  # there, signal 0 is Ctrl-C
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # somebody else's, or no way to know: leave its file alone
    return True


def _explained(path: Path, error: OSError) -> WriteError:
    """Return the error for a person."""
    reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
    return WriteError(path, reason, hint=hint)
