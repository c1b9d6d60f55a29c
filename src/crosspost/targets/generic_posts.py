"""The existing posts of a described site: which has an article, what a post says of itself."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from crosspost.errors import FrontMatterError
from crosspost.files import read_head, read_regular
from crosspost.targets.base import Original, PostFacts, Survey
from crosspost.targets.field_names import values_of
from crosspost.targets.front_matter import format_of
from crosspost.targets.front_matter.base import MAX_BYTES
from crosspost.targets.generator import Generator
from crosspost.targets.generic_site import GenericSite
from crosspost.targets.generic_urls import page_url
from crosspost.targets.habits import Habits, habits_of
from crosspost.targets.jekyll.original import first_lines, replaced
from crosspost.targets.jekyll.posts import SOURCE_FIELDS, attributed
from crosspost.trust import is_of_site
from crosspost.urls import host, identity, is_web, path_identity

# Beginning of a post: its front matter and the lines of an attribution.
_HEAD = MAX_BYTES + 8 * 1024
_LARGEST = 4 * 1024 * 1024  # bytes of a whole post
_MOST_POSTS = 500  # newest ones, that show the site's conventions
_NEWEST = 50  # that show the names of its fields, each time that a site is read


def format_in(site: GenericSite, folder: Path) -> str:
    """Return the format of the newest post's front matter, empty if there is none."""
    if len(site.about.formats) == 1:
        return site.about.formats[0]
    newest = sorted(_files(folder, site.about), key=_age)[-1:]
    for path in newest:
        form = format_of(_text(path, _HEAD), site.about.formats)
        return form.name
    return ""


def habits(site: GenericSite, folder: Path) -> Habits:
    """Return what the newest posts have in common; nothing if nobody asks for it."""
    about = site.about
    if not about.other_names or not is_of_site(site.root, folder):
        return Habits()
    newest = sorted(_files(folder, about), key=_age)[-_NEWEST:]
    posts = []
    for path in newest:
        text = _text(path, _HEAD)
        with contextlib.suppress(FrontMatterError):
            posts.append((path.suffix, format_of(text, about.formats).read(text)))
    return habits_of(about, posts)


def _age(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, str(path)
    except OSError:
        return 0.0, str(path)


def existing_posts(site: GenericSite, output: Path) -> Iterator[Path]:
    """Yield the files of posts, drafts and pages, in the order of their paths.

    Folders that are links out of the site are left out unless the user has allowed them. Of a
    folder that is not a site, only the folder of the posts is searched: it may be a home folder.
    """
    seen: set[Path] = set()
    folders = site.post_folders() if site.config_file else ()
    for folder in (output, *folders):
        if folder != output and not is_of_site(site.root, folder):
            continue
        for path in _files(folder, site.about):
            if path not in seen:
                seen.add(path)
                yield path


def _files(folder: Path, about: Generator) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if n[0] not in "._" and n not in about.ignored)
        for name in sorted(names):
            if name.endswith(about.extensions) and name[0] not in "._":
                yield Path(parent, name)


def _text(path: Path, most: int) -> str:
    try:
        return read_head(path, most).decode("utf-8", "replace")
    except OSError:
        return ""


def fields_of(about: Generator, text: str) -> dict[str, Any]:
    """Return the fields of a post by crosspost's names; empty if they cannot be read."""
    try:
        return values_of(about, format_of(text, about.formats).read(text))
    except FrontMatterError:
        return {}


def _sources(about: Generator, text: str) -> dict[str, str]:
    """Return the URLs that a post names as its source, by their identities, the best first."""
    fields = fields_of(about, text)
    body = format_of(text, about.formats).split(text).body
    found: dict[str, str] = {}
    for url in (*(fields.get(name) for name in SOURCE_FIELDS), *attributed(body)):
        if isinstance(url, str) and is_web(url):
            found.setdefault(identity(url), url)
    return found


def _claimed(about: Generator, fields: Mapping[str, Any]) -> frozenset[str]:
    """Return the paths that a post claims: its URL and its old ones."""
    values: list[Any] = []
    for name in filter(None, (about.url_field, about.alias_field)):
        value = fields.get(name)
        values += value if isinstance(value, list) else [value]
    return frozenset(path_identity(v) for v in values if isinstance(v, str) and v[:1] == "/")


def facts(site: GenericSite, path: Path) -> PostFacts:
    """Return what a post says of where it came from."""
    text = _text(path, _LARGEST + 1)
    found = facts_of(site, text)
    if found.origin != "unnamed":
        return found
    page = page_url(site, format_of(text, site.about.formats).read(text), path)
    return replace(found, sources=frozenset({path_identity(page)})) if page else found


def facts_of(site: GenericSite, text: str) -> PostFacts:
    """Return the facts of a post with this text."""
    if not text:
        return PostFacts()
    about = site.about
    named = frozenset(_sources(about, text))
    claimed = _claimed(about, fields_of(about, text))
    key = text_key(about, text) if len(text) <= _LARGEST else b""
    if named:
        return PostFacts(named | claimed, key, "article")
    is_own = not _is_emitted(about, text)
    return PostFacts(claimed, key, "own" if is_own else "article" if claimed else "unnamed")


def _is_emitted(about: Generator, text: str) -> bool:
    """Tell whether the front matter is written as crosspost writes it."""
    form = format_of(text, about.formats)
    try:
        fields = form.read(text)
        block = form.split(text).block
        again = form.split(form.compose(fields, "")).block
    except FrontMatterError:
        return False
    # Dates are read as text.
    return bool(block) and _plain(again) == _plain(block)


def _plain(block: str) -> list[str]:
    return [line.replace('"', "") for line in block.splitlines()]


def original_of(about: Generator, text: str) -> Original:
    """Return the URLs of a post's original, as they are written, the best first."""
    archive = fields_of(about, text).get("archive_url")
    urls = tuple(_sources(about, text).values())
    return Original(urls, archive if isinstance(archive, str) else "")


def with_url(about: Generator, text: str, old: str, new: str) -> str | None:
    """Return a post with another URL of its original; None if it cannot be replaced safely."""
    new = new.replace("(", "%28").replace(")", "%29")  # they would end a link of Markdown
    form = format_of(text, about.formats)
    parts = form.split(text)
    lines, rest = first_lines(parts.body)
    block = replaced(parts.block, old, new)
    changed = f"{parts.start}{block}{parts.between}{replaced(lines, old, new)}{rest}"
    before, after = fields_of(about, text), fields_of(about, changed)
    expected = {name: new if value == old else value for name, value in before.items()}
    named = _sources(about, changed)
    is_good = after == expected and identity(new) in named and identity(old) not in named
    return changed if is_good else None


def text_key(about: Generator, text: str) -> bytes:
    """Return a key (16 bytes) of a post's title and body."""
    body = format_of(text, about.formats).split(text).body
    same = f"{fields_of(about, text).get('title', '')}\n{body.strip()}"
    return hashlib.blake2b(same.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def find_same(site: GenericSite, output: Path, urls: tuple[str, ...]) -> Path | None:
    """Return the first post that names one of the URLs as its source, or has its path."""
    paths = {url for url in urls if url[:1] == "/"}
    wanted = {identity(url) for url in urls if is_web(url)}
    needles = {host(url).removeprefix("www.") for url in urls if is_web(url)}
    for path in existing_posts(site, output):
        text = _text(path, _HEAD)
        lowered = text.lower()
        is_near = any(needle in lowered for needle in needles)
        if is_near and wanted & set(_sources(site.about, text)):
            return path
        if paths and paths & facts(site, path).sources:
            return path
    return None


def survey(site: GenericSite, folder: Path) -> Survey:
    """Read the newest posts of a folder; one that cannot be read is counted and skipped."""
    files = sorted(_files(folder, site.about), reverse=True)[:_MOST_POSTS]
    authors, layouts, categories, tags = (Counter[str]() for _ in range(4))
    unreadable = 0
    for path in files:
        try:
            text = read_regular(path, _LARGEST).decode("utf-8-sig")
            fields = values_of(site.about, format_of(text, site.about.formats).read(text))
        except (OSError, UnicodeDecodeError, FrontMatterError):
            unreadable += 1
            continue
        for counter, name in (
            *((authors, "author"), (layouts, "layout")),
            *((categories, "categories"), (tags, "tags")),
        ):
            counter.update(_texts(fields.get(name)))
    return Survey(len(files), unreadable, authors, layouts, categories, tags)


def _texts(value: Any) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]
