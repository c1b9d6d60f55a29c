"""The files of an export, in a folder or in a ZIP archive, by their names.

Nothing is extracted: a file of an archive is read from it. Names are only names here, so that one
such as ``../x`` leads nowhere.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from crosspost.errors import CrosspostError
from crosspost.files import is_link
from crosspost.surrogates import is_unicode

# Files of one export; more are not looked at.
MOST = 100_000
# A compressed text is a tenth of its size, a table may be a fiftieth.
_MOST_TIMES = 200
_LEAST_LIMIT = 64 * 1024 * 1024
_NOT_OF_IT = ("__MACOSX/", ".git/")
_ENCRYPTED = 0x1
_UNREADABLE = (OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
BROKEN = (*_UNREADABLE, zipfile.BadZipFile, zlib.error)


class Files(Protocol):
    """The files of an export."""

    @property
    def path(self) -> Path:
        """Where they are: a folder or an archive."""

    def names(self) -> list[str]:
        """Return the names of all files, in order, with ``/`` between folders."""

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a file. Opening and reading raise one of ``BROKEN``."""


class Folder:
    """Files below a folder; links are left out.

    Args:
        path: of the folder.
        on_bytes: called with the size of each file that is opened.
        is_left_out: tells whether a folder within it is passed over, by its name.

    Attributes:
        links: how many links it has, which are not followed.
    """

    def __init__(
        self,
        path: Path,
        on_bytes: Callable[[int], None] = lambda size: None,
        is_left_out: Callable[[str], bool] = lambda name: False,
    ) -> None:
        self.path = path
        self.links = 0
        self._on_bytes = on_bytes
        self._is_left_out = is_left_out
        self._names = sorted(self._walk())

    def names(self) -> list[str]:
        """Return the names, relative to the folder."""
        return self._names

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a file."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        flags |= getattr(os, "O_BINARY", 0)
        file = os.fdopen(os.open(self.path / name, flags), "rb")
        self._on_bytes(os.fstat(file.fileno()).st_size)
        return cast("BinaryIO", file)

    def _walk(self) -> Iterator[str]:
        """Yield the names of regular files, those that begin with a dot left out."""
        waiting, count = [""], 0
        while waiting:
            folder = waiting.pop()
            with os.scandir(self.path / folder) as found:
                for entry in found:
                    name = f"{folder}{entry.name}"
                    if entry.name.startswith(".") or not is_unicode(name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if not self._is_left_out(entry.name):
                            waiting.append(f"{name}/")
                    elif entry.is_file(follow_symlinks=False):
                        count += 1
                        yield name
                    else:
                        self.links += is_link(entry.path)
            if count > MOST:
                hint = "Give a smaller folder."
                raise CrosspostError(f"{self.path}: more than {MOST:,} files", hint=hint)


class Zip:
    """Files in a ZIP archive.

    Args:
        path: of the archive.
        on_bytes: called with the compressed size of each file that is opened.

    Raises:
        CrosspostError: it is broken, needs a password, or has too many files.
    """

    def __init__(self, path: Path, on_bytes: Callable[[int], None] = lambda size: None) -> None:
        self.path = path
        self._on_bytes = on_bytes
        try:
            self._archive = zipfile.ZipFile(path)
        except BROKEN as error:
            hint = "If it was downloaded, download it again."
            raise CrosspostError(f"{path}: broken ZIP archive: {error}", hint=hint) from error
        found = [one for one in self._archive.infolist() if not one.filename.endswith("/")]
        if len(found) > MOST:
            hint = "Unpack it, and give a smaller folder."
            raise CrosspostError(f"{path}: more than {MOST:,} files", hint=hint)
        if any(one.flag_bits & _ENCRYPTED for one in found):
            hint = "Unpack it with its password, and give the folder."
            raise CrosspostError(f"{path}: a ZIP archive with a password", hint=hint)
        self._infos = {one.filename: one for one in found if _is_wanted(one.filename)}

    def names(self) -> list[str]:
        """Return the names, in order."""
        return sorted(self._infos)

    def info(self, name: str) -> zipfile.ZipInfo:
        """Return what the archive says of a file."""
        return self._infos[name]

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """Open a file; it cannot become much larger than its compressed size."""
        info = self._infos[name]
        self._on_bytes(info.compress_size)
        with self._archive.open(info) as stream:
            most = max(_LEAST_LIMIT, _MOST_TIMES * info.compress_size)
            with io.BufferedReader(_Bounded(cast("BinaryIO", stream), most)) as bounded:
                yield bounded

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()


def _is_wanted(name: str) -> bool:
    parts = name.split("/")
    is_hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return not is_hidden and not name.startswith(_NOT_OF_IT) and is_unicode(name)


class _Bounded(io.RawIOBase):
    """A stream that ends with an error after too many bytes."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        part = self._stream.read(len(view))
        view[: len(part)] = part
        self._left -= len(part)
        if self._left < 0:
            raise OSError("it is far larger than a file of this compressed size can be")
        return len(part)


def content(files: Files, name: str, most: int) -> bytes:
    """Return the content of a file.

    Args:
        most: bytes.

    Raises:
        CrosspostError: it is larger, or cannot be read.
    """
    try:
        with files.opened(name) as stream:
            found = stream.read(most + 1)
    except BROKEN as error:
        reason = getattr(error, "strerror", None) or error
        raise CrosspostError(f"{name[:200]}: cannot be read: {reason}") from error
    if len(found) > most:
        raise CrosspostError(f"{name[:200]}: larger than {most / 2**20:.3g} MiB")
    return found


def head(files: Files, name: str, size: int) -> bytes:
    """Return the first bytes of a file; none if it cannot be read."""
    try:
        with files.opened(name) as stream:
            return stream.read(size)
    except BROKEN:
        return b""


def below(names: list[str], folder: str) -> list[str]:
    """Return the names in a folder, directly or not.

    Args:
        folder: with ``/`` at its end; empty for all.
    """
    return [name for name in names if name.startswith(folder)]


def folder_of_file(name: str) -> str:
    """Return the folder of a file, with ``/`` at its end; empty for none."""
    return name[: name.rfind("/") + 1]
