"""The posts of a site, read once, so that the text of one of them can be checked at each keystroke.

An editor has text that is not saved. It is checked in place of the file: with the same rules, the
same settings and the same other posts as ``check_paths``.
"""

from __future__ import annotations

import copy
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crosspost.errors import WriteError
from crosspost.model import Finding
from crosspost.validate import baseline, fixes
from crosspost.validate.check import add_facts, findings, of_one, read_post
from crosspost.validate.context import Context, read_context
from crosspost.validate.facts import Facts
from crosspost.validate.files import MAX_BYTES, read_bytes
from crosspost.validate.post import Post
from crosspost.validate.run import other_posts
from crosspost.validate.selection import Selection, levels_of
from crosspost.validate.settings import load

_Stat = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Checked:
    """A text and what was found in it.

    Attributes:
        data: its bytes.
        post: as it was read.
        context: the site with it.
        findings: ordered by line and code.
    """

    data: bytes
    post: Post
    context: Context
    findings: tuple[Finding, ...]


def context_of(path: str, flags: Mapping[str, Any]) -> Context:
    """Read the settings and the site of a post, which need not exist.

    Raises:
        ConfigError: the settings or the site's configuration cannot be read.
    """
    folder = Path(path).parent
    return read_context(folder, load(folder, flags))


class SitePosts:
    """The posts of a site and what is known of it.

    Attributes:
        context: the site.
        posts: path → post, as it is on the disk.
    """

    def __init__(self, context: Context, path: str, known: str = "") -> None:
        """Read the posts of a site.

        Args:
            path: of one of its posts, absolute.
            known: file of a baseline, from the site's root; empty: none.
        """
        self.context = context
        self.posts: dict[str, Post] = {}
        self._stats: dict[str, _Stat | None] = {}
        self._known = known
        self._read(path)

    def update(self, context: Context, path: str) -> None:
        """Take what has changed on the disk since.

        Args:
            context: the site as it is now.
            path: of one of its posts, absolute.
        """
        if _identity(context) != _identity(self.context):
            self.posts, self._stats = {}, {}
        self.context = context
        self._read(path)

    def _read(self, path: str) -> None:
        """Read the posts that are new or have changed, and forget those that are gone."""
        found = {other: _stat(other) for other in other_posts(self.context, [path])}
        self.posts = {
            other: post
            for other, stat in found.items()
            if (post := self._post(other, stat)) is not None
        }
        self._stats = found

    def _post(self, path: str, stat: _Stat | None) -> Post | None:
        if path in self._stats and self._stats[path] == stat:
            return self.posts.get(path)
        try:
            data = read_bytes(path, self.context.root_of(os.path.dirname(path)))
        except WriteError:
            return None
        return read_post(path, data, self.context, self._shown(path))

    def has(self, path: str) -> bool:
        """Tell whether a check of the whole site includes a file, or will once it is written."""
        if path in self._stats:
            return True
        parts = Path(path).parts[:-1]
        drafts = "_drafts" in parts
        return not os.path.exists(path) and ("_posts" in parts or drafts) and (
            self.context.options.drafts or not drafts
        )  # fmt: skip

    def check(self, path: str, data: bytes) -> Checked:
        """Check a text as if it were the file.

        Raises:
            ConfigError: a schema or the baseline cannot be read.
        """
        context = self._fresh()
        chosen = Selection(levels_of(context.options), context.options, context.options.root)
        if len(data) > MAX_BYTES:
            return self._too_large(path, data, chosen, context)
        context.reported = frozenset({path})
        post = read_post(path, data, context, self._shown(path))
        posts = list({**self.posts, path: post}.values())
        for item in posts:
            add_facts(item, context)
        found, _ = findings(post, of_one(post, context, posts), chosen, context)
        return Checked(data, post, context, self._new(found))

    def fixed(self, path: str, data: bytes) -> bytes:
        """Return a text after its safe fixes, those of a fix's own consequences included."""
        checked = self.check(path, data)
        for _ in range(fixes.ROUNDS):
            if not any(found.has_safe_fix for found in checked.findings):
                break
            new, applied, _ = fixes.applied(
                checked.post, checked.data, checked.findings, False, checked.context
            )
            if not applied or new == checked.data:
                break
            checked = self.check(path, new)
        return checked.data

    def _fresh(self) -> Context:
        """Return the site with what belongs to one run alone: counts, folders, seconds, time."""
        context = copy.copy(self.context)
        context.facts, context.now = Facts(), datetime.now(UTC)
        context.schema_seconds, context.bad_schemas = {}, set()
        context._folders, context._nearest = {}, {}
        for name in ("yesterday", "author_zone"):
            context.__dict__.pop(name, None)
        return context

    def _too_large(self, path: str, data: bytes, chosen: Selection, context: Context) -> Checked:
        shown, level = self._shown(path), chosen.levels.get("CP003")
        message = f"The file is larger than {MAX_BYTES // 2**20} MB; it was not checked."
        found = [Finding(shown, 1, 1, 1, 1, "CP003", level, message)] if level else []
        return Checked(data, Post(path=path, shown=shown), context, self._new(found))

    def _new(self, found: list[Finding]) -> tuple[Finding, ...]:
        """Return the findings that are not in the baseline, in order."""
        ordered = sorted(found, key=lambda f: (f.line, f.code, f.column))
        if self._known:
            known: Counter[str] = baseline.read(Path(self.context.root, self._known))
            ordered = baseline.without_known(ordered, known)
        return tuple(ordered)

    def _shown(self, path: str) -> str:
        """Return a path from the folder of the baseline, or of the site."""
        folder = os.path.dirname(os.path.join(self.context.root, self._known))
        return path.removeprefix(folder.rstrip(os.sep) + os.sep)


def _identity(context: Context) -> tuple[object, ...]:
    """Return what the reading of posts depends on."""
    return context.root, context.profile, context.options, context.site


def _stat(path: str) -> _Stat | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
