"""The owner's own writing moved: links between the posts lead to the new pages.

A link is found in the text of a post before it is written, and kept in the journal (``old_link``).
What leads to a post that has its page already is replaced at once, the rest when all posts are
written. That second pass merges as an update does: a line that the owner has changed stays. After a
kill the next run goes on with the links that are not noted as done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from crosspost import urls
from crosspost.batch.entry import OLD_URLS
from crosspost.batch.journal import moved, results, transaction
from crosspost.batch.journal.items import is_shared, key
from crosspost.batch.journal.values import Damaged, read_json
from crosspost.batch.post_index import POSTED
from crosspost.errors import FrontMatterError, WriteError
from crosspost.images.names import PICTURE_FILE
from crosspost.publish.imported import digest
from crosspost.publish.update import Updates, text_of
from crosspost.targets.base import Target

_HAS_POST = f"(link.state IN {POSTED} OR link.state = 'exists')"
_MOST = 1000  # links of a post
_IS_DRAFT = "its post is a draft in this site"
_NOT_LINKED = "links to the old site stay, since the post cannot be read"


class MovedPost(NamedTuple):
    """A post of an old site.

    Attributes:
        old: its URLs there, the main one first.
        page: its page in the new site; empty if it has none yet, such as a draft.
        path: of the post, as the journal has it.
    """

    old: tuple[str, ...]
    page: str
    path: str


class MovedLinks:
    """The links between posts of one run, and of earlier ones from the same sites.

    Args:
        db: the journal.
        run: its number.
        target: the site.
        is_post: tells whether a path of the journal is that of a post.
    """

    def __init__(
        self, db: sqlite3.Connection, run: int, target: Target, is_post: Callable[[object], bool]
    ) -> None:
        self._db = db
        self._target = target
        self._is_post = is_post
        rows = db.execute("SELECT url FROM link WHERE run = ?", (run,))
        self._hosts = {_host(str(url)) for (url,) in rows} - {""}
        db.execute("DROP TABLE IF EXISTS temp.old_url")
        db.execute("CREATE TEMP TABLE old_url (key BLOB PRIMARY KEY, link INTEGER) WITHOUT ROWID")
        with transaction(db):
            for link, names, _ in self._known():
                own = [url for url in names if not is_shared(db, key(urls.identity(url)))]
                rows_ = ((_key(url), link) for url in own)
                db.executemany("INSERT OR IGNORE INTO old_url VALUES (?, ?)", rows_)
        self.page_of = lru_cache(4096)(self._page_of)

    def _known(self) -> Iterator[tuple[int, tuple[str, ...], str]]:
        """Yield each link to one of the old sites: its id, its URLs, the path of its post."""
        rows = self._db.execute("SELECT id, url, overrides, path FROM link ORDER BY id").fetchall()
        for link, url, overrides, path in rows:
            try:
                others = read_json(overrides, dict).get(OLD_URLS, ())
            except Damaged:
                others = ()
            names = tuple(str(each) for each in (url, *others) if self.is_old(str(each)))
            if names:
                yield link, names, str(path)

    def is_old(self, url: str) -> bool:
        """Tell whether a URL leads to one of the old sites."""
        return _host(url) in self._hosts

    def note(self, link: int, text: str) -> str:
        """Note the links of a post to the old sites.

        Returns:
            The text, in which links lead to the pages that are known already.
        """
        from crosspost.markdown import link_targets  # other batches need nothing that converts

        named = [url.partition("#") for url in link_targets.targets(text) if self.is_old(url)]
        found = [url for url, _, _ in named]
        wanted = [url for url in dict.fromkeys(found) if not PICTURE_FILE.search(urls.path(url))]
        rows = ((link, url, self.new_url(url) is not None) for url in wanted[:_MOST])
        self._db.execute("DELETE FROM old_link WHERE link = ?", (link,))
        self._db.executemany("INSERT INTO old_link VALUES (?, ?, ?, '')", rows)
        places = [(link, url, place) for url, _, place in dict.fromkeys(named) if place]
        self._db.execute("DELETE FROM old_place WHERE link = ?", (link,))
        self._db.executemany("INSERT INTO old_place VALUES (?, ?, ?, 0)", places[:_MOST])
        return link_targets.replaced(text, self.new_url) if wanted else text

    def placed(self, link: int, path: Path, text: str) -> None:
        """Note the page of a post that is about to be written."""
        page = self._target.page_url(text, path)
        moved.note(self._db, link, page, self._target.link_to(page) if page else "")
        self.page_of.cache_clear()

    def new_url(self, url: str) -> str | None:
        """Return what leads to the post of an old URL in this site; None if there is none."""
        page = self.page_of(url) if self.is_old(url) else ""
        return self._target.link_to(page) if page else None

    def _page_of(self, url: str) -> str:
        row = self._post_of(url)
        return self._page(*row) if row else ""

    def _post_of(self, url: str) -> tuple[int, object, object] | None:
        """Return the post of an old URL: its id, its path, and whether it is written."""
        plain = url.partition("?")[0]
        # A query that names no post of its own says how the page is shown (?share=, ?replytocom=).
        others = [plain] if urls.path(plain).strip("/") else []
        for name in (url, *others):
            row: tuple[int, object, object] | None = self._db.execute(
                f"SELECT link.id, path, {_HAS_POST} FROM old_url JOIN link "
                "ON link.id = old_url.link WHERE old_url.key = ?",
                (_key(name),),
            ).fetchone()
            if row:
                return row
        return None

    def _page(self, link: int, path: object, is_done: object = True) -> str:
        """Return the page of a post as it is on the disk, else as it would be written."""
        if isinstance(path, str) and self._is_post(path):
            file = self._target.root / path
            return self._target.page_url(text_of(file), file)
        if not is_done:
            return ""
        row = self._db.execute("SELECT page FROM moved WHERE link = ?", (link,)).fetchone()
        return str(row[0]) if row else ""

    def relink(self, updates: Updates) -> None:
        """Have the links of posts that are written lead to the posts that were written later.

        Raises:
            WriteError: the file system refused.
        """
        rows = self._db.execute(
            "SELECT DISTINCT link.id, link.url, path FROM old_link JOIN link "
            f"ON link.id = old_link.link WHERE NOT done AND state IN {POSTED} ORDER BY link.id"
        ).fetchall()
        for link, url, path in rows:
            wanted = "SELECT url FROM old_link WHERE link = ? AND NOT done"
            found = [str(one) for (one,) in self._db.execute(wanted, (link,)) if self.new_url(one)]
            is_known = found and self._is_post(path)
            if is_known and self._relink(link, str(url), self._target.root / path, updates):
                done = "UPDATE old_link SET done = 1 WHERE link = ? AND url = ?"
                with transaction(self._db):
                    self._db.executemany(done, ((link, one) for one in found))

    def _relink(self, link: int, url: str, path: Path, updates: Updates) -> bool:
        """Replace the links of a post; tell whether it could be read."""
        from crosspost.markdown import link_targets

        changed = None
        known = (self._target.old_path(url), urls.identity(url))
        try:
            changed = updates.with_pictures(
                known, path, lambda text: link_targets.replaced(text, self.new_url)
            )
            if changed:
                updates.write(*changed)
        except FrontMatterError:
            results.warn(self._db, link, _NOT_LINKED)
        except WriteError:
            if self._is_post(self._target.root / path):
                raise
        if changed:
            written = (digest(changed[1].text), link)
            self._db.execute("UPDATE link SET sha256 = ? WHERE id = ?", written)
        # Without its text as imported, any line may be one that its owner has changed.
        return changed is not None

    def all_posts(self) -> list[MovedPost]:
        """Return all posts that were moved, those of earlier runs from other sites, too."""
        rows = self._db.execute(
            "SELECT link.url, link.overrides, moved.page, link.path FROM link "
            f"JOIN moved ON moved.link = link.id WHERE {_HAS_POST} ORDER BY link.id"
        ).fetchall()
        found: list[MovedPost] = []
        for url, overrides, page, path in rows:
            host = _host(str(url))
            try:
                others = read_json(overrides, dict).get(OLD_URLS, ())
            except Damaged:
                others = ()
            names = [url, *(one for one in others if _host(str(one)) == host)]
            found.append(MovedPost(tuple(map(str, names)), str(page), str(path)))
        return found

    def settle(self, *, dry_run: bool) -> None:
        """Note the pages that all posts of the old sites have in the end.

        Args:
            dry_run: note the links, too, that ``relink`` would have replaced.
        """
        has_post = f"SELECT 1 FROM link WHERE id = ? AND {_HAS_POST}"
        with transaction(self._db):
            for link, _, path in self._known():
                if self._db.execute(has_post, (link,)).fetchone():
                    page = self._page(link, path)
                    moved.note(self._db, link, page, self._target.link_to(page) if page else "")
            self._check_places()
            rows = self._db.execute("SELECT DISTINCT url FROM old_link WHERE NOT done").fetchall()
            drafts = {str(url) for (url,) in rows if self._is_draft(str(url))}
            left = self._db.execute("SELECT link, url FROM old_link WHERE NOT done").fetchall()
            self._db.executemany(
                "UPDATE old_link SET reason = ? WHERE link = ? AND url = ?",
                ((_IS_DRAFT if url in drafts else "", link, url) for link, url in left),
            )
            made = [url for (url,) in rows if dry_run and self.new_url(str(url))]
            self._db.executemany(
                "UPDATE old_link SET done = 1 WHERE url = ?", ((url,) for url in made)
            )

    def _is_draft(self, url: str) -> bool:
        """Tell whether the site has the post of an old URL, without a page."""
        post = self._post_of(url) if self.is_old(url) else None
        return post is not None and bool(post[2]) and not self.page_of(url)

    def _check_places(self) -> None:
        """Note which places the posts that links lead to do not have."""
        from crosspost.markdown import places

        dialect = self._target.dialect([])
        rows = self._db.execute("SELECT url, place, link FROM old_place ORDER BY url").fetchall()
        for url, group in groupby(rows, itemgetter(0)):
            post = self._post_of(str(url)) if self.new_url(str(url)) else None
            if post is None or not self._is_post(post[1]):
                continue
            there = places.find(text_of(self._target.root / str(post[1])), dialect)
            for _, place, link in group:
                name = unquote(str(place))
                is_missing = not (places.is_everywhere(name) or name in there or place in there)
                self._db.execute(
                    "UPDATE old_place SET missing = ? WHERE link = ? AND url = ? AND place = ?",
                    (is_missing, link, url, place),
                )


def _key(url: str) -> bytes:
    return key(urls.identity(urls.same_escapes(url)))


def _host(url: str) -> str:
    return urls.host(url).removeprefix("www.") if "://" in url else ""
