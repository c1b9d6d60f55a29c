"""One post → its file, and the copies of its images."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crosspost.folders import opened
from crosspost.images.copy import PICTURE_GONE, CopyFolders, copy_pictures
from crosspost.model import Link, Outcome, Post
from crosspost.model.empty import nothing
from crosspost.publish.place import HAS_ARTICLE, Wanted, diff, place
from crosspost.publish.site_posts import SitePosts
from crosspost.publish.write import write, write_new
from crosspost.urls import identity, is_web

if TYPE_CHECKING:
    from crosspost.publish.update import Article, Conflicts, Updates


@dataclass(frozen=True)
class PublishOptions:
    """What is done about a post that the site has already, and whether anything is written.

    Attributes:
        replace, update: as of ``place``.
        conflicts: as of ``Updates``.
        dry_run: decide, and write nothing.
        on_lost: called with the path of a post and lines of its owner's, before they are lost.
        options: that are given now and are to be kept, see ``kept_options``.
    """

    replace: bool = False
    update: bool = False
    conflicts: Conflicts = "leave"
    dry_run: bool = False
    on_lost: Callable[[Path, tuple[str, ...]], None] | None = None
    options: Mapping[str, Any] = field(default_factory=nothing)


def publish(link: Link, post: Post, posts: SitePosts, options: PublishOptions) -> Outcome:
    """Write a post where it belongs, unless the site has the article already.

    Args:
        link: what the post was made from.
        posts: of the site.

    Raises:
        PostExists: the owner's own post has the name, and is not to be replaced.
        FrontMatterError: the post that is to be updated has front matter that cannot be read.
        WriteError: the file system refused.
    """
    urls = (link.url, post.article.url, str(post.front_matter.get("canonical_url", "")))
    named = tuple(filter(is_web, urls))
    if posts.config.own and named:
        named = (posts.target.old_path(named[0]), *named)
    wanted = Wanted(posts.folder() / post.filename, post.text, tuple(filter(None, named)))
    placement = place(wanted, posts, replace=options.replace, update=options.update)
    path, action = placement.path, placement.action
    if action in ("replace", "update") and path in posts.written:
        return Outcome(link, "exists", path, f"{HAS_ARTICLE}. Nothing written.", post)
    if action == "exists":
        reason = f"{HAS_ARTICLE}. Nothing written; --update merges it, --force replaces it."
        return Outcome(link, "exists", path, reason, post)
    if placement.text != post.text:
        slug = posts.target.fields_of(placement.text).get("slug", "")
        front = {**post.front_matter, "slug": slug}
        post = with_changes(post, text=placement.text, front_matter=MappingProxyType(front))
    if options.dry_run and action == "new":
        return Outcome(link, "dry-run", path, post=post)
    from crosspost.publish.update import Updates

    updates = Updates(posts.target, posts.config.note, options.conflicts, options.options)
    known = tuple(dict.fromkeys(identity(url) for url in wanted.urls))
    article = updates.article(post.text, link.overrides, known)
    if action == "update":
        return _update(link, post, posts, path, updates, article, options)
    lost: tuple[str, ...] = ()
    if action == "replace":
        lost = updates.lost_by_replacing(article, path, post.text)
    if options.dry_run:
        shown = diff(path, post.text)
        return Outcome(link, "dry-run", path, post=post, diff=shown, lost=lost)
    if lost and options.on_lost:
        options.on_lost(path, lost)
    real_path = posts.real(path.parent) / path.name
    with _pictures_copied(post, posts.copy_folders(path)) as post:
        if action == "replace":
            updates.replace(article, real_path, post.text)
            return Outcome(link, "replaced", path, post=post, lost=lost)
        updates.keep(article, path, post.text)
        write(post.text, real_path)
    return Outcome(link, "written", path, post=post)


def options_of_import(
    urls: Iterable[str], posts: SitePosts, chosen: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the options with which an article was imported and that are not given anew.

    Args:
        urls: of the article, as far as they are known.
        chosen: options that are given now.

    Returns:
        The options; none if the site has no post of the article.
    """
    from crosspost.publish.update import Updates

    web = tuple(filter(is_web, urls))
    path = posts.target.find_same(posts.folder(), web) if web else None
    if path is None:
        return {}
    updates = Updates(posts.target, "", options=chosen)
    return updates.not_given(updates.options_of(tuple(map(identity, web)), path))


def _update(
    link: Link,
    post: Post,
    posts: SitePosts,
    path: Path,
    updates: Updates,
    article: Article,
    options: PublishOptions,
) -> Outcome:
    """Merge an article into its post."""
    updated = updates.merge(article, posts.real(path.parent) / path.name)
    shown = diff(path, updated.text)
    post = with_changes(post, text=updated.text, front_matter=MappingProxyType(dict(updated.front)))
    if updated.state == "conflict":
        updated = updated if options.dry_run else updates.show(updated)
        error, about = updates.error_of(updated), updated.about
        return Outcome(link, "conflict", path, str(error), post, error, shown, about)
    about = updated.about
    if updated.state == "unchanged":
        if not options.dry_run:
            with _pictures_copied(
                post, posts.copy_folders(path)
            ) as post:  # one may have been deleted
                updates.write(article, updated)
        return Outcome(link, "unchanged", path, "is up to date", post, update=about)
    if options.dry_run:
        return Outcome(link, "dry-run", path, "", post, None, shown, about, updated.lost)
    if updated.lost and options.on_lost:
        options.on_lost(path, updated.lost)
    with _pictures_copied(post, posts.copy_folders(path)) as post:
        updates.write(article, updated)
    return Outcome(link, "updated", path, "", post, None, shown, about, updated.lost)


@contextlib.contextmanager
def _pictures_copied(post: Post, folders: CopyFolders) -> Iterator[Post]:
    """Copy the pictures of a post, and remove the copies if the post cannot be written.

    Yields:
        The post, with a warning if a picture was gone.
    """
    paths = {folders.path(one.name) for one in post.pictures}
    new = [path for path in paths if not os.path.lexists(path)]
    try:
        if copy_pictures(post.pictures, folders, write_new):
            post = with_changes(post, warnings=(*post.warnings, PICTURE_GONE))
        yield post
    except BaseException:
        for path in new:
            with contextlib.suppress(OSError), opened(path.parent) as held:
                held.remove(path.name)
        raise
