"""One post → its file, and the copies of its images."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import replace as with_changes
from pathlib import Path
from types import MappingProxyType

from crosspost.folders import opened
from crosspost.images.copy import PICTURE_GONE, copy_pictures
from crosspost.model import Link, Outcome, Post
from crosspost.publish.place import HAS_ARTICLE, Wanted, diff, place
from crosspost.publish.site_posts import SitePosts
from crosspost.publish.write import write, write_new
from crosspost.urls import is_web


def publish(link: Link, post: Post, posts: SitePosts, *, replace: bool, dry_run: bool) -> Outcome:
    """Write a post where it belongs, unless the site has the article already.

    Args:
        link: what the post was made from.
        posts: of the site.
        replace: as of ``place``.
        dry_run: decide, and write nothing.

    Raises:
        PostExists: the owner's own post has the name, and is not to be replaced.
        WriteError: the file system refused.
    """
    urls = (link.url, post.article.url, str(post.front_matter.get("canonical_url", "")))
    wanted = Wanted(posts.folder() / post.filename, post.text, tuple(filter(is_web, urls)))
    placement = place(wanted, posts, replace=replace)
    path, replaces = placement.path, placement.action == "replace"
    if replaces and path in posts.written:
        return Outcome(link, "exists", path, f"{HAS_ARTICLE}. Nothing written.", post)
    if placement.action == "exists":
        reason = f"{HAS_ARTICLE}. Nothing written; --force replaces it."
        return Outcome(link, "exists", path, reason, post)
    if placement.text != post.text:
        number = path.stem.removeprefix(Path(post.filename).stem)
        front = {**post.front_matter, "slug": f"{post.front_matter['slug']}{number}"}
        post = with_changes(post, text=placement.text, front_matter=MappingProxyType(front))
    if dry_run:
        return Outcome(link, "dry-run", path, post=post, diff=diff(path, post.text))
    with _no_orphans(post, posts.image_folder()) as folder:
        if copy_pictures(post.pictures, folder, write_new):
            post = with_changes(post, warnings=(*post.warnings, PICTURE_GONE))
        write(post.text, posts.real(path.parent) / path.name, replace=replaces)
    return Outcome(link, "replaced" if replaces else "written", path, post=post)


@contextlib.contextmanager
def _no_orphans(post: Post, folder: Path) -> Iterator[Path]:
    """Give the folder of copies; remove those of a post that cannot be written."""
    new = [name for name in {p.name for p in post.pictures} if not os.path.lexists(folder / name)]
    try:
        yield folder
    except BaseException:
        with contextlib.suppress(OSError), opened(folder) as held:
            for name in new:
                held.remove(name)
        raise
