r"""The texts of posts as they were imported, kept so that an update knows what the owner changed.

Each is a file of ``.crosspost/imported`` in the site: JSON, compressed by zlib, whose checksum
tells whether it is whole. Its name is a hash of the article's URL, so that a post may be renamed;
of an article whose URL is not known, or whose URL another post has, too: of the post's path.

A text is written before its post, together with the text before it and a hash of the post as it
was; that older part is removed when the post is written. A kill at any time leaves one of:

- the post as it was: by its hash, the older text is the one that it was made from;
- the post as it was written: by its hash, the newer one is;
- the post, changed by its owner since: the older one is used, with which a merge loses nothing: at
  worst it reports as a conflict what the article has changed twice.

A text that is missing, damaged or not readable is one that is not known. So nothing depends on
these files being on the disk, and they are not synced: it would take as long as the post itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crosspost.files import is_file, read_regular, real
from crosspost.folders import opened
from crosspost.model.empty import nothing
from crosspost.publish.temporary import MODE, create_beside, sweep_once
from crosspost.surrogates import escaped

FOLDER = ".crosspost"
_INNER = "imported"
_LARGEST = 64 * 1024 * 1024  # bytes of a text; more is not read
_LEVEL = 6


@dataclass(frozen=True)
class Imported:
    """A post as it was imported.

    Attributes:
        text: the whole file, without the owner's note; None if it is not known.
        own: fields of its front matter that the owner has given at the import.
        path: of the post, from the site's root if it is below it.
        written: hash of the post's file as it was written.
        before: the same of the post before; it counts until the post is written.
        options: of the import, see ``kept_options``.
    """

    text: str | None
    own: tuple[str, ...] = ()
    path: str = ""
    written: str = ""
    before: Imported | None = None
    options: Mapping[str, Any] = field(default_factory=nothing)


def digest(text: str) -> str:
    """Return the hash of a post's file."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class ImportedTexts:
    """The texts of a site.

    Args:
        root: of the site.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER / _INNER

    def find(self, keys: Iterable[str], path: Path, mine: str) -> Imported:
        """Return what a post was made from.

        Args:
            keys: identities of the article's URLs.
            path: of the post.
            mine: the text of its file.
        """
        _, found = self._slot(keys, path)
        if found.before is not None and digest(mine) != found.written:
            return found.before
        return replace(found, before=None)

    def put(
        self, keys: Iterable[str], path: Path, new: Imported, written: str, mine: str = ""
    ) -> None:
        """Keep a text, before its post is written.

        Args:
            keys, path: as of ``find``.
            new: the text.
            written: the post's file as it will be.
            mine: the post's file as it is; empty if there is none.
        """
        keys = tuple(keys)
        name, _ = self._slot(keys, path)
        before = self.find(keys, path, mine) if mine else None
        self._write(name, replace(self._named(new, path, written), before=before))

    def settle(self, keys: Iterable[str], path: Path, new: Imported, written: str) -> None:
        """Keep a text alone, now that its post is written."""
        name, _ = self._slot(keys, path)
        self._write(name, self._named(new, path, written))

    def move(self, keys: Iterable[str], new_keys: Iterable[str], path: Path, mine: str) -> None:
        """Keep a text under other URLs, before they are written into its post.

        The text under the old URLs stays, in case that the post is not written.

        Args:
            keys, path, mine: as of ``find``.
            new_keys: identities of the URLs that the post will have.
        """
        found = self.find(keys, path, mine)
        if found.text is not None:
            name, _ = self._slot(new_keys, path)
            self._write(name, found)

    def _named(self, new: Imported, path: Path, written: str) -> Imported:
        return replace(new, path=self._name_of(path), written=digest(written), before=None)

    def _slot(self, keys: Iterable[str], path: Path) -> tuple[str, Imported]:
        """Return the name of the file for a post, and what is in it."""
        own, free = self._name_of(path), ""
        for key in (*keys, f"path:{own}"):
            name = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
            found = self._read(name)
            if found is None:
                free = free or name
            elif found.path == own or not is_file(self._root / found.path):
                return name, found
        return free or name, Imported(None)

    def _name_of(self, path: Path) -> str:
        whole, root = real(path.parent) / path.name, real(self._root)
        return escaped(str(whole.relative_to(root) if whole.is_relative_to(root) else whole))

    def _read(self, name: str) -> Imported | None:
        try:
            packed = read_regular(self._folder / name, _LARGEST)
            unpacked = zlib.decompressobj()
            text = unpacked.decompress(packed, _LARGEST)
            return _imported(json.loads(text)) if unpacked.eof else None
        except (OSError, ValueError, TypeError, LookupError, RecursionError, zlib.error):
            return None

    def _write(self, name: str, kept: Imported) -> None:
        content = zlib.compress(json.dumps(_plain(kept)).encode(), _LEVEL)
        # A text that cannot be kept is one that is not known, which an update says.
        with contextlib.suppress(OSError):
            _ignored_by_git(self._folder.parent)
            with opened(self._folder, make=True) as folder:
                sweep_once(self._folder)
                temporary, descriptor = create_beside(folder, name)
                try:
                    with os.fdopen(descriptor, "wb") as file:
                        file.write(content)
                    folder.rename(temporary, name)
                finally:
                    folder.remove(temporary)


def _ignored_by_git(path: Path) -> None:
    """Make the folder with a .gitignore, as that of the journal."""
    with (
        opened(path, make=True) as folder,
        contextlib.suppress(FileExistsError),
        os.fdopen(folder.create(".gitignore", MODE), "w") as file,
    ):
        file.write("*\n")


def _plain(kept: Imported) -> dict[str, Any]:
    before = {"before": _plain(kept.before)} if kept.before else {}
    known = {"text": kept.text, "own": list(kept.own), "path": kept.path, "written": kept.written}
    options = {"options": dict(kept.options)} if kept.options else {}
    return known | options | before


def _imported(plain: Any) -> Imported:
    """Read what ``_plain`` gives.

    Raises:
        TypeError: it is something else.
        LookupError: something is missing.
    """
    text, own, options = plain["text"], plain["own"], plain.get("options", {})
    texts = [text or "", plain["path"], plain["written"], *own]
    if not isinstance(own, list) or not isinstance(options, dict):
        raise TypeError("not the text of a post")
    if not all(isinstance(each, str) for each in texts):
        raise TypeError("not the text of a post")
    before = _imported(plain["before"]) if "before" in plain else None
    return Imported(text, tuple(own), plain["path"], plain["written"], before, options)
