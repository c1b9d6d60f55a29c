"""The owner's own writing moved: what is done when all posts of a run are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from crosspost.batch.journal import moved
from crosspost.batch.journal.moved import LeftLink
from crosspost.batch.moved_links import MovedLinks, MovedPost
from crosspost.batch.redirect_files import (
    FORMATS,
    Redirect,
    redirect_of,
    with_added,
    with_redirects,
)
from crosspost.files import is_missing
from crosspost.publish.site_posts import SitePosts
from crosspost.publish.update import Updates, read_post
from crosspost.publish.write import write
from crosspost.targets import plain_text
from crosspost.targets.base import Target
from crosspost.targets.own_words import reworded

_MOST_CLOUDFLARE = 2000  # https://developers.cloudflare.com/pages/platform/limits/


@dataclass(frozen=True)
class Moved:
    """What became of the links in the owner's own writing.

    Attributes:
        linked: how many links between posts lead to posts of the site.
        left: the links that lead to the old site and have no post.
        missing: those that lead to a place in another post that it does not have.
    """

    linked: int
    left: list[LeftLink]
    missing: list[LeftLink]


def finish(
    db: sqlite3.Connection,
    run: int,
    links: MovedLinks,
    posts: SitePosts,
    updates: Updates,
    on_note: Callable[[str], None],
    *,
    authors: Iterable[str],
    is_over: bool,
    dry_run: bool,
) -> Moved:
    """Have the links lead to the new posts, and write redirects.

    Args:
        db: the journal.
        run: its number.
        links: of the run.
        posts: of the site.
        updates: what changes the posts.
        on_note: called with what a person should know.
        authors: of the posts, by the export.
        is_over: all posts are written.
        dry_run: write nothing.

    Raises:
        ConfigError: the file of redirects is in a folder that is a link out of the site.
        WriteError: the file system refused.
    """
    if is_over and not dry_run:
        links.relink(updates)
    links.settle(dry_run=dry_run)
    if is_over and posts.config.redirects in FORMATS:
        _write_redirects(links.all_posts(), posts, on_note, dry_run=dry_run)
    if is_over and not dry_run:
        _add_authors(authors, posts, on_note)
    return Moved(moved.linked(db, run), moved.left(db, run), moved.missing(db, run))


def _add_authors(names: Iterable[str], posts: SitePosts, on_note: Callable[[str], None]) -> None:
    """Add authors to the site's data file; nothing but their names."""
    config = posts.config
    own = reworded(tuple(names), config.ignore_authors, config.author_map)
    plain = (plain_text.plain(name, plain_text.MAX_NAME) for name in own)
    found = posts.target.with_authors(dict.fromkeys(filter(None, plain)))
    if found:
        file, text = found
        path = posts.real(file.parent) / file.name
        write(text, path, replace=not is_missing(path))
        on_note(f"authors of the export are in {file.name}")


def redirects_of(posts: Iterable[MovedPost], target: Target) -> Iterator[Redirect]:
    """Yield the redirects from the old URLs of posts, each old URL once.

    A path that is a page of the new site has none: the page would not be reached any more.
    """
    posts = [post for post in posts if post.page]
    to = {post.page: target.link_to(post.page) for post in posts}
    taken: set[tuple[str, tuple[str, ...]]] = {(unquote(t).rstrip("/"), ()) for t in to.values()}
    for post in posts:
        for old in post.old:
            found = redirect_of(old, to[post.page])
            if found and (found.path.rstrip("/"), found.number) not in taken:
                taken.add((found.path.rstrip("/"), found.number))
                yield found


def _write_redirects(
    old_posts: Iterable[MovedPost],
    posts: SitePosts,
    on_note: Callable[[str], None],
    *,
    dry_run: bool,
) -> None:
    host = posts.config.redirects
    redirects = list(redirects_of(old_posts, posts.target))
    name, lines_of = FORMATS[host]
    if not redirects:
        return
    _change_file(posts, lambda text: with_redirects(text, lines_of(redirects)), dry_run=dry_run)
    number = len(redirects)
    words = f"{number:,} redirects from old URLs" if number > 1 else "1 redirect from an old URL"
    verb = "would be" if dry_run else "are" if number > 1 else "is"
    on_note(f"{words} {verb} in {name}")
    _check_file(posts, on_note)
    if host == "cloudflare" and len(redirects) * 2 > _MOST_CLOUDFLARE:
        on_note(f"{name} has more lines than the {_MOST_CLOUDFLARE:,} that Cloudflare Pages reads")


def _change_file(posts: SitePosts, change: Callable[[str], str], *, dry_run: bool) -> bool:
    """Change the file of redirects; return whether there is anything to change."""
    file = posts.target.redirects_file(FORMATS[posts.config.redirects][0])
    path = posts.real(file.parent) / file.name
    old = "" if is_missing(path) else read_post(path)
    new = change(old)
    if new != old and not dry_run:
        write(new, path, replace=True)
    return new != old


def _check_file(posts: SitePosts, on_note: Callable[[str], None]) -> None:
    target, host = posts.target, posts.config.redirects
    name = FORMATS[host][0]
    path = target.redirects_file(name)
    if host != "nginx" and not target.publishes(posts.real(path.parent) / name):
        on_note(f"{name} is not published: add it to include in {target.config_name}")


def add_redirect(
    old: Iterable[str],
    text: str,
    path: Path,
    posts: SitePosts,
    on_note: Callable[[str], None],
    *,
    dry_run: bool,
) -> None:
    """Add redirects from the old URLs of a single post to the file for the site's host.

    Args:
        old: URLs of the post on its old site.
        text: of the post.
        path: of the post.
        posts: of the site; ``redirects`` of their settings is a file, but not that of nginx.
        on_note: called with what a person should know.
        dry_run: write nothing.

    Raises:
        ConfigError: the file of redirects is in a folder that is a link out of the site.
        WriteError: the file system refused.
    """
    target = posts.target
    moved_post = MovedPost(tuple(old), target.page_url(text, path), str(path))
    name, lines_of = FORMATS[posts.config.redirects]
    lines = [*lines_of(redirects_of([moved_post], target))]
    if not lines:
        return
    if _change_file(posts, lambda there: with_added(there, lines), dry_run=dry_run):
        verb = "would be" if dry_run else "is"
        on_note(f"the redirect from the old URL {verb} in {name}")
        _check_file(posts, on_note)
