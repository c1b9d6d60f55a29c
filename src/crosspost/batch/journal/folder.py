"""The folder of a site's journal: the user's own, or one that came with the site.

A journal says which texts are to be written where, so one that came with a clone or an archive is
not used. The user's own has a random name in ``id``, which the user's state folder knows, too
(``trust``); a site cannot know it.
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
from crosspost.errors import CrosspostError, WriteError
from crosspost.files import read_regular, real
from crosspost.folders import Folder, opened

ID = "id"
_KEPT = ("journal.sqlite", "cache.sqlite")
_OTHERS = (ID, "lock", "lock.holder", ".gitignore")
_BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_LONGEST_ID = 64
_LONGEST_PATH = 16 * 1024
_LARGEST_INDEX = 256 * 1024 * 1024
_MODE = 0o644
_REMEDY = (
    "If it is your own, run: crosspost trust. Else remove the folder; the posts say what is there."
)


def prepare(path: Path) -> None:
    """Make the folder of a journal, which is nobody's to commit, and look at what is in it.

    Raises:
        WriteError: it cannot be made, or something in it is not a file of its own (a link, a pipe,
            a second name of another file).
    """
    with _refusals(path), opened(path, make=True) as folder:
        _refuse_others(folder)
        with contextlib.suppress(FileExistsError):
            _create(folder, ".gitignore", "*\n")


def look(path: Path) -> None:
    """Look at what is in the folder, as ``prepare``; there may be none.

    Raises:
        WriteError: as of ``prepare``.
    """
    with _refusals(path), contextlib.suppress(FileNotFoundError), opened(path) as folder:
        _refuse_others(folder)


@contextlib.contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn the file system's refusals into an error for a person."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ELOOP:
            words, hint = "this is a link; nothing is written through it", "Remove it."
            raise WriteError(Path(error.filename or path), words, hint=hint) from error
        raise WriteError(path, error.strerror or str(error)) from error


def _refuse_others(folder: Folder) -> None:
    """Refuse what would lead the writing of a file of ours to another file."""
    for name in (*(kept + end for kept in _KEPT for end in _BESIDE), *_OTHERS):
        try:
            about = folder.stat(name)
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(about.st_mode) or about.st_nlink != 1:
            what = "a second name of another file"
            what = what if stat.S_ISREG(about.st_mode) else "a link, or not a file"
            hint = "Remove it and run again."
            raise WriteError(folder.path / name, f"this is {what}", hint=hint)


def _create(folder: Folder, name: str, text: str) -> None:
    with os.fdopen(folder.create(name, _MODE), "w", encoding="utf-8") as file:
        file.write(text)


def put(path: Path, name: str, text: str) -> None:
    """Write a small file of the folder anew; what had its name goes, a link itself.

    Raises:
        OSError: the file system refused.
    """
    with opened(path) as folder:
        folder.remove(name)
        _create(folder, name, text)


def has_journal(path: Path) -> bool:
    """Tell whether there is anything in the folder that a run would go by."""
    return any(os.path.lexists(path / f"{name}{end}") for name in _KEPT for end in _BESIDE)


def is_own(path: Path) -> bool:
    """Tell whether the journal of a site was made by this user, in this place."""
    own = trust.of(path.parent).journal
    return bool(own) and secrets.compare_digest(_id(path).encode(), own.encode())


def _id(path: Path) -> str:
    try:
        return read_regular(path / ID, _LONGEST_ID).decode("ascii", "replace").strip()
    except OSError:
        return ""


def _is_of_git(path: Path) -> bool:
    """Tell whether a repository around a folder has files of it in its index.

    Git overwrites files that are ignored, as ours are, without asking: a journal that was the
    user's own would be the one that somebody has pushed.
    """
    folder = real(path)
    for top in folder.parents:
        git = top / ".git"
        if not os.path.lexists(git):
            continue
        try:
            if git.is_file():  # of a second work tree or a submodule
                named = read_regular(git, _LONGEST_PATH).partition(b"gitdir:")[2].strip()
                git = top / os.fsdecode(named)
            index = read_regular(git / "index", _LARGEST_INDEX)
        except (OSError, ValueError):
            return False
        # Where names are written as what differs from the one before (version 4), the end will do.
        name = folder.relative_to(top).as_posix() if index[4:8] < b"\0\0\0\4" else path.name[3:]
        # On a disk that takes both for the same, the name may be written otherwise.
        return f"{name}/".encode("utf-8", "surrogateescape").lower() in index.lower()
    return False


def refuse_foreign(path: Path) -> None:
    """Refuse a journal that the user has not made here.

    Raises:
        CrosspostError: says what to do.
    """
    if not has_journal(path):
        return
    if _is_of_git(path):
        raise CrosspostError(
            f"{path}: git keeps this journal, so that it may be another one with every pull",
            hint=f"Take it out: git rm -rf {path.name}. The posts say what is there.",
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
        f"{path}: this journal came with the site, or is of an older crosspost", hint=_REMEDY
    )


def claim(path: Path) -> None:
    """Make the folder, if need be, and make sure that the journal is the user's own.

    A new one is noted as such.

    Raises:
        CrosspostError: it is somebody else's.
        WriteError: it cannot be made or noted.
    """
    prepare(path)
    refuse_foreign(path)
    if not is_own(path):
        adopt(path)


def adopt(path: Path) -> None:
    """Make the journal the user's own, whoever made it.

    Raises:
        WriteError: it cannot be noted.
    """
    name = secrets.token_hex(16)
    with _refusals(path / ID):
        put(path, ID, f"{name}\n")
    trust.save(replace(trust.of(path.parent), journal=name))
