"""Staged texts → posts, in the order of the list.

The order decides who of two gets a name or an article, so it must not depend on which download
ends first. A text is written when every link before it is settled. Each step is committed before
the next, so that a kill between any two leaves what the next run can finish:

1. ``placing``: the path is chosen and reserved;
2. the pictures that it shows are copied;
3. the file is on the disk, synced, its folder too;
4. ``done``.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from crosspost.batch import post_index
from crosspost.batch.journal import results, transaction
from crosspost.batch.journal.queue import read_pictures
from crosspost.batch.journal.values import Damaged, read_texts
from crosspost.batch.progress import Settled
from crosspost.batch.road import Road
from crosspost.fetch.companions import PICTURE_GONE
from crosspost.files import is_plain_name, read_regular, real
from crosspost.model import Picture

# Files that are synced together. The texts are in memory at once, so not too many.
_AT_ONCE = 64

# Jekyll reads posts in folders with these names only, anywhere in the site.
POST_FOLDERS = frozenset({"_posts", "_drafts"})

HAS_ARTICLE = "has this article already"
NAMES_NOTHING = "has this name, and names no article that it was made from"


@dataclass(frozen=True)
class _Ready:
    """A staged text and where it goes."""

    link: int
    url: str
    path: Path
    text: str
    pictures: tuple[Picture, ...] = ()
    replaces: bool = False


class Placer:
    """Writes the posts of one run.

    Args:
        replace: replace the post that has the article already, unless this run has written it.
    """

    def __init__(
        self, db: sqlite3.Connection, road: Road, run: int, *, replace: bool = False
    ) -> None:
        self._db = db
        self._road = road
        self._run = run
        self._replace = replace
        self._settled_to = -1

    def recover(self) -> None:
        """Finish what an earlier run was writing when it was killed."""
        rows = self._db.execute(
            "SELECT link.id, link.path, draft.text FROM link JOIN draft ON draft.link = link.id "
            "WHERE link.state = 'placing'"
        ).fetchall()
        for link, name, text in rows:
            with transaction(self._db):
                if self._is_post(name) and _holds(self._road.root / name, text):
                    results.done(self._db, link, name, _hash(text))
                else:
                    # It was not written, or somebody took the name since: choose again.
                    self._db.execute("UPDATE link SET state = 'staged' WHERE id = ?", (link,))
                    post_index.remove(self._db, name)

    def _is_post(self, name: object) -> bool:
        """Tell whether a path from the journal is that of a post or draft of the site.

        It is checked at each use: a journal may be damaged, and folders may have become links.
        """
        if not isinstance(name, str) or not is_plain_name(PurePath(name).name):
            return False
        path, folders = self._road.root / name, (self._road.folder(d) for d in (False, True))
        if "\0" in name or real(path.parent) != path.parent or os.pardir in path.parts:
            return False
        if not path.is_file():
            return False
        return any(path.is_relative_to(folder) for folder in folders) or (
            path.is_relative_to(self._road.root)
            and not POST_FOLDERS.isdisjoint(path.relative_to(self._road.root).parts)
        )

    def place(self) -> list[Settled]:
        """Write every text whose turn has come.

        Returns:
            What became of them.

        Raises:
            WriteError: the file system refused; nothing is lost.
        """
        settled: list[Settled] = []
        while links := self._heads():
            ready: list[_Ready] = []
            with transaction(self._db):
                for link, _ in links:
                    chosen = self._choose(link)
                    if isinstance(chosen, Settled):
                        settled.append(chosen)
                    else:
                        ready.append(chosen)
            settled += self._write(ready)
            self._settled_to = links[-1][1]
        return settled

    def _heads(self) -> list[tuple[int, int]]:
        """Return the next staged links, up to the first that is not settled."""
        rows = self._db.execute(
            "SELECT id, position, state FROM link WHERE run = ? AND position > ? ORDER BY position",
            (self._run, self._settled_to),
        )
        heads: list[tuple[int, int]] = []
        for link, position, state in rows:
            if state == "staged":
                heads.append((link, position))
            elif state not in results.SETTLED:
                break
            elif not heads:
                self._settled_to = position
            if len(heads) >= _AT_ONCE:
                break
        rows.close()
        return heads

    def _choose(self, link: int) -> _Ready | Settled:
        """Choose and reserve the path of a text, unless the site has the article."""
        url, filename, text, addresses_json, draft, pictures_json = self._db.execute(
            "SELECT link.url, draft.filename, draft.text, draft.addresses, link.draft, pictures "
            "FROM draft JOIN link ON link.id = draft.link WHERE link.id = ?",
            (link,),
        ).fetchone()
        if not is_plain_name(filename):
            raise Damaged(f"{filename!r} as the name of a post")
        addresses, pictures = read_texts(addresses_json), read_pictures(pictures_json)
        same = post_index.find(self._db, addresses)
        if same:
            post_index.add_addresses(self._db, same, addresses)
            may = self._replace and self._is_post(same) and not self._is_of_this_run(same, link)
            if not may:
                results.exists(self._db, link, same, HAS_ARTICLE)
                return Settled(url, "exists", same, HAS_ARTICLE)
            ready = _Ready(link, url, self._road.root / same, text, pictures, replaces=True)
            return self._reserve(ready, addresses)
        folder = self._road.folder(bool(draft))
        wanted = post_index.relative(self._road, folder / filename)
        if post_index.owner_of(self._db, wanted) == "own":
            results.exists(self._db, link, wanted, NAMES_NOTHING)
            return Settled(url, "exists", wanted, NAMES_NOTHING)
        path = post_index.free_path(self._db, self._road, folder, filename)
        return self._reserve(_Ready(link, url, path, text, pictures), addresses)

    def _reserve(self, ready: _Ready, addresses: Iterable[str]) -> _Ready:
        name = post_index.relative(self._road, ready.path)
        post_index.put(self._db, self._road, ready.path, addresses)
        self._db.execute(
            "UPDATE link SET state = 'placing', path = ? WHERE id = ?", (name, ready.link)
        )
        return ready

    def _is_of_this_run(self, path: str, link: int) -> bool:
        """Tell whether this run has written the post for another link."""
        row = self._db.execute(
            "SELECT 1 FROM link WHERE run = ? AND path = ? AND state IN ('done', 'placing') "
            "AND id <> ? LIMIT 1",
            (self._run, path, link),
        ).fetchone()
        return row is not None

    def _write(self, ready: list[_Ready]) -> list[Settled]:
        """Write texts to their paths, and say so."""
        settled = []
        lost = self._road.copy(picture for one in ready for picture in one.pictures)
        while ready:
            for one in ready:
                if one.replaces:
                    self._road.replace(one.path, one.text)
            new = {one.path: one for one in ready if not one.replaces}
            taken = set(self._road.write_new((path, one.text) for path, one in new.items()))
            again: list[_Ready] = []
            with transaction(self._db):
                for one in ready:
                    if one.path in taken:
                        again.append(self._elsewhere(one))
                        continue
                    name = post_index.relative(self._road, one.path)
                    results.done(self._db, one.link, name, _hash(one.text))
                    if any(picture.name in lost for picture in one.pictures):
                        results.warn(self._db, one.link, PICTURE_GONE)
                    settled.append(Settled(one.url, "done", name, pictures=len(one.pictures)))
            ready = again
        return settled

    def _elsewhere(self, one: _Ready) -> _Ready:
        """Choose another name for a text whose name somebody took in the meantime."""
        row = self._db.execute("SELECT addresses FROM draft WHERE link = ?", (one.link,)).fetchone()
        addresses = read_texts(row[0])
        name = post_index.relative(self._road, one.path)
        self._db.execute("DELETE FROM address WHERE path = ?", (name,))
        path = post_index.free_path(self._db, self._road, one.path.parent, one.path.name)
        return self._reserve(replace(one, path=path), addresses)


def _holds(path: Path, text: object) -> bool:
    """Tell whether a file has exactly this text."""
    if not isinstance(text, str):
        return False
    try:
        content = text.encode("utf-8")
        return read_regular(path, len(content)) == content
    except OSError:
        return False


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
