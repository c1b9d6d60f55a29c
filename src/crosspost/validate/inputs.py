"""Everything that the findings of a site depend on, as one digest.

Two runs with the same digest find the same, so that the findings of the first may be shown again.
What is read is hashed by its bytes: times are not trusted, since a checkout, an unpacked archive
and ``cp -p`` set them, and reading some thousand small files takes a tenth of a second. Of other
files, only their names count. Modification times are used the other way round: findings are not
kept if anything may have changed while they were made.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from crosspost import __version__
from crosspost.files import exists, read_head
from crosspost.validate.options import OWN

if TYPE_CHECKING:
    from crosspost.validate.context import Context

# Nothing in these is read by a rule, unless a setting or a post names it (``is_settled``).
_SKIPPED = frozenset({".git", "node_modules", "vendor", "_site", ".jekyll-cache", ".sass-cache",
                      "__pycache__"})  # fmt: skip
# Of these, rules ask only whether they are there; except in the folders of templates.
_MEDIA = frozenset({
    "jpg", "jpeg", "png", "gif", "webp", "avif", "ico", "bmp", "tif", "tiff", "heic", "psd",
    "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "mov", "webm", "ogv", "avi", "mkv",
    "pdf", "epub", "docx", "xlsx", "pptx", "zip", "gz", "tgz", "bz2", "xz", "7z", "rar",
    "woff", "woff2", "ttf", "otf", "eot",
})  # fmt: skip
_MOST_BYTES = 2**20  # of a file; rules read less of each
_MOST_ENTRIES = 50_000
_MOST_IN_ALL = 64 * 2**20  # bytes of files that are not posts
# Seconds; file systems note times in steps of up to two.
_CLOCK_STEP = 2.0


class Unclear(Exception):
    """What a site depends on cannot be known, or takes too long to read."""


def digest_of(
    context: Context, contents: Mapping[str, bytes], reported: Iterable[str], working: str,
    leave: str,
) -> str:  # fmt: skip
    """Return a digest of all that the findings of a site depend on, but the clock.

    Args:
        contents: path → bytes of every post, in the order in which they are read.
        reported: the posts that are reported.
        working: the folder that shown paths start from.
        leave: a folder in which nothing counts: that of kept findings.

    Raises:
        Unclear: there is no such digest.
    """
    seen = _Hash()
    zone = context.author_zone.utcoffset(context.now)
    site = context.site
    for fact in (
        __version__, sys.version, yaml.__version__, hasattr(yaml, "CBaseLoader"), os.name,
        getattr(os, "geteuid", int)(), zone, working, str(context.root), context.real_root,
        context.profile, context.options, site, site and dict(site.config),
        sorted(reported),
    ):  # fmt: skip
        seen.add(repr(fact))
    for line in _program():
        seen.add(line)
    for data in _schemas(context):
        seen.add(data)
    seen.add("\0".join(contents))
    for data in contents.values():
        seen.add(data)
    for root in _roots(context):
        seen.add(root)
        _add_tree(seen, root, contents, context, leave)
    return seen.hexdigest()


class _Hash:
    """A hash of texts and bytes, each with its length, so that none runs into the next."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()  # processors have instructions for it

    def add(self, part: str | bytes) -> None:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        self._hash.update(b"%d:" % len(data))
        self._hash.update(data)

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def _program() -> Iterator[str]:
    """Yield what tells one state of crosspost's own code from another."""
    for parent, folders, names in os.walk(Path(__file__).parent.parent):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(os.path.join(parent, name))
            yield f"{name} {status.st_size} {status.st_mtime_ns}"


def _schemas(context: Context) -> Iterator[str | bytes]:
    """Yield the schemas of the settings, and the version of the package that applies them."""
    if not context.options.schema:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        yield from (version(name) for name in ("jsonschema", "referencing"))
        for name in context.options.schema.values():
            if name != OWN:
                path = Path(context.options.root, name)
                yield read_head(path, _MOST_BYTES + 1, follow=True)
    except (PackageNotFoundError, OSError, ValueError) as error:
        raise Unclear(str(error)) from error


def _roots(context: Context) -> list[str]:
    """Return the folders whose files count: the site, and its source if that is elsewhere."""
    root, source = str(context.root), str(context.source)
    is_in = _is_below(os.path.realpath(source), os.path.realpath(root))
    return [root] if is_in else [root, source]


def _is_below(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _read_whole(context: Context) -> tuple[str, ...]:
    """Return the folders of which rules read all files, whatever their names; links resolved."""
    settings = (("layouts_dir", "_layouts"), ("includes_dir", "_includes"))
    folders = [context.folder(setting, default) for setting, default in settings]
    folders.append(context.posts_base / "_authors")
    return tuple(os.path.realpath(folder) for folder in folders if folder is not None)


def _add_tree(seen: _Hash, root: str, contents: Mapping[str, bytes], context: Context,
              leave: str) -> None:  # fmt: skip
    """Add the names of all files of a folder, and the beginnings of those that rules may read."""
    whole = _read_whole(context)
    entries_left, bytes_left = _MOST_ENTRIES + 2 * len(contents), _MOST_IN_ALL
    for folder, entries in _walk(root, leave):
        seen.add(folder)
        real = os.path.realpath(folder)
        is_whole = any(_is_below(real, each) for each in whole)
        entries_left -= len(entries)
        seen.add("/".join([entry.name for entry in entries]))
        for entry in entries:
            if entry.path in contents:
                continue
            if _add_kind(seen, entry) and (is_whole or _may_be_read(entry.name)):
                head = _head(entry.path)
                seen.add(head)
                bytes_left -= len(head)
            if entries_left < 0 or bytes_left < 0:
                raise Unclear("too many files")


def _may_be_read(name: str) -> bool:
    return name.rpartition(".")[2].lower() not in _MEDIA


def _add_kind(seen: _Hash, entry: os.DirEntry[str]) -> bool:
    """Add what an entry is; tell whether it is a file, or a link to one."""
    try:
        status = entry.stat(follow_symlinks=False)
        seen.add(f"{status.st_mode}")
        if stat.S_ISLNK(status.st_mode):
            seen.add(os.readlink(entry.path))
            if not exists(entry.path):
                return False
            status = entry.stat()
            seen.add(f"{stat.S_IFMT(status.st_mode)}")
    except OSError as error:  # it was removed in between
        raise Unclear(str(error)) from error
    if not stat.S_ISREG(status.st_mode):
        return False
    seen.add(f"{status.st_size}")
    return True


def _head(path: str) -> bytes:
    try:
        return read_head(path, _MOST_BYTES, follow=True)
    except OSError as error:
        return f"\0{error.errno}".encode()


def _walk(root: str, leave: str) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Yield each folder with its entries, sorted; links to folders are not followed.

    Raises:
        Unclear: one cannot be read.
    """
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=attrgetter("name"))
        except OSError as error:
            raise Unclear(str(error)) from error
        if folder == os.path.dirname(leave):
            entries = [entry for entry in entries if entry.path != leave]
        yield folder, entries
        waiting += [
            entry.path
            for entry in entries
            if entry.name not in _SKIPPED and entry.is_dir(follow_symlinks=False)
        ]


def is_settled(context: Context, posts: Iterable[str], started: float, leave: str) -> bool:
    """Tell whether all that a finished run has read is certainly as it was when it began.

    Args:
        posts: their bytes were read once, for the digest and for the rules.
        started: when the run began, as of ``time.time``.
        leave: as of ``digest_of``.
    """
    roots = _roots(context)
    real = [os.path.realpath(root) for root in roots]
    known, newest = frozenset(posts), 0.0
    try:
        if not all(_is_covered(os.path.realpath(folder), real) for folder in context.looked_in):
            return False
        for root in roots:
            for folder, entries in _walk(root, leave):
                newest = max(newest, os.stat(folder).st_mtime)
                for entry in entries:
                    if entry.path not in known and not entry.is_dir(follow_symlinks=False):
                        newest = max(newest, *_times(entry))
    except (OSError, ValueError, Unclear):  # ValueError: a post names a folder with a NUL
        return False
    return newest < started - _CLOCK_STEP


def _times(entry: os.DirEntry[str]) -> Iterator[float]:
    """Yield when an entry, and what it leads to, was changed."""
    status = entry.stat(follow_symlinks=False)
    yield from (status.st_mtime, status.st_ctime)
    if stat.S_ISLNK(status.st_mode) and exists(entry.path):
        status = entry.stat()
        yield from (status.st_mtime, status.st_ctime)


def _is_covered(folder: str, roots: list[str]) -> bool:
    """Tell whether the files in a folder are part of the digest."""
    return any(
        _is_below(folder, root) and _SKIPPED.isdisjoint(os.path.relpath(folder, root).split(os.sep))
        for root in roots
    )
