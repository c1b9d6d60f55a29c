"""A folder of pages that a browser saved, and of links that a desktop did."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from crosspost import mhtml
from crosspost.batch.entry import BadLine, Entry, Item, LocalList, Note
from crosspost.batch.sources import export_signs, link_file
from crosspost.batch.sources.recognise import HEAD, head_of, recognise
from crosspost.batch.sources.site import signs
from crosspost.batch.sources.site.signs import CONFIGS, MARKDOWN, is_left_out, is_site
from crosspost.fetch.companions import is_companion
from crosspost.fetch.saved import PROLOGUE, origin
from crosspost.files import is_folder, is_link, read_head
from crosspost.surrogates import is_unicode, spelled

_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
_EXPORTS = (".xml", ".json", ".csv", ".atom", ".txt", ".enex", ".gz")
_KNOWN = (*_PAGES, *link_file.SUFFIXES, *_EXPORTS, ".zip", *MARKDOWN)
_MOST_TEXTS = 50  # that are looked at for front matter


def read(folder: Path) -> Iterator[Item]:
    """Yield every saved page, link and export below a folder, in the order of their paths.

    The folders that browsers put beside a page, with its images and frames, are left out. Links to
    folders are not followed, links to files only within the folder. Lists that are not exports are
    left out: what they are for is not known.
    """
    root = folder.resolve()
    archives = found_any = beside = 0
    # Paths as texts: a Path takes longer with each parent folder.
    waiting = [str(folder)]  # os.walk recurses, and folders may be nested deeply
    while waiting:
        parent = waiting.pop()
        try:
            with os.scandir(parent) as found:
                files, folders = _sorted(found)
        except OSError as error:
            yield BadLine(None, f"{spelled(parent)}: cannot be read: {error.strerror}")
            continue
        if export_signs.is_export_folder(parent, files, folders):
            found_any += 1
            yield LocalList(parent, "archive")
            continue
        has_posts = _has_posts(parent, files)
        if _is_site(parent, files, folders, has_posts=has_posts):
            found_any += 1
            yield LocalList(parent, "site")
            continue
        beside += has_posts
        stems = {os.path.splitext(name)[0] for name in files}  # noqa: PTH122 -- a name, not a path
        below = [name for name in folders if not is_companion(name, stems)]
        waiting += [f"{parent}{os.sep}{name}" for name in reversed(below)]
        for name in files:
            lower = name.lower()
            if lower.endswith(_PAGES + link_file.SUFFIXES):
                found_any += 1
                yield _page(Path(parent, name), root)
            elif lower.endswith(_EXPORTS) and (kind := _export(Path(parent, name))):
                found_any += 1
                yield LocalList(os.path.join(parent, name), kind)  # noqa: PTH118 -- a text
            archives += lower.endswith(".zip")
    if beside:
        yield Note(
            "Markdown with front matter beside other files is not read: --from site reads it"
        )
    if archives:
        words = "1 ZIP archive is" if archives == 1 else f"{archives:,} ZIP archives are"
        yield Note(f"{words} not looked into: give them as arguments")
    elif not found_any:
        yield Note("no saved page, link or export is in the folder; give lists as arguments")


def _is_site(parent: str, files: list[str], folders: list[str], *, has_posts: bool) -> bool:
    """Tell whether a folder is that of a site, or of its posts."""
    if is_site(files, folders) or Path(parent).absolute().name in ("_posts", "_drafts"):
        return True
    if {"config", "content"} <= {*folders} and is_folder(Path(parent, "config", "_default")):
        return True
    if any(not name.lower().endswith((*MARKDOWN, ".json", ".txt")) for name in files):
        return False
    return has_posts or any(
        _has_posts(os.path.join(parent, name), None)  # noqa: PTH118 -- a text
        for name in signs.POST_FOLDERS.intersection(folders)
    )


def _has_posts(parent: str, files: list[str] | None) -> bool:
    """Tell whether texts directly in a folder have front matter.

    Args:
        files: the names in it; None: they are read.
    """
    if files is None:
        try:
            with os.scandir(parent) as found:
                files = _sorted(found)[0]
        except OSError:
            return False
    for name in [name for name in files if name.lower().endswith(MARKDOWN)][:_MOST_TEXTS]:
        path = Path(parent, name)
        with contextlib.suppress(OSError):
            if not is_link(path) and signs.has_front_matter(read_head(path, signs.HEAD)):
                return True
    return False


def _export(path: Path) -> str:
    """Return the kind of an export; empty for any other file."""
    if is_link(path):
        return ""
    try:
        kind = recognise(head_of(read_head(path, HEAD)))
    except OSError:
        return ""
    return kind if kind in export_signs.KINDS else ""


def _sorted(found: Iterator[os.DirEntry[str]]) -> tuple[list[str], list[str]]:
    """Return the names of pages, links and possible exports, and of folders."""
    files, folders = [], []
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith(".") and not is_left_out(entry.name):
                folders.append(entry.name)
        elif entry.name.lower().endswith(_KNOWN) or entry.name in CONFIGS:
            files.append(entry.name)
    return sorted(files), sorted(folders)


def page(path: Path) -> Entry:
    """Return the entry of a saved page.

    Raises:
        OSError: it cannot be read.
    """
    head = read_head(path, PROLOGUE, follow=True)
    url = mhtml.url_of(head) if mhtml.is_mhtml(head) else origin(head)
    return Entry(url or str(path), kind="file", place=str(path))


def _page(path: Path, root: Path) -> Entry | BadLine:
    if not is_unicode(str(path)):
        return BadLine(None, f"{spelled(str(path))}: the name is not UTF-8; rename the file")
    if is_link(path) and not path.resolve().is_relative_to(root):
        return BadLine(None, f"{path}: a link out of the folder is not followed")
    try:
        if path.suffix.lower() in link_file.SUFFIXES:
            link = link_file.url_of(read_head(path, link_file.LARGEST, follow=True))
            return Entry(link) if link else BadLine(None, f"{path}: there is no link in it")
        return page(path)
    except OSError as error:
        return BadLine(None, f"{path}: cannot be read: {error.strerror}")
