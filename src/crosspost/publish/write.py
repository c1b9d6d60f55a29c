"""Post → file: whole or not at all, and never over another one unasked.

The text is written to a hidden file beside (``.name.crosspost-PID-N.tmp``: Jekyll would publish
``name.md.part``), synced, and linked into place; a link, unlike a rename, fails if the name is
taken. A crash leaves the old file or the new one, and at most a hidden file that the next run
removes. No symbolic link is followed (``folders``); callers that may follow one resolve it first.
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
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from crosspost.errors import PostExists, WriteError
from crosspost.folders import Folder, opened
from crosspost.lazy_regex import lazy_compile

_TEMPORARY = lazy_compile(r"\..*\.crosspost-(\d+)-\d+\.tmp", re.S)
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
    errno.ELOOP: ("this is a link", "Nothing is written through links: remove it."),
}


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
    content = content.encode("utf-8") if isinstance(content, str) else content
    with _prepared(path.parent) as folder:
        try:
            if replace:
                _refuse_link(folder, path.name)
            else:
                _refuse_taken(folder, path.name)
            _place(content, folder, path.name, replace)
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
                _sweep_once(path)
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
    content = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _place(content, folder, path.name, replace=False)
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


def prepare_folder(path: Path) -> None:
    """Make a folder for posts and see whether it can be written to; worth asking before a fetch.

    Raises:
        WriteError: it cannot be made or written to.
    """
    with _prepared(path):
        pass


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


def _place(content: bytes, folder: Folder, name: str, replace: bool) -> None:
    """Write beside, sync, and put into place; the folder is left to sync."""
    temporary, descriptor = _temporary_beside(folder, name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if replace:
                _keep_rights(folder, name, descriptor)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        if replace:
            folder.rename(temporary, name)
        else:
            _link(folder, temporary, name)
    finally:
        folder.remove(temporary)


def _temporary_beside(folder: Folder, name: str) -> tuple[str, int]:
    """Create a hidden file of a name that no other writer has."""
    while True:
        ending = f".crosspost-{os.getpid()}-{next(_number)}.tmp".encode()
        stem = os.fsencode(name)[: _LONGEST_NAME - len(ending) - 1]
        temporary = (b"." + stem.decode("utf-8", "ignore").encode() + ending).decode()
        try:
            return temporary, folder.create(temporary, _DEFAULT_MODE)
        except FileExistsError:
            continue  # left by a dead process of our number


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

    Without hard links the name is reserved by an empty file first: nobody is overwritten then
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
            os.close(folder.create(name, _DEFAULT_MODE))
        except FileExistsError:
            raise PostExists(folder.path / name, "exists already") from None
        try:
            folder.rename(temporary, name)
        except OSError:
            folder.remove(name)
            raise


def sweep(path: Path) -> int:
    """Remove the hidden files that killed writers left in a folder; return how many.

    Only those of processes that are no more; a file that cannot be removed stays.
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
    at = error.filename if error.errno == errno.ELOOP else None
    return WriteError(Path(at) if isinstance(at, str) else path, reason, hint=hint)
