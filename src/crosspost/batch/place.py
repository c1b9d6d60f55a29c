"""Staged texts → posts, in the order of the list.

The order decides which of two articles gets a name, so it must not depend on which download ends
first. A text is written when every link before it is settled. Each step is committed before the
next, so that a kill between any two leaves what the next run can finish:

1. ``placing``: the path is chosen and reserved; of an update, the text is merged;
2. the pictures that it shows are copied;
3. what the post is made from is kept (``publish.imported``);
4. the file is on the disk, synced, its folder too;
5. ``done`` or ``updated``.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any, Literal

from crosspost.batch.comment_files import CommentFiles
from crosspost.batch.existing import ExistingPosts, Ready
from crosspost.batch.journal import results, transaction
from crosspost.batch.journal.pictures import PictureStore
from crosspost.batch.journal.queue import LATER, Task, read_pictures
from crosspost.batch.journal.values import Damaged, read_texts
from crosspost.batch.moved_links import MovedLinks
from crosspost.batch.options import RetryOptions
from crosspost.batch.post_index import POSTED, PostIndex
from crosspost.batch.progress import Settled
from crosspost.errors import PostExists
from crosspost.files import is_file, is_plain_name, is_plain_path, read_regular, real
from crosspost.images.copy import PICTURE_GONE, CopyFolders, copy_pictures
from crosspost.images.fetched import CopyLimits
from crosspost.model import Page, Picture
from crosspost.publish.place import HAS_ARTICLE, Placement, Wanted, place
from crosspost.publish.site_posts import SitePosts
from crosspost.publish.update import Updates, text_of
from crosspost.publish.write import check_folder, write_new
from crosspost.urls import identity, is_web

_DRAFTS = "_drafts"  # among the names of folders
_UPDATE, _REPLACE = "update", "replace"  # reasons of links that are being placed
# Files that are synced together. The texts are in memory at once, so not too many.
_AT_ONCE = 64


class Placer:
    """Writes the posts of one run.

    Args:
        db: the journal.
        posts: of the site.
        retry: whether the post that has the article already is replaced or updated, unless this run
            has written it.
        overrides: front matter fields that the owner gives for every post.
        on_lost: called with a post and lines of its owner's, before they are lost.
        options: of the command line that are kept with new posts.
        dry_run: write nothing.

    Attributes:
        links: of the owner's own writing, between the posts; None for other articles.
        index: of the posts.
        pictures: from the web, that wait for their posts.

    Raises:
        ConfigError: a folder is a link out of the site, and the user has not allowed that.
        WriteError: the folder of new posts cannot be written to.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        posts: SitePosts,
        retry: RetryOptions,
        overrides: Iterable[str] = (),
        on_lost: Callable[[Path, tuple[str, ...]], None] = lambda path, lines: None,
        options: Mapping[str, Any] = MappingProxyType({}),
        *,
        dry_run: bool = False,
    ) -> None:
        self._db = db
        self._target = posts.target
        self._root = posts.target.root
        # Links are resolved here, once: a folder that becomes a link later is not written to.
        self._folders: dict[str, Path] = {
            name: posts.real(posts.folder(draft=bool(name))) for name in ("", _DRAFTS)
        }
        self._posts = posts
        for (name,) in db.execute("SELECT DISTINCT collection FROM link WHERE collection <> ''"):
            self.add_collection(name)
        self._comments = CommentFiles(db, posts, replace=retry.done)
        self._images = posts.copy_folders()
        limits = CopyLimits(posts.config.pictures_max_width, posts.config.files_max_bytes)
        self.pictures = PictureStore(db, self._images, limits)
        self.index = PostIndex(db, posts, self._folders[""])
        self.links: MovedLinks | None = None
        self._run = 0
        self._retry = retry
        self._dry_run = dry_run
        updates = Updates(posts.target, posts.config.note, retry.conflicts, options)
        self._existing = ExistingPosts(
            *(db, self.index, updates, tuple(overrides), on_lost),
            partial(_show_copies, posts),
            dry_run=dry_run,
        )
        self._settled_to = -1
        if not dry_run:
            check_folder(self._folders[""])

    def add_collection(self, name: object) -> None:
        """Take posts that belong to another folder than that of the posts.

        Args:
            name: without its ``_``.

        Raises:
            Damaged: it is not a plain name.
            ConfigError: the folder is a link out of the site, and that is not allowed.
        """
        if not isinstance(name, str) or not is_plain_name(name) or name.startswith("_"):
            raise Damaged(f"{str(name)[:40]!r} as the name of a collection")
        folder = self._posts.target.posts_folder(f"_{name}")
        self._folders[name] = self._posts.real(folder)

    def refresh(self) -> None:
        """Take in what became of the posts since the last run."""
        known = ("", _DRAFTS)
        self.index.refresh(path for name, path in self._folders.items() if name not in known)

    def options_for(self, task: Task, page: Page) -> dict[str, Any]:
        """Return the options of its import with which a link is to be updated; else none."""
        if not self._retry.update:
            return {}
        urls = tuple(identity(url) for url in (task.url, page.final_url) if is_web(url))
        name = self.index.find_url(urls) or task.path
        return self._existing.options_of(urls, self._root / name) if self.is_post(name) else {}

    @property
    def updates(self) -> Updates:
        """What brings the posts up to date."""
        return self._existing.updates

    def begin(self, run: int) -> None:
        """Note the number of the run whose posts are written from now on."""
        self._run = run

    def recover(self) -> None:
        """Finish what an earlier run was writing when it was killed."""
        rows = self._db.execute(
            "SELECT link.id, link.path, draft.filename, draft.text, link.reason, link.sha256, "
            "link.kind, link.overrides, draft.urls "
            "FROM link JOIN draft ON draft.link = link.id WHERE link.state = 'placing'"
        ).fetchall()
        for link, name, filename, text, reason, merged, *about in rows:
            written = self._as_written(name, filename, text)
            is_post = self.is_post(name) and (bool(written) or text == "")
            with transaction(self._db):
                if reason == _UPDATE and is_post and _hash(text_of(self._root / name)) == merged:
                    self._existing.settle(self._root / name, written, *about)
                    results.done(self._db, link, name, merged, state="updated")
                elif reason != _UPDATE and is_post and _holds(self._root / name, written):
                    results.done(self._db, link, name, _hash(written))
                else:
                    # It was not written, or the name was taken since: choose again.
                    path = name if reason in (_UPDATE, _REPLACE) else ""
                    again = "UPDATE link SET state = 'staged', path = ? WHERE id = ?"
                    self._db.execute(again, (path, link))
                    self.index.remove(name)
        self._take_up_without_pictures()

    def _take_up_without_pictures(self) -> None:
        """Have pages converted again whose pictures, fetched earlier, are gone."""
        rows = self._db.execute(
            "SELECT link.id, pictures FROM link JOIN draft ON draft.link = link.id "
            "WHERE link.state = 'staged' AND pictures <> '[]'"
        ).fetchall()
        for link, text in rows:
            try:
                pictures = read_pictures(text)
            except Damaged:
                continue  # ``queue.prepare`` takes it up
            if not all(self.pictures.has(one) for one in pictures if one.url):
                self._db.execute("UPDATE link SET state = 'todo' WHERE id = ?", (link,))

    def is_post(self, name: object) -> bool:
        """Tell whether a path from the journal is that of a post or draft of the site.

        It is checked at each use: a journal may be damaged, and folders may have become links.
        """
        if not isinstance(name, str) or not is_plain_name(PurePath(name).name):
            return False
        path = self._root / name
        if "\0" in name or real(path.parent) != path.parent or os.pardir in path.parts:
            return False
        if not is_file(path):
            return False
        return any(map(path.is_relative_to, self._folders.values())) or (
            self._target.is_post_path(path)
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
            ready: list[Ready] = []
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

    def _choose(self, link: int) -> Ready | Settled:
        """Choose and reserve the path of a text, unless it is not to be written."""
        row = self._db.execute(
            "SELECT link.url, link.path, filename, text, urls, link.draft, pictures, kind, "
            "overrides, collection, draft.comments "
            "FROM draft JOIN link ON link.id = draft.link WHERE link.id = ?",
            (link,),
        ).fetchone()
        url, before, filename, text, urls_json, draft, pictures_json, *about = row
        kind, own_json, collection, comments = about
        if not is_plain_path(filename):
            raise Damaged(f"{filename!r} as the name of a post")
        urls = read_texts(urls_json)
        pictures = tuple(map(self.pictures.located, read_pictures(pictures_json)))
        own = self._existing.own(kind, own_json)
        if not text:
            return self._add_pictures(link, url, before, urls, own, pictures)
        if self.links:
            text = self.links.note(link, text)
            self._db.execute("UPDATE draft SET text = ? WHERE link = ?", (text, link))
        path = self._folder(draft, collection) / filename
        wanted = Wanted(path, text, urls, before, own=bool(self.links) and kind == "ready")
        try:
            retry = self._retry
            placement = place(wanted, self.index, replace=retry.done, update=retry.update)
        except PostExists as error:
            reason = f"{self.index.name_of(error.path)} {error.reason}"
            results.fail(self._db, link, reason, error.hint)
            return Settled(url, "failed", "", reason, error.hint)
        name = self.index.name_of(placement.path)
        if kind == "ready" and not urls and self._is_of_this_run(name, link):
            # Things of an export are different ones, whatever their texts.
            path = self.index.free(wanted.path)
            placement = Placement(path, self.index.text_for(wanted, path), "new")
            name = self.index.name_of(path)
        if placement.action == "exists" or (
            placement.action != "new" and not self._may_replace(name, link)
        ):
            self.index.add_urls(name, urls)
            results.exists(self._db, link, name, HAS_ARTICLE)
            return Settled(url, "exists", name, HAS_ARTICLE)
        ready = Ready(
            *(link, url, placement.path, placement.text, wanted, own, pictures),
            replaces=placement.action == "replace",
            comments=str(comments),
        )
        if placement.action == "update":
            merged = self._existing.merge(ready)
            if isinstance(merged, Settled) and merged.state == "unchanged" and not self._dry_run:
                self._comments.write(ready)
                # One may have been deleted.
                copy_pictures(pictures, self._posts.copy_folders(ready.path), write_new)
                self._copied(pictures)
            return merged if isinstance(merged, Settled) else self._reserve(merged)
        return self._reserve(ready)

    def _folder(self, draft: object, collection: str) -> Path:
        if draft or not collection:
            return self._folders[_DRAFTS if draft else ""]
        if collection not in self._folders:
            self.add_collection(collection)
        return self._folders[collection]

    def _add_pictures(
        self,
        link: int,
        url: str,
        before: str,
        urls: tuple[str, ...],
        own: tuple[str, ...],
        pictures: tuple[Picture, ...],
    ) -> Ready | Settled:
        """Decide about pictures for the post that a link has already."""
        name = self.index.find_url(urls) or before
        if not self.is_post(name):
            reason = "the post is not there any more; --recheck makes it again"
            results.exists(self._db, link, before, reason)
            return Settled(url, "exists", before, reason)
        path = self._root / name
        wanted = Wanted(path, "", urls, before)
        added = self._existing.add_pictures(Ready(link, url, path, "", wanted, own, pictures))
        return added if isinstance(added, Settled) else self._reserve(added)

    def _reserve(self, ready: Ready) -> Ready:
        if ready.text:
            self.index.put(ready.path, ready.wanted)
            if self.links:
                self.links.placed(ready.link, ready.path, ready.written)
        how = _UPDATE if ready.merged else _REPLACE if ready.replaces else ""
        self._db.execute(
            "UPDATE link SET state = 'placing', path = ?, reason = ?, sha256 = ? WHERE id = ?",
            (
                *(self.index.name_of(ready.path), how),
                *(_hash(ready.written), ready.link),
            ),
        )
        return ready

    def _may_replace(self, name: str, link: int) -> bool:
        """Tell whether a post may be replaced: it is one of the site, and not of this run."""
        return self.is_post(name) and not self._is_of_this_run(name, link)

    def _is_of_this_run(self, path: str, link: int) -> bool:
        """Tell whether this run has written the post for another link."""
        row = self._db.execute(
            f"SELECT 1 FROM link WHERE run = ? AND path = ? AND state IN {POSTED} "
            "AND id <> ? LIMIT 1",
            (self._run, path, link),
        ).fetchone()
        return row is not None

    def _write(self, ready: list[Ready]) -> list[Settled]:
        """Write texts to their paths, and note it in the journal."""
        pictures = [picture for one in ready for picture in one.pictures]
        lost: set[str] = set()
        for folders, some in () if self._dry_run else self._by_folder(ready):
            lost |= copy_pictures(some, folders, write_new)
        settled = [self._without_picture(one) for one in ready if _lacks(one, lost)]
        ready = [one for one in ready if not _lacks(one, lost)]
        if not self._dry_run:
            for one in ready:
                self._comments.write(one)
        while ready:
            old = {
                one.path: self._existing.change(one) for one in ready if one.replaces or one.merged
            }
            taken = self._write_new([one for one in ready if one.path not in old])
            again: list[Ready] = []
            with transaction(self._db):
                for one in ready:
                    if one.path in taken:
                        again.append(self._elsewhere(one))
                    else:
                        settled.append(self._done(one, lost, *old.get(one.path, ("", ""))))
            ready = again
        if not self._dry_run:
            self._copied(pictures)
        return settled

    def _copied(self, pictures: Iterable[Picture]) -> None:
        """Remove what was fetched; not yet if another post needs a copy of its own."""
        if self._target.pictures_url(self._posts.config.pictures) != ".":
            self.pictures.copied(pictures)

    def _by_folder(self, ready: Iterable[Ready]) -> Iterable[tuple[CopyFolders, list[Picture]]]:
        """Return the pictures of posts, by the folders that they are copied to."""
        found: dict[CopyFolders, list[Picture]] = {}
        for one in ready:
            if one.pictures:
                found.setdefault(self._posts.copy_folders(one.path), []).extend(one.pictures)
        return found.items()

    def _done(self, one: Ready, lost: set[str], reason: str, changes: str) -> Settled:
        """Note that a post is on the disk."""
        name = self.index.name_of(one.path)
        state: Literal["done", "updated"] = "updated" if one.merged else "done"
        results.done(self._db, one.link, name, _hash(one.written), state=state)
        if any(picture.name in lost for picture in one.pictures):
            results.warn(self._db, one.link, PICTURE_GONE)
        options = one.merged.about.options if one.merged else ()
        pictures = sum(not picture.is_file for picture in one.pictures)
        files = len(one.pictures) - pictures
        return Settled(one.url, state, name, reason, "", pictures, changes, options, files)

    def _without_picture(self, one: Ready) -> Settled:
        """Leave a post for the next run: a picture that was fetched for it is gone."""
        reason = "a picture that was fetched is gone"
        with transaction(self._db):
            results.fail(self._db, one.link, reason, LATER, temporary=True)
            if not (one.replaces or one.merged):
                self.index.remove(self.index.name_of(one.path))
        return Settled(one.url, "failed", "", reason, LATER)

    def _write_new(self, ready: list[Ready]) -> set[Path]:
        """Write new posts; return the paths that are taken."""
        if self._dry_run:
            return set()
        for one in ready:
            self._existing.keep(one)
        return set(write_new((one.path, one.text) for one in ready))

    def _elsewhere(self, one: Ready) -> Ready:
        """Choose another name for a text whose name was taken in the meantime."""
        self._db.execute("DELETE FROM post_url WHERE path = ?", (self.index.name_of(one.path),))
        path = self.index.free(one.path)
        return self._reserve(replace(one, path=path, text=self.index.text_for(one.wanted, path)))

    def _as_written(self, name: object, filename: object, text: object) -> str:
        """Return the text of a draft as it is written under a name; empty if one is damaged."""
        if not (isinstance(name, str) and isinstance(text, str) and is_plain_path(filename)):
            return ""
        path = self._root / name
        return self.index.text_for(Wanted(path.with_name(str(filename)), text), path)


def _show_copies(posts: SitePosts, text: str, pictures: tuple[Picture, ...]) -> str:
    from crosspost.post_pictures import show_copies  # few runs need it

    return show_copies(text, pictures, posts.config, posts.target)


def _lacks(one: Ready, lost: set[str]) -> bool:
    """Tell whether a post refers to a picture of the web that could not be copied."""
    return any(picture.url and picture.name in lost for picture in one.pictures)


def _holds(path: Path, text: str) -> bool:
    """Tell whether a file has exactly this text, which is not empty."""
    try:
        content = text.encode("utf-8")
        return bool(content) and read_regular(path, len(content)) == content
    except (OSError, UnicodeEncodeError):
        return False


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
