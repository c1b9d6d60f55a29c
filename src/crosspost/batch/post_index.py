"""The posts that the site has: which articles are there, which names are taken.

Kept in the journal, so that a question costs the same with ten posts and a million. It is brought
up to date at the start of a run, when only files that are new or changed are read.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Literal

from crosspost.batch.journal import transaction
from crosspost.batch.journal.items import is_shared, key
from crosspost.publish.place import Wanted
from crosspost.publish.site_posts import SitePosts
from crosspost.surrogates import escaped

_AT_ONCE = 2000
# States of links that have a post of their own, or are about to.
POSTED = "('done', 'placing', 'updated', 'unchanged', 'conflict')"
# The post that was made of a link, if it is there.
_MADE = "SELECT path FROM link WHERE key = ? AND path IN (SELECT path FROM post) LIMIT 1"
_ORIGINS: tuple[Literal["article", "own", "unnamed"], ...] = ("article", "own", "unnamed")


class PostIndex:
    """The index; a ``publish.place.KnownPosts``.

    Args:
        db: the journal.
        posts: of the site.
        folder: of new posts, without links.
    """

    def __init__(self, db: sqlite3.Connection, posts: SitePosts, folder: Path) -> None:
        self._db = db
        self._posts = posts
        self._folder = folder
        self._target = posts.target
        self._root = posts.target.root

    def name_of(self, path: Path) -> str:
        """Return a post's path as the journal has it: from the site's root, if it is below it."""
        name, root = str(path), f"{self._root}{os.sep}"
        if name.startswith(root) and os.pardir not in path.parts:
            return escaped(name[len(root) :])
        inner = os.path.relpath(path, self._root) if path.is_relative_to(self._root) else name
        return escaped(inner)

    def refresh(self, collections: Iterable[Path] = ()) -> None:
        """Take in what was written, changed or removed since the last run.

        Args:
            collections: folders of further articles.
        """
        db = self._db
        db.execute("CREATE TEMP TABLE IF NOT EXISTS seen (path TEXT PRIMARY KEY)")
        db.execute("DELETE FROM seen")
        waiting: list[Path] = []
        paths = (self._target.existing_posts(folder) for folder in (self._folder, *collections))
        for path in chain.from_iterable(paths):
            waiting.append(path)
            if len(waiting) >= _AT_ONCE:
                self._take_in(waiting)
                waiting.clear()
        self._take_in(waiting)
        with transaction(db):
            gone = "SELECT path FROM post WHERE path NOT IN (SELECT path FROM seen)"
            db.execute(f"DELETE FROM post_url WHERE path IN ({gone})")
            db.execute("DELETE FROM post WHERE path NOT IN (SELECT path FROM seen)")
            db.execute("DELETE FROM post_url WHERE path NOT IN (SELECT path FROM post)")
            db.execute("DELETE FROM seen")

    def _take_in(self, paths: Iterable[Path]) -> None:
        with transaction(self._db):
            for path in paths:
                name = self.name_of(path)
                self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (name,))
                stamp = _stamp(path)
                row = self._db.execute("SELECT stamp FROM post WHERE path = ?", (name,)).fetchone()
                if stamp and (row is None or row[0] != stamp):
                    facts = self._target.facts(path)
                    own = _ORIGINS.index(facts.origin)
                    self._put(path, facts.sources, facts.text_key, own, stamp)

    def put(self, path: Path, wanted: Wanted) -> None:
        """Remember a post that is about to be written: its name is taken, its article is there."""
        self._put(path, wanted.urls, self._target.text_key(wanted.text))

    def _put(
        self, path: Path, urls: Iterable[str], text: bytes, own: int = 0, stamp: str = ""
    ) -> None:
        name = self.name_of(path)
        inside, own_name = self._posts.split(path)
        folder, plain = escaped(str(inside)), escaped(self._target.name_key(own_name))
        row = (name, stamp, folder, plain, own, text)
        self._db.execute("DELETE FROM post_url WHERE path = ?", (name,))
        self._db.execute("INSERT OR REPLACE INTO post VALUES (?, ?, ?, ?, ?, ?)", row)
        self.add_urls(name, urls)

    def add_urls(self, name: str, urls: Iterable[str]) -> None:
        """Remember further URLs of the article that a post has."""
        add = "INSERT OR IGNORE INTO post_url VALUES (?, ?)"
        self._db.executemany(add, ((key(url), name) for url in urls))

    def remove(self, name: str) -> None:
        """Forget a post that was not written after all."""
        self._db.execute("DELETE FROM post_url WHERE path = ?", (name,))
        self._db.execute("DELETE FROM post WHERE path = ?", (name,))

    def find_url(self, urls: Iterable[str]) -> str | None:
        """Return the name of the post whose article has one of these URLs, as identities.

        A post of the owner's own writing does not name them, but the journal does. URLs that
        different items of a list have are passed over.
        """
        for known_as in map(key, urls):
            row = self._db.execute(
                "SELECT path FROM post_url WHERE key = ? ORDER BY path LIMIT 1", (known_as,)
            ).fetchone()
            row = row or self._db.execute(_MADE, (known_as,)).fetchone()
            if row and not is_shared(self._db, known_as):
                return str(row[0])
        return None

    def find(self, wanted: Wanted) -> Path | None:
        """Return the post that has the article already; see ``place.KnownPosts``."""
        name = self.find_url(wanted.urls)
        if name is None and all(is_shared(self._db, key(url)) for url in wanted.urls):
            name = self._before(wanted) or self._with_text(wanted)
        return None if name is None else self._root / name

    def _before(self, wanted: Wanted) -> str | None:
        """Return the post that an earlier run made of the same link."""
        row = self._db.execute("SELECT 1 FROM post WHERE path = ?", (wanted.before,)).fetchone()
        return wanted.before if row else None

    def _with_text(self, wanted: Wanted) -> str | None:
        row = self._db.execute(
            "SELECT path FROM post WHERE text = ? AND text <> x'' ORDER BY path LIMIT 1",
            (self._target.text_key(wanted.text),),
        ).fetchone()
        return str(row[0]) if row else None

    def origin(self, path: Path) -> Literal["article", "unnamed", "own"] | None:
        """Return who made the post at a path; one that the journal has written is not unnamed."""
        name = self.name_of(path)
        row = self._db.execute("SELECT own FROM post WHERE path = ?", (name,)).fetchone()
        if row is None:
            return None
        written = f"SELECT 1 FROM link WHERE path = ? AND state IN {POSTED} LIMIT 1"
        if row[0] and self._db.execute(written, (name,)).fetchone():
            return "article"
        return _ORIGINS[row[0]] if row[0] in (0, 1, 2) else "own"

    def free(self, path: Path) -> Path:
        """Return the path, or the same with the first number that no post has."""
        folder = escaped(str(self._posts.split(path)[0]))
        taken = "SELECT 1 FROM post WHERE folder = ? AND name = ? LIMIT 1"
        return next(
            free
            for free in self._posts.numbered(path)
            if not self._db.execute(
                taken, (folder, escaped(self._target.name_key(self._target.name_of(free))))
            ).fetchone()
        )

    def text_for(self, wanted: Wanted, path: Path) -> str:
        """Return the text of a post whose file gets another name than the wanted one."""
        return self._posts.text_for(wanted, path)


def _stamp(path: Path) -> str:
    try:
        about = path.stat()
    except OSError:
        return ""
    return f"{about.st_size}-{about.st_mtime_ns}"
