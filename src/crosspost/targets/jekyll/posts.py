"""The existing posts of a site: which of them has this article, which names are used."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from crosspost.errors import FrontMatterError
from crosspost.files import read_head
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.base import PostFacts
from crosspost.targets.jekyll import extensions, front_matter
from crosspost.targets.jekyll.page_url import claimed, page_url
from crosspost.targets.jekyll.post_text import is_emitted, text_key
from crosspost.targets.jekyll.site import Site, config_file
from crosspost.trust import is_of_site
from crosspost.urls import host, identity, is_web, path_identity

# Fields in which authors and tools keep the source of a post.
SOURCE_FIELDS = (
    "canonical_url",
    "original_url",
    "source_url",
    "source",
    "original",
    "original_link",
    "canonical",
)
# Reading YAML takes most of the time; most posts have none of these fields.
_CLAIMS = ("permalink", "redirect_from")
_SOURCE_LINE = lazy_compile(
    rf"^(?:[\"'{{]|[^\S\n])*+(?:{'|'.join((*SOURCE_FIELDS, *_CLAIMS))})\b", re.M
)
#: Jekyll reads posts from folders of these names, anywhere in the site.
POST_FOLDERS = ("_posts", "_drafts")
# These contain no posts, and may have more files than the site itself.
_NO_POSTS_BELOW = frozenset({"node_modules", "vendor"})
# A dated prefix, which is not a part of the slug.
_DATED = lazy_compile(r"\d{2,4}-\d{1,2}-\d{1,2}-")
# Beginning of a post: its front matter (64 KB at most) and the lines of an attribution.
_HEAD = front_matter.MAX_BYTES + 8 * 1024
_LARGEST = 4 * 1024 * 1024  # bytes of a whole post
ATTRIBUTION_LINES = 10
_LINK = lazy_compile(
    r"\]\(<?(https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
    r"|<(https?://[^\s<>]*)>"
    r"|href=\"(https?://[^\"]*)\""
)


def find_same(
    site_root: Path, output: Path, urls: Iterable[str], also: tuple[str, ...] = ()
) -> Path | None:
    """Return the post that has this article already, None if there is none.

    A post has it if a source field of its front matter, or the first link of an attribution among
    its first lines, is a URL of the same article (``urls.identity``).

    Args:
        site_root: every ``_posts`` and ``_drafts`` below is searched, also in folders of
            categories.
        output: the folder that posts are written to, if it is elsewhere.
        urls: the article's URLs: requested, after redirects, canonical.
        also: further names of source fields, the user's own.
    """
    wanted = {identity(url) for url in urls if is_web(url)}
    needles = {host(url).removeprefix("www.").encode() for url in urls if is_web(url)}
    if not wanted:
        return None
    for path in existing_posts(site_root, output):
        head = _head(path, site_root)
        lowered = head.lower()
        if any(needle in lowered for needle in needles) and wanted & _sources(head, also):
            return path
    return None


def read_facts(path: Path, site_root: Path | None = None, also: tuple[str, ...] = ()) -> PostFacts:
    """Read what a post says of where it came from; of one that cannot be read: nothing.

    Args:
        path: of the post.
        site_root: a post that is a link is read if it leads to a file below this folder; None:
            no link is followed.
        also: as of ``find_same``.
    """
    return facts_of(_head(path, site_root, _LARGEST + 1), also)


def facts_of(content: bytes, also: tuple[str, ...] = ()) -> PostFacts:
    """Return what ``read_facts`` does of a file with this content."""
    if not content:
        return PostFacts()
    text = content.decode("utf-8", "replace")
    found = frozenset(_sources(content[:_HEAD], also))
    key = text_key(text) if len(content) <= _LARGEST else b""
    if any(url[:1] != "/" for url in found):
        return PostFacts(found, key, "article")
    # Posts of one's own writing name no article; those written by hand may have permalinks, too.
    origin: Literal["article", "unnamed", "own"] = "article" if found else "unnamed"
    return PostFacts(found, key, origin if is_emitted(text) else "own")


def page_facts(path: Path, site: Site) -> PostFacts:
    """Return the facts of a post that names no article: its page has the path that it had before.

    Args:
        path: of the post; it is as crosspost wrote it.
    """
    content = _head(path, site.root, _LARGEST + 1)
    facts, page = facts_of(content), ""
    with contextlib.suppress(FrontMatterError):
        page = page_url(front_matter.read(content[:_HEAD].decode("utf-8", "replace")), path, site)
    if not page:
        return facts
    return replace(facts, sources=frozenset({path_identity(page)}))


def _head(path: Path, site_root: Path | None, most: int = _HEAD) -> bytes:
    """Return the beginning of a post; empty if it cannot be read or is not a file."""
    try:
        return read_head(path, most)
    except OSError as error:
        if error.errno != errno.ELOOP or site_root is None or not is_of_site(site_root, path):
            return b""
    try:
        return read_head(path, most, follow=True)
    except OSError:
        return b""


def existing_posts(site_root: Path, output: Path) -> Iterator[Path]:
    """Yield the files of all posts and drafts, in the order of their paths.

    Folders that are links out of the site are left out unless the user has allowed them, so that a
    clone cannot make crosspost search the whole disk. Entries that are not files are yielded
    too, since their names are used.

    Args:
        site_root: of the site.
        output: the folder that posts are written to; it may be outside of the site.
    """
    seen: set[str] = set()
    is_site = config_file(site_root) is not None
    # A folder that is not a site may be a home folder: searching all of it would take too long.
    others = post_folders(site_root) if is_site else (site_root / name for name in POST_FOLDERS)
    for folder in (output, *others):
        real = os.path.realpath(folder)
        if real in seen or (folder != output and not is_of_site(site_root, folder)):
            continue
        seen.add(real)
        for parent, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                if name.endswith(extensions.POSTS) and not name.startswith("."):
                    yield Path(parent, name)


def post_folders(root: Path) -> Iterator[Path]:
    """Yield every ``_posts`` and ``_drafts`` of a site; Jekyll looks into no other ``_folder``."""
    for parent, folders, _ in os.walk(root):
        yield from (Path(parent, name) for name in POST_FOLDERS if name in folders)
        folders[:] = sorted(
            name for name in folders if name[0] not in "._" and name not in _NO_POSTS_BELOW
        )


@functools.lru_cache
def _source_line(also: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, also))
    return re.compile(rf"^(?:[\"'{{]|[^\S\n])*+(?:{names})\b", re.M)


def _sources(head: bytes, also: tuple[str, ...]) -> set[str]:
    if b"http" not in head and b"permalink" not in head and b"redirect_from" not in head:
        return set()
    text = head.decode("utf-8", "replace")
    block, body = front_matter.split(text)
    fields: dict[str, Any] = {}
    if _SOURCE_LINE.search(block) or (also and _source_line(also).search(block)):
        # Jekyll reads no field of broken front matter either; the body is still read.
        with contextlib.suppress(FrontMatterError):
            fields = front_matter.read(text)
    named = [fields.get(name) for name in (*also, *SOURCE_FIELDS)]
    urls = [value for value in named if isinstance(value, str) and is_web(value)]
    return {identity(url) for url in (*urls, *attributed(body))} | claimed(fields)


def attributed(body: str) -> Iterator[str]:
    """Yield the first link of each line among the first that is emphasised from its beginning."""
    lines = [line.strip() for line in body.splitlines() if line.strip()][:ATTRIBUTION_LINES]
    for line in lines:
        if line.startswith(("_", "*", "<em", "<i>", "(", "> _", "> *", "<p><em")):
            found = _LINK.search(line)
            if found:
                yield found[1] or found[2] or found[3]


def name_key(name: str, permalink: str = "date") -> str:
    """Return a key that is equal for two names that are one post for Jekyll or the file system."""
    stem = unicodedata.normalize("NFC", os.path.splitext(name)[0]).casefold()  # noqa: PTH122
    return _DATED.sub("", stem, count=1) if _is_dateless(permalink) else stem


def _is_dateless(permalink: str) -> bool:
    """Tell whether a permalink (a style or a template) leaves the day out of the URL."""
    if permalink in ("date", "pretty", "ordinal", "weekdate"):
        return False
    return not (":year" in permalink and (":day" in permalink or ":y_day" in permalink))
