"""A folder or a ZIP archive with an export: whose it is, and the reading of its files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry, Item, ListContents
from crosspost.batch.sources.export_signs import KINDS
from crosspost.batch.sources.export_types import parts_of
from crosspost.batch.sources.exports import buttondown, medium, notion, substack, wacz
from crosspost.batch.sources.exports.contents import ExportOptions
from crosspost.batch.sources.exports.files import BROKEN, Files, Folder, Zip, content, head
from crosspost.batch.sources.exports.zip_pages import parts_of_pages
from crosspost.batch.sources.recognise import HEAD, head_of, recognise
from crosspost.batch.sources.site.signs import MARKDOWN
from crosspost.errors import CrosspostError
from crosspost.fetch.saved import PROLOGUE, origin
from crosspost.file_types import kind as file_kind
from crosspost.files import is_folder
from crosspost.mhtml import is_mhtml, url_of

# Reads a list in the archive, by its kind.
ReadList = Callable[[str, str, Callable[[], AbstractContextManager[BinaryIO]]], Iterator[Item]]

_OTHER_LISTS = frozenset({"feed", "bookmarks", "opml", "csv", "jsonl", "json", "sitemap"})
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
_LISTS = (".xml", ".json", ".csv", ".atom", ".rss", ".txt", ".enex", ".jsonl", ".tsv", ".opml")
_DOCUMENTS = {
    "application/epub+zip": "an EPUB book",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument table",
}
_LEADS = {
    "[Content_Types].xml": "a document of Microsoft Office",
    "AndroidManifest.xml": "an Android app",
    "META-INF/MANIFEST.MF": "a Java program",
}
#: What to do with a document that is not an export.
_SAVE_AS_PAGE = "save its text as a web page, and give that to crosspost post"


def read(
    path: Path,
    name: str,
    options: ExportOptions,
    read_list: ReadList,
    on_bytes: Callable[[int], None] = lambda size: None,
) -> Iterator[Item]:
    """Yield the texts of an export.

    Args:
        path: of the folder or of the archive.
        name: what it is called.
        read_list: reads one of its files as a list of a kind.
        on_bytes: called with the number of bytes that were read.

    Raises:
        CrosspostError: as of ``files.Zip``.
    """
    files: Files = Folder(path, on_bytes) if is_folder(path) else Zip(path, on_bytes)
    found = list(_readers(files, name, options))
    if not found and isinstance(files, Zip):
        found = _sites(files, name, options)
    try:
        if found:
            for reader in found:
                yield from reader
        elif document := _document(files):
            yield BadLine(None, f"{document}, not an export: {_SAVE_AS_PAGE}", fatal=True)
        else:
            yield from _lists(files, name, read_list)
    except BROKEN as error:
        yield BadLine(None, f"broken ZIP archive: {error}", fatal=True)


def _readers(files: Files, name: str, options: ExportOptions) -> Iterator[Iterator[Item]]:
    """Yield what reads each export of a platform in the files."""
    names = files.names()
    for table in substack.tables(names):
        yield substack.read(files, table, name, options)
    for folder in medium.folders(files):
        yield medium.read(files, folder, name, options)
    for table in buttondown.tables(names):
        yield buttondown.read(files, table, name, options)
    if isinstance(files, Zip) and (archives := wacz.archives(names)):
        yield wacz.read(files, archives)
    if pages := notion.pages(names):
        yield notion.read(files, pages, name, options)


def _sites(files: Zip, name: str, options: ExportOptions) -> list[Iterator[Item]]:
    """Return what reads each folder of a site's posts; Markdown beside other texts is not one."""
    names = files.names()
    if not any(one.endswith(MARKDOWN) for one in names):
        return []
    from crosspost.batch.sources.site import reader  # most archives have none

    other_texts = KINDS | (_OTHER_LISTS - {"json", "jsonl"}) | {"page"}
    may_be = (one for one in names if one.lower().endswith(_PAGES + _LISTS))
    has_others = any(_kind(files, one) in other_texts for one in may_be)
    return reader.readers(files, name, options, is_sure=has_others)


def _lists(files: Files, name: str, read_list: ReadList) -> Iterator[Item]:
    """Yield the items of the lists in the files, and saved pages."""
    counts: Counter[tuple[str, str, str]] = Counter()
    others: Counter[str] = Counter()
    authors: dict[str, None] = {}
    is_read = False
    beside = parts_of_pages(files)
    kinds = {file: _kind(files, file) for file in files.names() if file not in beside}
    has_export = not KINDS.isdisjoint(kinds.values())
    for file, kind in kinds.items():
        if kind == "page" and has_export:
            counts["page", "", "left out: a page beside an export"] += 1
        elif kind == "page":
            is_read = True
            yield _page(files, file)
        elif kind in KINDS | _OTHER_LISTS:
            is_read = True
            for item in read_list(f"{name}: {file}", kind, lambda one=file: files.opened(one)):  # type: ignore[misc]
                if isinstance(item, ListContents):
                    for part in item.parts:
                        counts[part.kind, part.status, part.outcome] += part.number
                    authors.update(dict.fromkeys(item.authors))
                else:
                    yield item
        else:
            others[kind] += 1
    if not is_read:
        shown = ", ".join(f"{number} {kind}" for kind, number in others.most_common(6))
        yield BadLine(
            None, f"a ZIP archive without an export: it has {shown or 'no files'}", fatal=True
        )
        return
    for kind, number in others.items():
        counts[kind, "", "left out: not a text for readers"] += number
    if beside and counts:
        counts["file", "", "saved with a page"] += len(beside)
    if counts:
        yield ListContents(parts_of(counts.items()), authors=tuple(authors))


def _document(files: Files) -> str:
    """Return what the archive is if it is a document; else empty."""
    names = set(files.names())
    if "mimetype" in names:
        try:
            mime = content(files, "mimetype", 200).decode("ascii", "replace").strip()
        except CrosspostError:
            mime = ""
        if mime in _DOCUMENTS:
            return _DOCUMENTS[mime]
    return next((words for name, words in _LEADS.items() if name in names), "")


def _kind(files: Files, name: str) -> str:
    """Return the kind of a list, ``page``, or what else a file is."""
    lower = name.lower()
    start = head_of(head(files, name, HEAD))
    if lower.endswith(_PAGES):
        return "page"
    found = recognise(start)
    if found in KINDS or (found in _OTHER_LISTS and lower.endswith(_LISTS)):
        return found
    ending = lower.rpartition("/")[2].rpartition(".")
    if found == "archive":
        return "archive to be unpacked first"
    return (file_kind(start) or (f"file .{ending[2]}" if ending[1] else "file"))[:40]


def _page(files: Files, name: str) -> Entry | BadLine:
    start = head(files, name, PROLOGUE)
    url = url_of(start) if is_mhtml(start) else origin(start)
    if isinstance(files, Folder):
        return Entry(url or str(files.path / name), kind="file", place=str(files.path / name))
    place = json.dumps([str(files.path), name])
    return Entry(url or f"{files.path}: {name}", kind="zip", place=place)
