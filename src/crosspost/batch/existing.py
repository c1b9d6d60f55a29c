"""Posts that the site has, and that a batch replaces or updates."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosspost.batch.entry import NOT_FIELDS
from crosspost.batch.journal import results
from crosspost.batch.journal.values import read_json, read_texts
from crosspost.batch.post_index import PostIndex
from crosspost.batch.progress import Settled
from crosspost.errors import FrontMatterError, WriteError
from crosspost.model import Picture
from crosspost.publish.place import Wanted, diff
from crosspost.publish.update import CONFLICTS_HINT, Article, Updated, Updates, text_of


@dataclass(frozen=True)
class Ready:
    """A text that is to be written, and where.

    Attributes:
        own: front matter fields that the owner gives.
        replaces: the file is replaced.
        merged: of an update, what is written.
        article: of ``add_pictures``, what the post is made from then.
        comments: the text of the data file that belongs to it; empty for none.
    """

    link: int
    url: str
    path: Path
    text: str
    wanted: Wanted
    own: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    replaces: bool = False
    merged: Updated | None = None
    article: Article | None = None
    comments: str = ""

    @property
    def written(self) -> str:
        """The file as it will be."""
        return self.merged.text if self.merged else self.text


@dataclass(frozen=True)
class ExistingPosts:
    """Replaces and updates posts.

    Attributes:
        overrides: front matter fields that the owner gives for every post.
        on_lost: called with a post and lines of its owner's, before they are lost.
        show_copies: shows copies of pictures in a text as imported.
    """

    db: sqlite3.Connection
    index: PostIndex
    updates: Updates
    overrides: tuple[str, ...]
    on_lost: Callable[[Path, tuple[str, ...]], None]
    show_copies: Callable[[str, tuple[Picture, ...]], str]
    dry_run: bool

    def own(self, kind: str, overrides: object) -> tuple[str, ...]:
        """Return the fields that the owner gives for a link.

        Args:
            kind: of the link; those that come with a body are the article's.
            overrides: of the link, as the journal has them.
        """
        given = () if kind == "ready" else read_json(overrides, dict)
        return (
            *self.overrides,
            *(name for name in given if name not in NOT_FIELDS),
        )

    def _article(self, ready: Ready) -> Article:
        return ready.article or self.updates.article(ready.text, ready.own, ready.wanted.urls)

    def keep(self, ready: Ready) -> None:
        """Keep what a new post is made from, before it is written."""
        self.updates.keep(self._article(ready), ready.path, ready.text)

    def settle(self, path: Path, text: str, kind: str, overrides: object, urls: object) -> None:
        """Keep what a post was made from that an earlier run wrote before it was killed.

        Args:
            text: of the article, as it would be imported; empty: only pictures were added.
            kind, overrides: as of ``own``.
            urls: as the journal has them.
        """
        if not text:
            self.updates.settle_pictures(read_texts(urls), path)
            return
        known = read_texts(urls)
        article = self.updates.article(text, self.own(kind, overrides), known)
        article = replace(article, options=self.updates.options_of(known, path))
        self.updates.settle(article, path, text_of(path))

    def options_of(self, urls: tuple[str, ...], path: Path) -> dict[str, Any]:
        """Return the options with which a post was imported and that are not given anew."""
        return self.updates.not_given(self.updates.options_of(urls, path))

    def merge(self, ready: Ready) -> Ready | Settled:
        """Merge a text into its post; what there is to write is written by ``change``."""
        article, name = self._article(ready), self.index.name_of(ready.path)
        try:
            merged = self.updates.merge(article, ready.path)
        except (FrontMatterError, WriteError) as error:
            results.fail(self.db, ready.link, error.reason, error.hint)
            return Settled(ready.url, "failed", "", str(error), error.hint)
        state = merged.state
        if state == "updated":
            return replace(ready, merged=merged)
        reason, hint = "", ""
        if state == "conflict":
            merged = merged if self.dry_run else self.updates.show(merged)
            reason, hint = self.updates.error_of(merged).reason, CONFLICTS_HINT
        elif not self.dry_run:
            self.updates.write(article, merged)
        self.index.add_urls(name, ready.wanted.urls)
        results.exists(self.db, ready.link, name, reason, hint, state=state)
        changes, options = diff(ready.path, merged.text), merged.about.options
        return Settled(ready.url, state, name, reason, hint, 0, changes, options)

    def add_pictures(self, ready: Ready) -> Ready | Settled:
        """Have a post show copies of pictures that could not be copied before."""
        name, reason, changes = self.index.name_of(ready.path), "", ""
        try:
            added = self.updates.with_pictures(
                ready.wanted.urls,
                ready.path,
                lambda text: self.show_copies(text, ready.pictures),
            )
        except (FrontMatterError, WriteError) as error:
            results.fail(self.db, ready.link, error.reason, error.hint)
            return Settled(ready.url, "failed", "", str(error), error.hint)
        if added is None:
            reason = "its text as imported is not known; --update has the pictures"
        else:
            article, merged = added
            shown = tuple(one for one in ready.pictures if one.name in merged.text)
            if merged.state == "updated":
                return replace(ready, merged=merged, article=article, pictures=shown)
            if ready.pictures and not shown:
                reason = "you have changed the lines with these pictures"
            if not self.dry_run:
                self.updates.write(article, merged)
        results.exists(self.db, ready.link, name, reason, state="unchanged")
        return Settled(ready.url, "unchanged", name, reason, "", 0, changes)

    def change(self, ready: Ready) -> tuple[str, str]:
        """Replace or update a post.

        Returns:
            In a dry run, what would be done; and the changes, a unified diff.

        Raises:
            WriteError: the file system refused, or the post was changed meanwhile.
        """
        path, merged, article = ready.path, ready.merged, self._article(ready)
        changes = diff(path, ready.written)
        lost = merged.lost if merged else self.updates.lost_by_replacing(article, path, ready.text)
        if lost:
            self.on_lost(path, lost)
        if self.dry_run:
            number = sum(line[0] in "+-" for line in changes.splitlines()[2:])
            what = "updated" if merged else "replaced"
            return f"would be {what}, {number} line{'' if number == 1 else 's'} changed", changes
        if merged:
            self.updates.write(article, merged)
        else:
            self.updates.replace(article, path, ready.text)
        return "", changes
