"""The data files with the comments of posts, written before their posts."""

from __future__ import annotations

import sqlite3
from pathlib import Path, PurePath

from crosspost.batch.comment_data import FOLDER
from crosspost.batch.existing import Ready
from crosspost.batch.journal import results
from crosspost.files import is_missing, read_regular
from crosspost.publish.site_posts import SitePosts
from crosspost.publish.write import write

DATED = "the comments are in a data file with the day in its name: another file has the other name"
OTHERS = "the comments are not written: other data files have their names"


class CommentFiles:
    """Writes the comments of the posts of one run.

    Args:
        db: the journal.
        posts: of the site.
        replace: data files are replaced, as posts are.
    """

    def __init__(self, db: sqlite3.Connection, posts: SitePosts, *, replace: bool) -> None:
        self._db = db
        self._posts = posts
        self._replace = replace
        self._written: set[Path] = set()

    def write(self, ready: Ready) -> None:
        """Write the comments of a post; a file of another post, or of somebody else, stays.

        Raises:
            ConfigError: the folder of data is a link out of the site, and that is not allowed.
            WriteError: the file system refused.
        """
        if not ready.comments:
            return
        own_name = self._posts.target.name_of(ready.path)
        named = self._posts.target.data_file(FOLDER, own_name)
        folder = self._posts.real(named.parent)
        for name in (named.name, f"{PurePath(own_name.partition('/')[0]).stem}{named.suffix}"):
            if self._is_written(folder / name, ready.comments):
                if name != named.name:
                    results.warn(self._db, ready.link, DATED)
                return
        results.warn(self._db, ready.link, OTHERS)

    def _is_written(self, path: Path, comments: str) -> bool:
        """Write a file, unless it is that of another post or of somebody else."""
        is_new = is_missing(path)
        if not is_new and not _holds(path, comments):
            if not self._replace or path in self._written:
                return False
            is_new = True
        if is_new:
            write(comments, path, replace=self._replace)
        self._written.add(path)
        return True


def _holds(path: Path, text: str) -> bool:
    content = text.encode("utf-8")
    try:
        return read_regular(path, len(content)) == content
    except OSError:
        return False
