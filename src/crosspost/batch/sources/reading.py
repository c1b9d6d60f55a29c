"""One list → its items: a reader for each format, in its own file.

A reader takes a stream at its beginning (a folder or an archive: its path) and yields an ``Entry``
for each article, a ``Further`` for each list that it names and a ``BadLine`` for anything else. It
never stops at a bad line and never keeps the list in memory. It is imported with the first list of
its format, since importing all of them takes longer than reading a short list.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from crosspost.batch.entry import BadLine, Entry, Item
from crosspost.batch.sources.judge import judged
from crosspost.batch.sources.recognise import is_gzip
from crosspost.urls import is_web

if TYPE_CHECKING:
    from crosspost.batch.sources.bookmarks import TagsFrom
    from crosspost.batch.sources.exports.contents import ExportOptions

# Bytes, decompressed, of a list from the network; a sitemap has 50 MB at most (sitemaps.org).
LARGEST = 64 * 1024 * 1024
_BUFFER = 256 * 1024
# Formats that are read line by line, in linear time and in the memory of one line.
LINES = frozenset({"text", "csv", "jsonl"})


@dataclass(frozen=True)
class List:
    """One list whose format is known.

    Attributes:
        name: for messages: a path, a URL, or ``-``.
        path: of the file with its content; empty for a stream.
        kind: a key of ``READERS``.
        base: the URL that its relative URLs refer to; empty if it is not known.
        remote: it was read from the network.
        use_content: use the full text of a feed's items if there is one.
        tags_from: what gives the tags of bookmarks.
        post_types: of an export: the types of items that are wanted.
        comments: of an export: also take the comments.
        own: its articles are the user's own.
    """

    name: str
    path: str
    kind: str
    base: str = ""
    remote: bool = False
    use_content: bool = False
    tags_from: TagsFrom = "both"
    post_types: tuple[str, ...] = ("post",)
    comments: bool = False
    own: bool = False


Opened = Callable[[], AbstractContextManager[BinaryIO]]
OnBytes = Callable[[int], None]
Reader = Callable[[List, Opened, OnBytes], Iterator[Item]]


def _streamed(reader: Callable[[BinaryIO, List], Iterator[Item]]) -> Reader:
    """Return a reader of a list that opens it, and closes it at the end."""

    def read_it(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
        with opened() as stream:
            yield from reader(stream, one)

    return read_it


def _text(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import text

    return text.read(stream)


def _csv(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import table

    return table.read(stream)


def _jsonl(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import json_lines

    return json_lines.read(stream)


def _json(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import json_document

    return json_document.read(
        stream, one.base, use_content=one.use_content, tags_from=one.tags_from
    )


def _link(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import link_file

    return link_file.read(stream)


def _feed(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import feed

    return feed.read(stream, one.base, use_content=one.use_content)


def _sitemap(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import sitemap

    return sitemap.read(stream, one.base)


def _opml(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import opml

    return opml.read(stream)


def _bookmarks(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import bookmarks

    return bookmarks.read(stream, one.tags_from)


def _html(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources import page

    return page.read(stream, one.base)


def _wordpress(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
    from crosspost.batch.sources import wordpress

    return wordpress.read(opened, one.post_types, with_comments=one.comments, base_url=one.base)


def _ghost(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources.exports import ghost

    return ghost.read(stream, one.name, _export_options(one))


def _blogger(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
    from crosspost.batch.sources.exports import blogger

    return blogger.read(opened, one.name, _export_options(one))


def _movable_type(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources.exports import movable_type

    return movable_type.read(stream, one.name, _export_options(one))


def _livejournal(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources.exports import livejournal

    return livejournal.read(stream, one.name, _export_options(one))


def _tumblr(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources.exports import tumblr

    return tumblr.read(stream, one.name, _export_options(one))


def _enex(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources.exports import evernote

    return evernote.read(stream, one.name, _export_options(one))


def _posts(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.sources.exports import post_table

    return post_table.read(stream, one.name, _export_options(one))


def _dotclear(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
    from crosspost.batch.sources.exports import dotclear

    return dotclear.read(opened, one.name, _export_options(one))


def _archive(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
    from crosspost.batch.sources.exports import archive

    def read_member(name: str, kind: str, open_it: Opened) -> Iterator[Item]:
        return READERS[kind](replace(one, name=name, path="", kind=kind), open_it, on_bytes)

    return archive.read(Path(one.path), one.name, _export_options(one), read_member, on_bytes)


def _site(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
    from crosspost.batch.sources.exports.files import Folder
    from crosspost.batch.sources.site import reader, signs

    files = Folder(Path(one.path), on_bytes, signs.is_left_out)
    return reader.read_all(files, one.name, _export_options(one))


def _mhtml(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
    from crosspost.batch.sources import folder

    return iter([folder.page(Path(one.path))])


def _export_options(one: List) -> ExportOptions:
    from crosspost.batch.sources.exports.contents import ExportOptions

    return ExportOptions(one.post_types, one.comments, one.base, one.own)


def _folder(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
    from crosspost.batch.sources import folder

    return folder.read(Path(one.path))


def _warc(one: List, opened: Opened, on_bytes: OnBytes) -> Iterator[Item]:
    from crosspost.batch.sources import warc

    return warc.read(Path(one.path))


# Kind → its reader.
READERS: dict[str, Reader] = {
    "text": _streamed(_text),
    "csv": _streamed(_csv),
    "jsonl": _streamed(_jsonl),
    "json": _streamed(_json),
    "link": _streamed(_link),
    "feed": _streamed(_feed),
    "sitemap": _streamed(_sitemap),
    "opml": _streamed(_opml),
    "bookmarks": _streamed(_bookmarks),
    "html": _streamed(_html),
    "wordpress": _wordpress,
    "ghost": _streamed(_ghost),
    "blogger": _blogger,
    "movabletype": _streamed(_movable_type),
    "livejournal": _streamed(_livejournal),
    "tumblr": _streamed(_tumblr),
    "enex": _streamed(_enex),
    "dotclear": _dotclear,
    "posts": _streamed(_posts),
    "archive": _archive,
    "site": _site,
    "mhtml": _mhtml,
    "folder": _folder,
    "warc": _warc,
}


class _TooLarge(OSError):
    """A list from the network is too large."""


def read_list(
    one: List, opened: Opened | None = None, on_bytes: Callable[[int], None] = lambda size: None
) -> Iterator[Item]:
    """Yield the items of a list; if its bytes are cut, those before and a ``BadLine``.

    Args:
        one: the list.
        opened: opens it at its beginning; default: the file at its path.
        on_bytes: called with the number of bytes of every part that was read.

    Raises:
        CrosspostError: a library for its format is not installed.
    """
    most = LARGEST if one.remote else None
    how = opened or (lambda: open_file(Path(one.path), most, on_bytes))
    try:
        items = READERS[one.kind](one, how, on_bytes)
        for item in judged(items, remote=one.remote, is_text=one.kind in LINES):
            yield _with_base(item, one.base) if one.base else item
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield BadLine(None, f"the compressed file is cut: {error}", fatal=True)
    except OSError as error:
        yield BadLine(None, f"reading failed: {error.strerror or error}", fatal=True)


def _with_base(item: Item, base: str) -> Item:
    """Return an item; a text without a URL gets the base of its relative URLs."""
    if isinstance(item, Entry) and item.kind == "ready" and not is_web(item.url):
        return replace(item, base=base)
    return item


def open_file(
    path: Path, most: int | None, on_bytes: Callable[[int], None]
) -> AbstractContextManager[BinaryIO]:
    """Open a file; one that is compressed with gzip is decompressed.

    Args:
        path: of the file.
        most: bytes after decompression; None: any number.
        on_bytes: as of ``read_list``.
    """
    with path.open("rb") as file:
        is_packed = is_gzip(file.read(2))
    how = gzip.open if is_packed else Path.open
    plain = cast("BinaryIO", how(path, "rb"))
    return buffered(plain, most, on_bytes)


def buffered(
    stream: BinaryIO, most: int | None = None, on_bytes: Callable[[int], None] = lambda size: None
) -> io.BufferedReader:
    """Return a stream with a buffer; closing it closes the given one.

    Args:
        stream: any that can be read.
        most: bytes; reading more raises ``OSError``. None: any number.
        on_bytes: as of ``read_list``.
    """
    return io.BufferedReader(_Measured(stream, most, on_bytes), _BUFFER)


class _Measured(io.RawIOBase):
    """A stream that counts what is read, and ends with an error after too many bytes."""

    def __init__(self, stream: BinaryIO, most: int | None, on_bytes: Callable[[int], None]) -> None:
        self._stream, self._left, self._on_bytes = stream, most, on_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        part = self._stream.read(len(view))
        view[: len(part)] = part
        self._on_bytes(len(part))
        if self._left is not None:
            self._left -= len(part)
            if self._left < 0:
                raise _TooLarge(f"more than {LARGEST >> 20} MiB, decompressed")
        return len(part)

    def close(self) -> None:
        self._stream.close()
        super().close()
