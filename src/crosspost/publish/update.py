"""An article again, merged into the post that exists: decided here, written by the caller.

What the owner has changed stays; what the article has changed and the owner has not is taken over.
Where both changed the same lines, nothing of the post is written: a post with marks of a conflict
would be published. It is written beside, to ``.crosspost/conflicts``, which no site publishes.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from crosspost.control_characters import clean_text
from crosspost.disk_errors import of_reading, of_writing
from crosspost.errors import FrontMatterError, UpdateConflict, WriteError
from crosspost.files import read_regular, real
from crosspost.folders import opened
from crosspost.model import Update
from crosspost.model.empty import nothing
from crosspost.publish.imported import FOLDER, Imported, ImportedTexts
from crosspost.publish.kept_options import in_words
from crosspost.publish.write import write
from crosspost.targets.base import Target

Conflicts = Literal["leave", "mine", "article"]
_FILES = "conflicts"
_LARGEST = 64 * 1024 * 1024  # bytes of a post
_AGAIN = "again with --conflicts mine or --conflicts article."
# For many posts at once.
CONFLICTS_HINT = f"Compare the posts with those of {FOLDER}/{_FILES}, then run {_AGAIN}"
_BOTH = "you and the article have changed the same lines; the post is as it was"
_UNKNOWN = "the article is different, and its text as imported is not known; the post is as it was"


@dataclass(frozen=True)
class Article:
    """What an article gives now.

    Attributes:
        text: the post as it would be imported, without the owner's note.
        own: fields that the owner gives.
        keys: identities of its URLs, that of the canonical one first.
        options: with which it was imported, see ``kept_options``.
    """

    text: str
    own: tuple[str, ...]
    keys: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=nothing)


@dataclass(frozen=True)
class Updated:
    """A post brought up to date, and not yet written.

    Attributes:
        path: of the post.
        mine: its file as it is.
        text: its file afterwards; with conflicts, with the lines of both sides between marks.
        front: its front matter.
        about: what was done; with conflicts the post is not to be written.
        lost: the owner's lines that are not in the text any more.
        options: with which it was imported, those that were given anew instead of the older ones.
    """

    path: Path
    mine: str
    text: str
    front: Mapping[str, Any]
    about: Update
    lost: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=nothing)

    @property
    def state(self) -> Literal["updated", "unchanged", "conflict"]:
        """What becomes of the post."""
        if self.about.conflicts:
            return "conflict"
        return "unchanged" if self.text == self.mine else "updated"


class Updates:
    """Brings posts of a site up to date, and keeps what they were made from.

    Args:
        target: the site.
        note: the setting; it is at the beginning of new posts.
        conflicts: whose lines are taken where both sides have changed the same; ``leave``: the post
            is not written.
        options: that are given now and are to be kept, see ``kept_options``.
    """

    def __init__(
        self,
        target: Target,
        note: str,
        conflicts: Conflicts = "leave",
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self._target = target
        self._note = clean_text(note)
        self._conflicts = conflicts
        self._options = options
        self._texts = ImportedTexts(target.root)

    def article(self, text: str, own: Iterable[str], urls: tuple[str, ...]) -> Article:
        """Return what an article gives.

        Args:
            text: the whole file of its post.
            own: fields that the owner gives.
            urls: identities of its URLs: requested, after redirects, canonical.
        """
        if self._note:
            body = self._target.body(text)
            if body.startswith(self._note):
                rest = body.removeprefix(self._note).lstrip("\n")
                text = text.removesuffix(body) + rest
        return Article(text, tuple(own), urls[::-1], self._options)

    def keep(self, article: Article, path: Path, written: str, mine: str = "") -> None:
        """Keep what a post is made from, before it is written.

        Args:
            written: its file as it will be.
            mine: its file as it is; empty if there is none.
        """
        new = Imported(article.text, article.own, options=article.options)
        self._texts.put(self._keys(article, mine), path, new, written, mine)

    def settle(self, article: Article, path: Path, written: str) -> None:
        """Forget what a post was made from before, now that its file is written."""
        new = Imported(article.text, article.own, options=article.options)
        self._texts.settle(self._keys(article, written), path, new, written)

    def _keys(self, article: Article, mine: str) -> tuple[str, ...]:
        """Return the identities of an article's URLs, and those that its post has."""
        found = self._target.facts_of(mine).sources if mine else ()
        return tuple(dict.fromkeys((*article.keys, *sorted(found))))

    def with_pictures(
        self, urls: tuple[str, ...], path: Path, show: Callable[[str], str]
    ) -> tuple[Article, Updated] | None:
        """Have a post show copies of pictures; lines that the owner has changed stay.

        Args:
            urls: as of ``article``.
            show: returns the text as imported with the copies.

        Returns:
            What the post is made from now, and the post; None if its text as imported is not known.

        Raises:
            FrontMatterError, WriteError: as of ``merge``.
        """
        old = self._found(Article("", (), urls[::-1]), path)
        if old.text is None:
            return None
        article = Article(show(old.text), old.own, urls[::-1], old.options)
        return article, self.merge(article, path, "mine")

    def settle_pictures(self, urls: tuple[str, ...], path: Path) -> None:
        """Do what ``settle`` does for a post of ``with_pictures``."""
        old = self._found(Article("", (), urls[::-1]), path)
        if old.text is not None:
            article = Article(old.text, old.own, urls[::-1], old.options)
            self.settle(article, path, text_of(path))

    def options_of(self, urls: tuple[str, ...], path: Path) -> Mapping[str, Any]:
        """Return the options with which a post was imported.

        Args:
            urls: as of ``article``.
        """
        mine = text_of(path)
        keys = self._keys(Article("", (), urls[::-1]), mine)
        return self._texts.find(keys, path, mine).options

    def not_given(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Return those of the kept options that are not given anew."""
        return {name: value for name, value in options.items() if name not in self._options}

    def _found(self, article: Article, path: Path) -> Imported:
        mine = read_post(path)
        return self._texts.find(self._keys(article, mine), path, mine)

    def merge(self, article: Article, path: Path, conflicts: Conflicts | None = None) -> Updated:
        """Merge an article into its post.

        Args:
            conflicts: instead of those of all posts.

        Raises:
            FrontMatterError: the front matter of the post cannot be read.
            WriteError: the post cannot be read.
        """
        from crosspost.publish.merge import merge  # most posts are new

        mine = read_post(path)
        is_crlf = 0 < mine.count("\n") == mine.count("\r\n")
        text = mine.replace("\r\n", "\n") if is_crlf else mine
        old = self._texts.find(self._keys(article, mine), path, mine)
        try:
            fields = self._target.update_fields(old.text, text, article.text, old.own, path)
        except FrontMatterError as error:
            hint = f"Correct it; crosspost validate {path} shows where."
            reason = f"the front matter cannot be read: {error.reason}"
            raise FrontMatterError(reason, path=path, line=error.line, hint=hint) from error
        body = merge(fields.imported, fields.mine, fields.article)
        side = conflicts or self._conflicts
        left = body.conflicts if side == "leave" else ()
        lost: tuple[str, ...] = ()
        if side == "leave":
            merged = fields.head + body.marked()
        else:
            merged = fields.head + body.text(side)
            mine_there = "".join(one.mine for one in body.conflicts)
            lost = lost_lines(mine_there, merged, old.text or "")
        merged = merged.replace("\n", "\r\n") if is_crlf else merged
        used = in_words(self.not_given(old.options))
        about = Update(old.text is not None, fields.kept, left, options=used)
        options = {**old.options, **article.options}
        return Updated(path, mine, merged, fields.front, about, lost, options)

    def name_of(self, path: Path) -> str:
        """Return the path of a post from the site's root, if it is below it; else its name."""
        whole, root = real(path.parent) / path.name, real(self._target.root)
        return str(whole.relative_to(root) if whole.is_relative_to(root) else path.name)

    def _file(self, path: Path) -> Path:
        """Return the file that shows the conflicts of a post."""
        return real(self._target.root) / FOLDER / _FILES / self.name_of(path)

    def lost_by_replacing(self, article: Article, path: Path, text: str) -> tuple[str, ...]:
        """Return the lines of a post that are the owner's, and that another text has not.

        If the text as imported is not known, all lines that the other text has not.
        """
        mine = text_of(path)
        old = self._texts.find(self._keys(article, mine), path, mine)
        return lost_lines(mine, text, old.text or "")

    def replace(self, article: Article, path: Path, text: str) -> None:
        """Replace a post.

        Raises:
            WriteError: the file system refused.
        """
        self.keep(article, path, text, text_of(path))
        write(text, real(path.parent) / path.name, replace=True)
        self.settle(article, path, text)

    def write(self, article: Article, updated: Updated) -> None:
        """Write a post that was brought up to date, or only keep what it is made from.

        Raises:
            WriteError: the file system refused, or the post was changed meanwhile.
        """
        path, article = updated.path, replace(article, options=updated.options)
        if updated.state == "updated":
            if read_post(path) != updated.mine:
                raise WriteError(path, "was changed meanwhile; it is as it was", hint="Run again.")
            self.keep(article, path, updated.text, updated.mine)
            write(updated.text, real(path.parent) / path.name, replace=True)
        self.settle(article, path, updated.text)
        file = self._file(path)
        with contextlib.suppress(OSError), opened(file.parent) as folder:  # it may not be there
            folder.remove(file.name)

    def show(self, updated: Updated) -> Updated:
        """Write the conflicts of a post to their file.

        Raises:
            WriteError: the file system refused.
        """
        file = self._file(updated.path)
        write(updated.text, file, replace=True)
        return replace(updated, about=replace(updated.about, file=file))

    def error_of(self, updated: Updated) -> UpdateConflict:
        """Return the error for the user of a post with conflicts."""
        name = self.name_of(updated.path)
        reason = _BOTH if updated.about.is_three_way else _UNKNOWN
        compare = f"Compare {FOLDER}/{_FILES}/{name}, then run" if updated.about.file else "Run"
        return UpdateConflict(name, reason, hint=f"{compare} {_AGAIN}")


def read_post(path: Path) -> str:
    """Return the text of a post, with line ends as they are.

    Raises:
        WriteError: it cannot be read.
    """
    try:
        return read_regular(path, _LARGEST).decode("utf-8")
    except UnicodeDecodeError as error:
        raise WriteError(path, "the post is not UTF-8", hint="Save it in UTF-8.") from error
    except OSError as error:
        reason, hint = of_writing(error) if error.errno == errno.ELOOP else of_reading(error)
        raise WriteError(path, reason, hint=hint) from error


def text_of(path: Path) -> str:
    """Return the text of a file that is to be replaced; empty if it cannot be read."""
    try:
        return read_regular(path, _LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""  # writing will say why


def lost_lines(mine: str, *others: str) -> tuple[str, ...]:
    """Return the lines of a text that others have not, without empty ones."""
    kept = {line.strip() for text in others for line in text.splitlines()}
    return tuple(line for line in mine.splitlines() if line.strip() and line.strip() not in kept)
