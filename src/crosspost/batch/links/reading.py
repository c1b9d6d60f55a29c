"""One list → its items: a reader a kind, each in its own file.

A reader takes a stream at its beginning (a folder or an archive: its path) and yields an ``Entry``
for each article, a ``Further`` for each list that it names and a ``BadLine`` for what is neither.
It never stops at a bad line and never keeps the list in memory. Each is imported when the first
list of its kind comes: together they take longer to load than a short list to be read.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.links.judge import judged
from crosspost.batch.links.recognise import is_gzip

# Largest list of the network, in bytes, decompressed; a sitemap has 50 MB at most (sitemaps.org).
LARGEST = 64 * 1024 * 1024
_BUFFER = 256 * 1024
# Kinds that are read a line at a time, in linear time and in the memory of one line.
LINES = frozenset({"text", "csv", "jsonl"})


@dataclass(frozen=True)
class List:
    """One list, of which the kind is known.

    Attributes:
        name: as the person knows it: a path, a URL, or ``-``.
        path: where its bytes are; empty for a stream.
        kind: a key of ``READERS``.
        base: what its relative URLs are relative to; empty for a file.
        remote: it was read from the network.
        use_content: take a feed's own full text where it has one.
    """

    name: str
    path: str
    kind: str
    base: str = ""
    remote: bool = False
    use_content: bool = False


Opened = Callable[[], AbstractContextManager[BinaryIO]]
Reader = Callable[[List, Opened], Iterator[Item]]


def _streamed(reader: Callable[[BinaryIO, List], Iterator[Item]]) -> Reader:
    """Return a reader of a list that opens it, and closes it at the end."""

    def read_it(one: List, opened: Opened) -> Iterator[Item]:
        with opened() as stream:
            yield from reader(stream, one)

    return read_it


def _text(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.links import text

    return text.read(stream)


def _csv(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.links import table

    return table.read(stream)


def _jsonl(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.links import json_lines

    return json_lines.read(stream)


def _feed(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.links import feed

    return feed.read(stream, one.base, use_content=one.use_content)


def _sitemap(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.links import sitemap

    return sitemap.read(stream, one.base)


def _opml(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.links import opml

    return opml.read(stream)


def _bookmarks(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.links import bookmarks

    return bookmarks.read(stream)


def _html(stream: BinaryIO, one: List) -> Iterator[Item]:
    from crosspost.batch.links import page

    return page.read(stream, one.base)


def _wordpress(one: List, opened: Opened) -> Iterator[Item]:
    from crosspost.batch.links import wordpress

    return wordpress.read(opened)


def _folder(one: List, opened: Opened) -> Iterator[Item]:
    from crosspost.batch.links import folder

    return folder.read(Path(one.path))


def _warc(one: List, opened: Opened) -> Iterator[Item]:
    from crosspost.batch.links import warc

    return warc.read(Path(one.path))


# Kind → its reader.
READERS: dict[str, Reader] = {
    "text": _streamed(_text),
    "csv": _streamed(_csv),
    "jsonl": _streamed(_jsonl),
    "feed": _streamed(_feed),
    "sitemap": _streamed(_sitemap),
    "opml": _streamed(_opml),
    "bookmarks": _streamed(_bookmarks),
    "html": _streamed(_html),
    "wordpress": _wordpress,
    "folder": _folder,
    "warc": _warc,
}


class _TooLarge(OSError):
    """A list of the network is larger than any."""


def read_list(
    one: List, opened: Opened | None = None, on_bytes: Callable[[int], None] = lambda size: None
) -> Iterator[Item]:
    """Read a list; where its bytes break off, say so and keep what came before.

    Args:
        opened: opens it at its beginning; default: the file at its path.
        on_bytes: called with the size of every part that was read.

    Raises:
        CrosspostError: what its kind needs is not installed.
    """
    most = LARGEST if one.remote else None
    how = opened or (lambda: open_file(Path(one.path), most, on_bytes))
    try:
        items = READERS[one.kind](one, how)
        yield from judged(items, remote=one.remote, is_text=one.kind in LINES)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield BadLine(None, f"the compressed file breaks off: {error}", fatal=True)
    except OSError as error:
        yield BadLine(None, f"reading failed: {error.strerror or error}", fatal=True)


def open_file(
    path: Path, most: int | None, on_bytes: Callable[[int], None]
) -> AbstractContextManager[BinaryIO]:
    """Open a file, decompressed where it is gzip.

    Args:
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
