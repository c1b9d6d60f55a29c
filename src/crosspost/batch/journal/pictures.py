"""Pictures from the web, in a folder beside the journal until their post is written.

So a post that is not written in the end leaves no pictures in the site, and a run that was killed
need not fetch again what it had. In the site they are copied like those of saved pages.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from crosspost.batch.journal.items import key
from crosspost.files import is_file, is_plain_name, read_regular
from crosspost.folders import opened
from crosspost.images.copy import CopyFolders
from crosspost.images.fetched import CopyLimits
from crosspost.model import Picture, WebPicture
from crosspost.publish.write import write_new
from crosspost.urls import Trust

FOLDER = "pictures"


class PictureStore:
    """The folder. Several threads may write to it; only the deciding one may use the rest.

    Args:
        db: the journal.
        site: the folders of copies in the site.
        limits: of copies. Pictures that are reduced to another width are not the same.

    Attributes:
        limits: as above.
    """

    def __init__(self, db: sqlite3.Connection, site: CopyFolders, limits: CopyLimits) -> None:
        self._db = db
        self._site = site
        self.limits = limits
        # ``prepare`` has checked the folder of the journal, which has no links.
        self._folder = Path(db.execute("PRAGMA database_list").fetchone()[2]).parent / FOLDER

    def key(self, picture: WebPicture, trust: Trust) -> bytes:
        """Return what identifies a picture and how it is fetched: as of ``cache``."""
        return key(f"{trust} {self.limits.width} {picture.words} {picture.url}")

    def find(self, known_as: bytes, url: str) -> Picture | None:
        """Return a picture that an earlier run has fetched, if it is still there."""
        row = self._db.execute("SELECT name FROM picture WHERE key = ?", (known_as,)).fetchone()
        if row is None or not is_plain_name(row[0]):
            return None
        picture = self.located(Picture("", row[0], url=url))
        return picture if self.has(picture) else None

    def located(self, picture: Picture) -> Picture:
        """Return a picture of a draft with the file that is here, whatever the draft says."""
        return picture._replace(source=str(self._folder / picture.name)) if picture.url else picture

    def has(self, picture: Picture) -> bool:
        """Tell whether a picture is here, or in the site already."""
        return is_file(self._folder / picture.name) or is_file(self._site.path(picture.name))

    def write(self, name: str, content: bytes) -> Path:
        """Write a file, whole or not at all, unless it is there.

        Raises:
            WriteError: the file system refused.
        """
        path = self._folder / name
        with contextlib.suppress(OSError):
            if read_regular(path, len(content)) == content:
                return path
        self._remove([name])
        write_new([(path, content)])
        return path

    def note(self, known_as: bytes, picture: Picture) -> None:
        """Note that a picture was fetched; its file is on the disk."""
        self._db.execute("INSERT OR REPLACE INTO picture VALUES (?, ?)", (known_as, picture.name))

    def copied(self, pictures: Iterable[Picture]) -> None:
        """Remove the files of pictures that are in the site now."""
        names = {picture.name for picture in pictures if picture.url}
        if names:
            self._remove(names)

    def clear(self) -> None:
        """Remove all that is left at the end of a complete run."""
        self._db.execute("DELETE FROM picture")
        self._remove(None)

    def _remove(self, names: Iterable[str] | None) -> None:
        # Not the pictures of another folder if this one is a link; what cannot be removed stays.
        with contextlib.suppress(OSError), opened(self._folder) as folder:
            for name in folder.names() if names is None else names:
                folder.remove(name)
