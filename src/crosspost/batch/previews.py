"""Previews of the posts of a batch: each beside its original, a page beside the report.

They are made where pages are converted, since only there the page and its post are at hand.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crosspost.errors import CrosspostError
from crosspost.files import is_file
from crosspost.model import Page, Selector, SiteRule
from crosspost.publish.write import write

if TYPE_CHECKING:
    from crosspost.config import Config
    from crosspost.model import Post
    from crosspost.targets.base import Target

#: Name of their folder, beside the report.
FOLDER = "previews"
# Of one run: each takes as long as a conversion, and about the bytes of its page.
_MOST = 2_000


def preview_of(page: Page, post: Post, config: Config, target: Target, *, is_article: bool) -> str:
    """Return the page with a post and its original; empty if the original cannot be shown.

    Args:
        is_article: the content of the page is the article's body alone.
    """
    if page.is_embed or post.on_web:
        return ""
    from crosspost.preview import original
    from crosspost.preview.page import Pane
    from crosspost.preview.page import page as page_of
    from crosspost.preview.post import body, front_matter
    from crosspost.sites import rule_of

    facts = post.article.metadata
    to_check = original.to_check_of(post.losses, post.warnings)
    rules = rule_of(config)
    shown = page
    if is_article:
        shown = replace(page, content=b"<body>%b</body>" % page.content, charset="utf-8")
        whole = SiteRule("", "", body=(Selector.of("body"),))
        rules = lambda url, source: whole  # noqa: E731 -- as the type of ``rules`` says
    try:
        marked = original.mark(shown, facts, config.mode, to_check, rules)
    except CrosspostError:
        return ""  # its post is there, and nothing depends on the preview
    markdown = target.shown_text(target.body(post.text))
    # Copies are not written yet: what they are copies of is shown.
    sources = {each.name: each.url for each in post.pictures}
    html = body(markdown, lambda url: sources.get(url.rpartition("/")[2], url) or None)
    title = str(post.front_matter.get("title") or facts.title or "")
    pane = Pane(post.filename, front_matter(post.front_matter) + html)
    return page_of(title, page.url, marked, pane, facts.language or "en")


class Previews:
    """The previews that one run writes.

    Args:
        db: the journal.
        folder: where to; None: none are wanted.
    """

    def __init__(self, db: sqlite3.Connection, folder: Path | None) -> None:
        self._db = db
        self._folder = folder
        self._left = _MOST if folder else 0

    def ask(self) -> bool:
        """Tell whether the preview of one more page is wanted."""
        self._left -= 1
        return self._left >= 0

    def keep(self, link: int, text: str) -> None:
        """Write the preview of a link's post, if there is one.

        Raises:
            WriteError: the file system refused.
        """
        row = self._db.execute("SELECT hex(key) FROM link WHERE id = ?", (link,)).fetchone()
        if text and row and self._folder:
            write(text, self._folder / name_of(str(row[0])), replace=True)


def name_of(key: str) -> str:
    """Return the name of the file with a preview.

    Args:
        key: what names the link in the journal, in hexadecimal digits.
    """
    return f"{key.lower()}.html"


def find(folder: Path, key: str) -> Path | None:
    """Return the preview of a link's post, if it is there.

    Args:
        folder: of the report.
        key: as of ``name_of``.
    """
    path = folder / FOLDER / name_of(key)
    return path if key and is_file(path) else None
