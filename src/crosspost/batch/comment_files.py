"""The data files with the comments of posts, written before their posts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from crosspost.batch.comment_data import FOLDER
from crosspost.batch.existing import Ready
from crosspost.batch.journal import results
from crosspost.files import is_missing, read_regular
from crosspost.publish.site_posts import SitePosts
from crosspost.publish.write import write

OTHERS = "the comments are not written: another data file has their name"


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

    def write(self, ready: Ready) -> None:
        """Write the comments of a post; a file of somebody else's stays.

        Raises:
            ConfigError: the folder of data is a link out of the site, and that is not allowed.
            WriteError: the file system refused.
        """
        if not ready.comments:
            return
        named = self._posts.target.data_file(FOLDER, ready.path.name)
        path = self._posts.real(named.parent) / named.name
        if not is_missing(path):
            if _holds(path, ready.comments):
                return
            if not self._replace:
                results.warn(self._db, ready.link, OTHERS)
                return
        write(ready.comments, path, replace=self._replace)


def _holds(path: Path, text: str) -> bool:
    content = text.encode("utf-8")
    try:
        return read_regular(path, len(content)) == content
    except OSError:
        return False
