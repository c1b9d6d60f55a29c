"""The posts of a site: where new ones go, and which are there, read from the disk.

``publish`` asks the site's generator here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crosspost.config import Config
from crosspost.publish.place import Wanted, numbered
from crosspost.targets.jekyll import posts
from crosspost.targets.jekyll.post_text import number_of, text_key, with_number
from crosspost.targets.jekyll.posts import Origin, PostFacts
from crosspost.targets.jekyll.site import Site as Site
from crosspost.targets.jekyll.site import posts_folder, real_folder


class SitePosts:
    """The posts of a site; a ``place.KnownPosts`` that looks at the disk for each question.

    Attributes:
        root: of the site.
    """

    def __init__(self, site: Site, config: Config) -> None:
        self.root = site.root
        self._site = site
        self._config = config

    def folder(self, *, draft: bool = False) -> Path:
        """Return the folder of new posts, or of drafts; parts of its path may be links."""
        draft = draft or self._config.draft
        return posts_folder(self._site, self._config.output, draft=draft)

    def real(self, folder: Path) -> Path:
        """Return a folder's path with its links resolved.

        Raises:
            ConfigError: a link leads out of the site, and the user has not allowed that.
        """
        return real_folder(self._site, folder)

    def image_folder(self) -> Path:
        """Return the folder of copied images, with its links resolved.

        Raises:
            ConfigError: as of ``real``.
        """
        return self.real(self._site.source / self._config.pictures)

    def existing(self, folder: Path) -> Iterator[Path]:
        """Yield the files of all posts and drafts: those of the folder of new posts, then others.

        Args:
            folder: of new posts; the paths of its files begin with it.
        """
        return posts.existing_posts(self.root, folder)

    def facts(self, path: Path) -> PostFacts:
        """Read what a post says of where it came from."""
        return posts.read_facts(path, self.root)

    def name_key(self, name: str) -> str:
        """Return a key that is equal for two file names that give one page, or are one file."""
        return posts.name_key(name, self._site.permalink)

    def find(self, wanted: Wanted) -> Path | None:
        """Return the post that has the article already; see ``place.KnownPosts``."""
        if wanted.urls:
            return posts.find_same(self.root, self.folder(), wanted.urls)
        key, free = text_key(wanted.text), self.free(wanted.path)
        for path in numbered(wanted.path):
            if path == free:
                break
            if self.facts(path).text_key == key:
                return path
        return None

    def origin(self, path: Path) -> Origin | None:
        """Return who made the post at a path; None where there is none."""
        return self.facts(path).origin if path.exists() else None

    def free(self, path: Path) -> Path:
        """Return the first of ``numbered(path)`` that no post has."""
        return path.with_name(posts.free_name(path.parent, path.name, self._site.permalink))

    def text_for(self, wanted: Wanted, path: Path) -> str:
        """Return the text of a post whose file gets another name than the wanted one."""
        return with_number(wanted.text, number_of(path.name, wanted.path.name))

    def text_key(self, text: str) -> bytes:
        """Return a key that is equal for two posts of the same title and body."""
        return text_key(text)
