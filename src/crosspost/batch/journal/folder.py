"""The folder of a site's journal, and whether the user made it.

A journal decides which texts are written where, so one that came with a clone or an archive is not
used. The user's own journal has a random id in the file ``id``, which cannot be guessed; the same
id is in the user's state folder (``trust``).
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crosspost import trust
from crosspost.disk_errors import of_writing
from crosspost.errors import CrosspostError, WriteError
from crosspost.files import is_file, read_regular, real
from crosspost.folders import Folder, opened

ID = "id"
_KEPT = ("journal.sqlite", "cache.sqlite", "checks.sqlite")
_OTHERS = (ID, "lock", "lock.holder", ".gitignore")
_BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_LONGEST_ID = 64
_LONGEST_PATH = 16 * 1024
_LARGEST_INDEX = 256 * 1024 * 1024
_MODE = 0o644
_REMEDY = "If it is yours, run: crosspost trust. If not, remove the folder: the posts are kept."


def prepare(path: Path) -> None:
    """Make the folder of a journal, with a .gitignore, and check the files in it.

    Args:
        path: of the folder, without links.

    Raises:
        WriteError: it cannot be made, or contains something that is not a regular file with one
            name (a link, a hard link, a pipe).
    """
    with _refusals(path), opened(path, make=True) as folder:
        _refuse_others(folder)
        with contextlib.suppress(FileExistsError):
            _create(folder, ".gitignore", "*\n")


def look(path: Path) -> None:
    """Check the files in the folder like ``prepare``, if there is one.

    Raises:
        WriteError: something in it is not a regular file with one name.
    """
    with _refusals(path), contextlib.suppress(FileNotFoundError), opened(path) as folder:
        _refuse_others(folder)


@contextlib.contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn an ``OSError`` into an error for the user."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ELOOP:
            words, hint = "this is a link; nothing is written through it", "Remove it."
            raise WriteError(Path(error.filename or path), words, hint=hint) from error
        reason, hint = of_writing(error)
        raise WriteError(path, reason, hint=hint) from error


def _refuse_others(folder: Folder) -> None:
    """Refuse links and special files, since another file would be written through them."""
    for name in (*(kept + end for kept in _KEPT for end in _BESIDE), *_OTHERS):
        try:
            about = folder.stat(name)
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(about.st_mode) or about.st_nlink != 1:
            what = "a hard link to another file"
            what = what if stat.S_ISREG(about.st_mode) else "a link, or not a file"
            hint = "Remove it and run again."
            raise WriteError(folder.path / name, f"this is {what}", hint=hint)


def _create(folder: Folder, name: str, text: str) -> None:
    with os.fdopen(folder.create(name, _MODE), "w", encoding="utf-8") as file:
        file.write(text)


def put(path: Path, name: str, text: str) -> None:
    """Write a small file in the folder and replace anything with its name, even a link.

    Args:
        path: of the folder, without links.
        name: of the file.
        text: its content.

    Raises:
        OSError: it cannot be written.
    """
    with opened(path) as folder:
        folder.remove(name)
        _create(folder, name, text)


def has_journal(path: Path) -> bool:
    """Tell whether the folder has a journal or a cache."""
    return any(os.path.lexists(path / f"{name}{end}") for name in _KEPT for end in _BESIDE)


def is_own(path: Path) -> bool:
    """Tell whether this user made the journal, for this site."""
    own = trust.of(path.parent).journal
    return bool(own) and secrets.compare_digest(_id(path).encode(), own.encode())


def _id(path: Path) -> str:
    try:
        return read_regular(path / ID, _LONGEST_ID).decode("ascii", "replace").strip()
    except OSError:
        return ""


def _is_of_git(path: Path) -> bool:
    """Tell whether a git repository around a folder tracks files in it.

    Git overwrites ignored files without asking, and the journal is ignored: the user's own journal
    could be replaced by one that somebody else has pushed.
    """
    folder = real(path)
    for top in folder.parents:
        git = top / ".git"
        if not os.path.lexists(git):
            continue
        try:
            if is_file(git):  # of a second work tree or a submodule
                named = read_regular(git, _LONGEST_PATH).partition(b"gitdir:")[2].strip()
                git = top / os.fsdecode(named)
            index = read_regular(git / "index", _LARGEST_INDEX)
        except (OSError, ValueError):
            return False
        # Version 4 writes only the part of a name that differs from the name before: search for the
        # end of the name.
        name = folder.relative_to(top).as_posix() if index[4:8] < b"\0\0\0\4" else path.name[3:]
        # On a case-insensitive disk the name may be in another case.
        return f"{name}/".encode("utf-8", "surrogateescape").lower() in index.lower()
    return False


def refuse_foreign(path: Path) -> None:
    """Refuse a journal that the user has not made for this site.

    Raises:
        CrosspostError: the journal came with the site, or was made for another one.
    """
    if not has_journal(path):
        return
    if _is_of_git(path):
        raise CrosspostError(
            f"{path}: git tracks this journal, so each pull may replace it",
            hint=f"Remove it: git rm -rf {path.name}. The posts are kept.",
        )
    if is_own(path):
        return
    name = _id(path)
    homes = [str(note.root) for note in trust.everything() if name and note.journal == name]
    if homes:
        raise CrosspostError(
            f"{path}: this journal was made for the site at {homes[0]}",
            hint="If you have moved or copied the site, run here: crosspost trust",
        )
    raise CrosspostError(
        f"{path}: this journal came with the site, or an older crosspost made it", hint=_REMEDY
    )


def claim(path: Path) -> None:
    """Make the folder if it is missing, and make sure that the journal is the user's own.

    Raises:
        CrosspostError: as for ``refuse_foreign``.
        WriteError: it cannot be made or noted.
    """
    prepare(path)
    refuse_foreign(path)
    if not is_own(path):
        adopt(path)


def adopt(path: Path) -> None:
    """Mark the journal as the user's own, even if it came with the site.

    Raises:
        WriteError: it cannot be noted.
    """
    name = secrets.token_hex(16)
    with _refusals(path / ID):
        put(path, ID, f"{name}\n")
    trust.save(replace(trust.of(path.parent), journal=name))
