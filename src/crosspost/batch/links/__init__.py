"""Lists of articles: one reader a kind, each in its own file, recognised by content.

A reader takes a stream at its beginning (a folder or an archive: its path) and yields an ``Entry``
for each article and a ``BadLine`` for what is none; it never stops at a bad line and never keeps
the list in memory.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.links import (
    bookmarks,
    feed,
    folder,
    json_lines,
    opml,
    page,
    sitemap,
    table,
    text,
    warc,
    wordpress,
)
from crosspost.batch.links.recognise import HEAD, head_of, is_gzip, recognise
from crosspost.errors import CrosspostError
from crosspost.urls import is_web

# An index of sitemaps may name feeds of an OPML that name … no further than this.
_DEEPEST = 4


@dataclass(frozen=True)
class Wishes:
    """How lists are to be read.

    Attributes:
        download: returns the bytes of a list by its URL, and by whether a list of the network has
            named it; raises ``CrosspostError``.
        kind: the kind of the lists given on the command line; empty: by content.
        use_content: take a feed's own full text where it has one.
        followed: addresses of lists that lists have named; each is read once.
    """

    download: Callable[[str, bool], bytes]
    kind: str = ""
    use_content: bool = False
    followed: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _List:
    """One list, open to be read."""

    name: str
    base: str
    wishes: Wishes
    depth: int
    opened: Callable[[], AbstractContextManager[BinaryIO]]

    def follow(self, address: str) -> Iterator[Entry | BadLine]:
        if self.depth >= _DEEPEST:
            return iter([BadLine(None, f"{address}: lists within lists within lists", fatal=True)])
        if address in self.wishes.followed:
            return iter(())
        self.wishes.followed.add(address)
        return _from_web(address, self.wishes, "", self.depth + 1, remote=bool(self.base))


Read = Callable[[BinaryIO, _List], Iterator[Entry | BadLine]]


def _streamed(reader: Read) -> Callable[[_List], Iterator[Entry | BadLine]]:
    """Return a reader of a list that opens it, and closes it at the end."""

    def read_it(it: _List) -> Iterator[Entry | BadLine]:
        with it.opened() as stream:
            yield from reader(stream, it)

    return read_it


# Kind → its reader.
READERS: dict[str, Callable[[_List], Iterator[Entry | BadLine]]] = {
    "text": _streamed(lambda stream, it: text.read(stream)),
    "csv": _streamed(lambda stream, it: table.read(stream)),
    "jsonl": _streamed(lambda stream, it: json_lines.read(stream)),
    "feed": _streamed(
        lambda stream, it: feed.read(stream, it.base, use_content=it.wishes.use_content)
    ),
    "sitemap": _streamed(lambda stream, it: sitemap.read(stream, it.base, it.follow)),
    "opml": _streamed(lambda stream, it: opml.read(stream, it.follow)),
    "bookmarks": _streamed(lambda stream, it: bookmarks.read(stream)),
    "html": _streamed(lambda stream, it: page.read(stream, it.base, it.follow)),
    "wordpress": lambda it: wordpress.read(it.opened),
    "folder": lambda it: folder.read(Path(it.name)),
    "warc": lambda it: warc.read(Path(it.name)),
}


def read(source: str, wishes: Wishes, stdin: Callable[[], BinaryIO]) -> Iterator[Entry | BadLine]:
    """Yield the articles of one source.

    Args:
        source: a path, an address, or ``-`` for standard input.
        stdin: returns the standard input.

    Raises:
        CrosspostError: there is no such source, or it is of no kind that is known.
    """
    if source == "-":
        yield from _from_stream(stdin(), wishes)
    elif is_web(source):
        yield from _from_web(source, wishes, wishes.kind, 0)
    else:
        yield from _from_path(Path(source), wishes)


def _from_path(path: Path, wishes: Wishes) -> Iterator[Entry | BadLine]:
    if path.is_dir():
        yield from READERS["folder"](_List(str(path), "", wishes, 0, io.BytesIO))
        return
    try:
        with path.open("rb") as file:
            head = head_of(file.read(HEAD))
    except OSError as error:
        raise CrosspostError(f"{path}: cannot be read: {error.strerror}") from error
    kind = wishes.kind or recognise(head)
    if kind == "html":
        raise CrosspostError(
            f"{path}: a page, not a list of links",
            hint=f"For a saved page: crosspost post {path}; for links in a page: --from bookmarks.",
        )
    yield from _guarded(_List(str(path), "", wishes, 0, lambda: _open(path)), kind)


def _open(path: Path) -> AbstractContextManager[BinaryIO]:
    with path.open("rb") as file:
        is_packed = is_gzip(file.read(2))
    return cast(
        "AbstractContextManager[BinaryIO]", gzip.open(path) if is_packed else path.open("rb")
    )


def _from_stream(stream: BinaryIO, wishes: Wishes) -> Iterator[Entry | BadLine]:
    """Read standard input: as it comes where the kind is read once, else through a copy."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    head = head_of(buffered.peek(HEAD))
    plain: BinaryIO = buffered
    if is_gzip(buffered.peek(2)):
        plain = io.BufferedReader(gzip.GzipFile(fileobj=buffered))
    kind = wishes.kind or recognise(head)
    if kind in ("warc", "folder", "html"):
        raise CrosspostError(f"-: {kind} cannot come from standard input", hint="Give its path.")
    if kind == "wordpress":
        content = plain.read()
        plain_again = lambda: io.BytesIO(content)  # noqa: E731 -- the two readings of an export
        yield from _guarded(_List("-", "", wishes, 0, plain_again), kind)
        return
    yield from _guarded(_List("-", "", wishes, 0, lambda: nullcontext(plain)), kind)


class _Raw(io.RawIOBase):
    """Any stream that can be read, as one that can be buffered."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        part = self._stream.read(len(view))
        view[: len(part)] = part
        return len(part)


def _from_web(
    address: str, wishes: Wishes, kind: str, depth: int, *, remote: bool = False
) -> Iterator[Entry | BadLine]:
    """Read a list at an address. One that a list names does not stop that list if it fails."""
    try:
        content = wishes.download(address, remote)
        if is_gzip(content):
            content = _decompressed(address, content)
    except CrosspostError as error:
        if depth == 0:
            raise
        yield BadLine(None, str(error), fatal=True)
        return
    kind = kind or recognise(content[:HEAD])
    opened = lambda: io.BytesIO(content)  # noqa: E731 -- opened as often as the reader needs
    if kind in ("warc", "folder"):
        raise CrosspostError(f"{address}: {kind} is read from the disk only")
    entries = _guarded(_List(address, address, wishes, depth, opened), kind)
    if depth == 0:
        yield from entries
    else:
        yield from (one if one.source else replace(one, source=address) for one in entries)


def _decompressed(address: str, content: bytes) -> bytes:
    """Undo gzip. A sitemap has 50 MB at most, uncompressed (sitemaps.org); a bomb has more."""
    machine = zlib.decompressobj(wbits=31)
    try:
        plain = machine.decompress(content, feed.LARGEST)
    except zlib.error as error:
        raise CrosspostError(f"{address}: broken gzip: {error}") from error
    if machine.unconsumed_tail:
        raise CrosspostError(f"{address}: more than {feed.LARGEST >> 20} MiB, decompressed")
    return plain


def _guarded(one: _List, kind: str) -> Iterator[Entry | BadLine]:
    """Read a list; where its bytes break off, say so and keep what came before."""
    try:
        yield from READERS[kind](one)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield BadLine(None, f"the compressed file breaks off: {error}", fatal=True)
    except OSError as error:
        yield BadLine(None, f"reading failed: {error.strerror or error}", fatal=True)
