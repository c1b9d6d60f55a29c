"""Which files are posts: those that the site's generator reads, or that are named explicitly."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError
from crosspost.files import is_missing
from crosspost.targets.jekyll.extensions import MARKDOWN, POSTS
from crosspost.validate.context import Context
from crosspost.validate.files import is_below
from crosspost.validate.paths import parts_below, split
from crosspost.validate.post import DATED_NAME, Kind, Post

_SKIPPED = frozenset({"node_modules", "vendor", "_site", "public", "__pycache__"})
_POST_FOLDERS = frozenset({"posts", "post", "blog", "news", "articles"})
_CONTENT = {"hugo": ("content",), "zola": ("content",), "pelican": ("content",),
            "astro": ("src/content", "src/pages", "content", "posts")}  # fmt: skip


def posts_below(folder: str, context: Context) -> Iterator[str]:
    """Yield the posts in a folder, sorted, symbolic links to folders left out.

    A folder that cannot be read is yielded itself, and so is a folder of posts that is a link out
    of the site, unless the user has allowed it: the run reports that they are not read. Files that
    git ignores are yielded too, since Jekyll reads them.

    Args:
        folder: absolute.
    """
    root = str(context.root)
    inside = parts_below(folder, root)
    profile = context.profile
    only_posts = profile == "jekyll" and not _is_within(inside)
    wanted = _CONTENT.get(profile, ())
    if wanted and not inside:
        below = [os.path.join(root, name) for name in wanted]
        folders = [name for name in below if os.path.isdir(name)] or [folder]
    else:
        folders = [folder]
    for start in folders:
        if is_below(start, context.root_of(start)):
            yield from _walk(start, context, only_posts)
        else:
            yield start


def _is_within(parts: tuple[str, ...]) -> bool:
    return "_posts" in parts or "_drafts" in parts


def _walk(start: str, context: Context, only_posts: bool) -> Iterator[str]:
    """Yield the posts in a folder, and each folder that cannot be read."""
    jekyllish = context.is_jekyll
    closed: list[str] = []
    for parent, folders, names in os.walk(start, onerror=lambda e: closed.append(e.filename)):
        folders[:] = sorted(
            name
            for name in folders
            if name not in _SKIPPED
            and (name[0] not in "._" or name in ("_posts", "_drafts"))
            and (context.options.drafts or name != "_drafts")
        )
        in_posts = _is_within(parts_below(parent))
        for name in folders:
            if in_posts or name in ("_posts", "_drafts"):
                link = os.path.join(parent, name)
                if not os.path.islink(link) or is_below(link, context.real_root):
                    continue
                if is_below(link, context.root_of(link)):
                    yield from _walk(link, context, only_posts)
                else:
                    yield link
        if only_posts and not in_posts:
            continue
        extensions = POSTS if in_posts or not jekyllish else MARKDOWN
        if context.profile == "pelican":
            extensions = (*extensions, ".rst")  # CP109 says why it is not checked
        for name in sorted(names):
            extension = "." + name.rpartition(".")[2].lower()
            if extension in extensions and name[0] not in ".#":
                yield os.path.join(parent, name)
    yield from closed


def place(post: Post, context: Context) -> None:
    """Set whether Jekyll reads a file as a post, a draft or neither, and where it is."""
    folder, name = split(post.path)
    post.folder, post.name = folder, name
    root = str(context.root)
    post.kind, post.in_posts, post.folder_categories = _kind(folder, root)
    if post.kind == "page" and DATED_NAME.fullmatch(name):
        # Folders that other generators read posts from.
        in_others = not _POST_FOLDERS.isdisjoint(parts_below(folder, root))
        if context.profile in ("plain", "eleventy") or (context.profile == "jekyll" and in_others):
            post.kind = "post"
    post.jekyll = context.is_jekyll


_Place = tuple[Kind, bool, tuple[str, ...]]
_kinds: dict[tuple[str, str], _Place] = {}


def _kind(folder: str, root: str) -> _Place:
    known = _kinds.get((folder, root))
    if known is not None:
        return known
    parts = parts_below(folder, root)
    found: _Place = ("page", False, ())
    if "_drafts" in parts:
        found = ("draft", False, parts[: parts.index("_drafts")])
    elif "_posts" in parts:
        found = ("post", True, parts[: parts.index("_posts")])
    elif split(root)[1] == "_posts":
        found = ("post", True, ())
    elif split(root)[1] == "_drafts":
        found = ("draft", False, ())
    if len(_kinds) > 5000:
        _kinds.clear()
    _kinds[(folder, root)] = found
    return found


def files_in(paths: Iterable[str], working: str) -> Iterator[tuple[str, bool]]:
    """Yield each path as absolute, and whether it is a folder.

    Raises:
        ConfigError: there is no such file or folder, or a folder above it cannot be opened.
    """
    for path in paths:
        full = os.path.normpath(os.path.join(working, path))
        try:
            if is_missing(full):
                raise ConfigError(f"{path}: no such file or folder")
        except OSError as error:
            reason, hint = of_reading(error)
            raise ConfigError(f"{path}: cannot be read: {reason}", hint=hint) from error
        yield full, os.path.isdir(full)
