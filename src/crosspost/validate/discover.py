"""Which files are posts: those that the site's generator reads, or that are named explicitly."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase as fnmatch

from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError
from crosspost.files import is_missing, read_head
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.extensions import MARKDOWN
from crosspost.validate.context import Context
from crosspost.validate.files import is_below
from crosspost.validate.paths import parts_below, split
from crosspost.validate.post import DATED_NAME, Kind, Post
from crosspost.validate.reader import read

_SKIPPED = frozenset({"node_modules", "vendor", "_site", "public", "__pycache__"})
_POST_FOLDERS = frozenset({"posts", "post", "blog", "news", "articles"})


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
    if context.site is not None and not inside:
        folders = [str(context.posts_base)]
    elif not context.is_jekyll and not inside:
        folders = _content(context) or [folder]
    else:
        folders = [folder]
    for start in folders:
        if is_below(start, context.root_of(start)):
            yield from _walk(start, context, only_posts)
        else:
            yield start


def _content(context: Context) -> list[str]:
    """Return the folders in which a generator other than Jekyll has its pages."""
    site = context.target
    named = [context.root / name for name in context.reading.content]
    folders = [str(path) for path in (site.post_folders() if site is not None else named)]
    return [path for path in dict.fromkeys(folders) if os.path.isdir(path)]


def _is_within(parts: tuple[str, ...]) -> bool:
    return "_posts" in parts or "_drafts" in parts


def _is_in_collection(folder: str, base: str, context: Context) -> bool:
    parts = parts_below(folder, base)
    return bool(parts) and parts[0] in context.collections


def _walk(start: str, context: Context, only_posts: bool) -> Iterator[str]:
    """Yield the posts in a folder, and each folder that cannot be read."""
    excluded = exclusion(context, start)
    closed: list[str] = []
    base = str(context.posts_base)
    for parent, folders, names in os.walk(start, onerror=lambda e: closed.append(e.filename)):
        folders[:] = sorted(
            name
            for name in folders
            if name not in _SKIPPED
            and (
                name[0] not in "._"
                or name in ("_posts", "_drafts")
                or (parent == base and name in context.collections)
            )
            and (context.options.drafts or name != "_drafts")
            and not (excluded and excluded(os.path.join(parent, name)))
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
        if only_posts and not in_posts and not _is_in_collection(parent, base, context):
            continue
        inside = os.path.join(parent, "")
        for name in sorted(names):
            path = inside + name
            if not (excluded and excluded(path)) and _is_post(path, name, context, in_posts):
                yield path
    yield from closed


_HIDDEN_NAME = lazy_compile(r"_\d{4}-\d{1,2}-\d{1,2}-.*\.(?:md|markdown)$")
_DATE_START = lazy_compile(r"\d{1,4}[-_.]\d{1,2}[-_.]\d{1,4}")
# What is not an extension (2020-01-01-version-2.0), and those of texts and of copies of posts;
# others are of attachments, or of posts that a plugin converts.
_ODD = lazy_compile(
    r"\.(?:\d+|[^- ]*+[- ].*|txt|text|mdown|mdwn|mdtxt|mdtext|mdx|bak|backup|old|orig|tmp"
    r"|part|save)"
)


def _is_post(path: str, name: str, context: Context, in_posts: bool) -> bool:
    """Tell whether a file is a post, or was meant to be one."""
    if name[0] in ".#~":
        return False
    in_jekyll = context.is_jekyll and in_posts
    if in_jekyll and name[0] == "_":
        return _HIDDEN_NAME.match(name) is not None  # others are ignored, as their author knows
    extension = "." + name.rpartition(".")[2].lower()
    if not context.is_jekyll:  # CP109 says why .rst is not checked
        return extension in context.reading.extensions
    if extension in (context.extensions if in_posts else MARKDOWN):
        return True
    return in_jekyll and _is_odd_post(path, name, extension)


def _is_odd_post(path: str, name: str, extension: str) -> bool:
    """Tell whether a file that is named like a post begins with front matter."""
    if not _DATE_START.match(name) or not ("." not in name or _ODD.fullmatch(extension)):
        return False
    try:
        return read_head(path, 4) in (b"---\n", b"---\r")
    except OSError:
        return False


def exclusion(context: Context, start: str) -> Callable[[str], bool] | None:
    """Return whether Jekyll leaves a path out by ``exclude`` (entry_filter.rb); None if none.

    Args:
        start: a folder that was named; if it is itself excluded, all in it counts.
    """
    if context.site is None or not context.is_jekyll:
        return None
    config, source = context.site.config, str(context.site.source)
    patterns = [*_patterns(config.get("exclude"), source)]
    if not patterns:
        return None
    kept = _patterns(config.get("include"), source)

    def excluded(path: str) -> bool:
        return any(
            path.startswith(plain) or (glob and fnmatch(path, plain)) for plain, glob in patterns
        ) and not any(path == plain or (glob and fnmatch(path, plain)) for plain, glob in kept)

    return None if excluded(start) else excluded


def _patterns(value: object, source: str) -> list[tuple[str, bool]]:
    """Return the patterns of a setting with the source folder, and whether they are globs."""
    names = [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
    return [
        (f"{source}/{name.strip('/')}", any(c in name for c in "*?[")) for name in names if name
    ]


def read_in(path: str, data: bytes, shown: str, context: Context) -> Post:
    """Read a file as the site's generator does, and set where it is; see ``reader.read``."""
    if context.is_jekyll:
        post = read(path, data, shown)
    else:
        from crosspost.validate.others.reader import read_for  # most sites are Jekyll's

        post = read_for(path, data, shown, context.reading)
    place(post, context)
    return post


def place(post: Post, context: Context) -> None:
    """Set whether Jekyll reads a file as a post, a draft or neither, and where it is."""
    folder, name = split(post.path)
    post.folder, post.name = folder, name
    post.jekyll = context.is_jekyll
    if not context.is_jekyll:
        post.kind = "page"
        return
    root = str(context.root)
    base = str(context.posts_base)
    post.kind, post.in_posts, post.folder_categories = _kind(folder, base)
    if post.kind == "page" and DATED_NAME.fullmatch(name):
        # Folders that other generators read posts from.
        in_others = not _POST_FOLDERS.isdisjoint(parts_below(folder, root))
        if context.profile == "plain" or in_others:
            post.kind = "post"


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
