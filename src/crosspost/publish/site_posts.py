"""The posts of a site: where new ones go, and which are there, read from the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Literal

from crosspost.config import Config
from crosspost.files import is_file
from crosspost.images.copy import CopyFolders
from crosspost.publish.place import Wanted
from crosspost.targets.base import PostFacts, Target
from crosspost.targets.free_name import free_name
from crosspost.trust import real_folder
from crosspost.urls import identity


class SitePosts:
    """The posts of a site; a ``place.KnownPosts`` that looks at the disk for each question.

    Attributes:
        target: the site.
        config: the settings.
        written: the posts that this run has written, or would write if it were not a dry run; they
            are not replaced, and each has its article for sure.
    """

    def __init__(
        self, target: Target, config: Config, written: Mapping[Path, PostFacts] | None = None
    ) -> None:
        self.target = target
        self.config = config
        self.written = written or {}

    def folder(self, *, draft: bool = False) -> Path:
        """Return the folder of new posts, or of drafts; parts of its path may be links."""
        return self.target.posts_folder(self.config.output, draft=draft or self.config.draft)

    def real(self, folder: Path) -> Path:
        """Return a folder's path with its links resolved.

        Raises:
            ConfigError: a link leads out of the site, and the user has not allowed that.
        """
        return real_folder(self.target.root, folder)

    def copy_folders(self, post: Path | None = None) -> CopyFolders:
        """Return the folders of copies of a post, or of any, with their links resolved.

        Raises:
            ConfigError: as of ``real``.
        """
        pictures = self.target.pictures_folder(self.config.pictures, post)
        files = self.target.pictures_folder(self.config.files)
        return CopyFolders(self.real(pictures), self.real(files))

    def find(self, wanted: Wanted) -> Path | None:
        """Return the post that has the article already; see ``place.KnownPosts``."""
        if wanted.urls:
            return self.target.find_same(self.folder(), wanted.urls) or self._planned(wanted.urls)
        key, free = self.target.text_key(wanted.text), self.free(wanted.path)
        for path in self.numbered(wanted.path):
            if path == free:
                break
            if self._facts(path).text_key == key:
                return path
        return None

    def _planned(self, urls: Iterable[str]) -> Path | None:
        """Return the post of this run that has an article, if only a dry run has placed it."""
        wanted = {identity(url) for url in urls}
        return next((p for p, facts in self.written.items() if wanted & facts.sources), None)

    def _facts(self, path: Path) -> PostFacts:
        return self.written.get(path) or self.target.facts(path)

    def origin(self, path: Path) -> Literal["article", "unnamed", "own"] | None:
        """Return who made the post at a path; None where there is none."""
        if path in self.written:
            return "article"
        return self.target.facts(path).origin if is_file(path) else None

    def numbered(self, path: Path) -> Iterator[Path]:
        """Yield a path, then the same with a number in its name: 2, 3 …, without end."""
        yield path
        folder, name = self.split(path)
        yield from (folder / self.target.numbered(name, n) for n in count(2))

    def free(self, path: Path) -> Path:
        """Return the first of ``numbered(path)`` that no post has."""
        folder, name = self.split(path)
        return folder / free_name(self.target, folder, name, self.written)

    def split(self, path: Path) -> tuple[Path, str]:
        """Return the folder and the name of a post, which may be a folder with a file."""
        name = self.target.name_of(path)
        return path.parents[name.count("/")], name

    def text_for(self, wanted: Wanted, path: Path) -> str:
        """Return the text of a post whose file gets another name than the wanted one."""
        return self.target.with_name(
            *(wanted.text, self.target.name_of(wanted.path), self.target.name_of(path))
        )
