"""Web archives (WARC, ISO 28500, and ARC), through FastWARC (the extra ``warc``)."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources import arc
from crosspost.batch.sources.recognise import HEAD, head_of, is_gzip
from crosspost.dates import read_iso
from crosspost.errors import CrosspostError
from crosspost.urls import is_web

_HTML = ("text/html", "application/xhtml+xml")
# Bytes; FastWARC refuses a longer one.
_LONGEST_HEADER = 64 * 1024


class _Section(io.RawIOBase):
    """A part of a file, which looks like a file of its own.

    Args:
        file: opened; it is closed with this.
        start: offset in bytes.
        length: in bytes.
    """

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        self._file, self._start, self._length = file, start, length
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        base = (0, self._at, self._length)[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        self._file.seek(self._start + self._at)
        part = self._file.read(min(len(view), max(0, self._length - self._at)))
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        self._file.close()
        super().close()


def read(
    path: Path, start: int = 0, length: int | None = None, pages: Collection[str] = ()
) -> Iterator[Entry | BadLine]:
    """Yield the pages of an archive: responses of status 200 that are HTML.

    Only where each record begins is kept; it is read again when its turn comes.

    Args:
        path: of the file.
        start: where the archive begins in it, in bytes.
        length: of the archive, in bytes; None: to the end of the file.
        pages: the URLs of those that are wanted; empty: all.

    Raises:
        CrosspostError: the extra is not installed.
    """
    archive = _fastwarc()
    if _is_arc(path, start):
        yield from _of_arc(path, archive)
        return
    record = None
    with _opened(path, start, length) as stream:
        types = archive.WarcRecordType.response | archive.WarcRecordType.resource
        try:
            # Records of all types, since any may be cut.
            for record in archive.ArchiveIterator(stream, parse_http=False, auto_decode="none"):
                entry = _entry(record, path, start) if record.record_type & types else None
                cut = _missing(record)
                if cut:
                    yield BadLine(None, f"{path}: {cut}", fatal=True)
                    return
                if entry and (not pages or getattr(entry, "url", "") in pages):
                    yield entry
        except (OSError, ValueError, RuntimeError) as error:
            yield BadLine(None, f"{path}: broken archive: {error}", fatal=True)
            return
    if record is None or not _is_end(path, start, length, record):
        where = f"after the record at {record.stream_pos}" if record else "at its beginning"
        reason = f"{path}: broken archive: nothing can be read {where}"
        yield BadLine(None, reason, fatal=True)


def _is_arc(path: Path, start: int) -> bool:
    with path.open("rb") as file:
        file.seek(start)
        return head_of(file.read(HEAD)).startswith(arc.SIGN)


def _of_arc(path: Path, archive: Any) -> Iterator[Entry | BadLine]:
    """Yield the pages of an archive of the older format; see ``arc``."""
    for found in arc.records(path):
        if isinstance(found, BadLine):
            yield found
            continue
        record = next(iter(archive.ArchiveIterator(io.BytesIO(found.warc), parse_http=False)), None)
        entry = _entry(record, path, found.offset) if record else None
        if entry:
            yield entry


def _entry(record: Any, path: Path, start: int) -> Entry | BadLine | None:
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    if not is_web(url):
        return None
    if record.is_http:
        record.parse_http()
    http = record.http_headers
    if http is not None and http.status_code != 200:
        return None
    kind = (record.http_content_type or record.headers.get("Content-Type", "")).lower()
    if not kind.startswith(_HTML):
        return None
    cut = record.headers.get("WARC-Truncated", "")
    if cut:
        return BadLine(None, f"{url[:200]}: the archive has only a part of the page ({cut[:40]!r})")
    dated = read_iso(record.headers.get("WARC-Date", ""))
    place = f"{path}#{start + record.stream_pos}"
    return Entry(url, dated=dated, kind="warc", place=place)


def _missing(record: Any) -> str:
    """Return what a record lacks: its length may be wrong, or the file may end within it."""
    if record.headers.get("Content-Length") is None:
        return f"cut: the record at {record.stream_pos} has no Content-Length"
    says = record.content_length
    has = record.reader.consume()
    if has >= says:
        return ""
    return f"cut: the record at {record.stream_pos} lacks {says - has:,} bytes"


def _opened(path: Path, start: int, length: int | None) -> BinaryIO:
    file = path.open("rb")
    if length is None:
        return file
    return cast("BinaryIO", io.BufferedReader(_Section(file, start, length)))


def _is_end(path: Path, start: int, length: int | None, record: Any) -> bool:
    """Tell whether only line breaks follow the last record; FastWARC stops without an error."""
    with _opened(path, start, length) as file:
        file.seek(record.stream_pos)
        is_packed = is_gzip(file.read(2))
        file.seek(record.stream_pos)
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if is_packed else file
        try:
            left = int(record.headers.get("Content-Length", "0"))
            while line := stream.readline(_LONGEST_HEADER):
                if not line.strip(b"\r\n"):
                    break
            while left and (block := stream.read(min(left, 1 << 20))):
                left -= len(block)
            return not stream.read(1 << 16).strip(b"\r\n")
        except (OSError, EOFError, zlib.error):
            return False


def record_at(place: str, limit: int) -> tuple[bytes, str | None, datetime | None]:
    """Read the page of one record.

    Args:
        place: of the entry: path and offset.
        limit: largest page, in bytes, decompressed.

    Returns:
        The page, the label of its encoding as the server sent it, and when it was archived.

    Raises:
        CrosspostError: it is not there any more, or larger than the limit.
    """
    archive = _fastwarc()
    path, _, offset = place.rpartition("#")
    try:
        of_arc = arc.record_at(Path(path), int(offset), limit)
        with io.BytesIO(of_arc) if of_arc else Path(path).open("rb") as stream:
            stream.seek(0 if of_arc else int(offset))
            record = next(iter(archive.ArchiveIterator(stream, auto_decode="all")))
            content = record.reader.read(limit + 1)
    except (OSError, EOFError, ValueError, RuntimeError, StopIteration, zlib.error) as error:
        raise CrosspostError(f"{place}: this record cannot be read: {error}") from error
    if len(content) > limit:
        raise CrosspostError(f"{place}: larger than {limit} bytes")
    written = read_iso(record.headers.get("WARC-Date", ""))
    return content, record.http_charset, written if isinstance(written, datetime) else None


def _fastwarc() -> Any:
    try:
        from fastwarc import warc
    except ImportError as error:
        raise CrosspostError(
            "web archives need FastWARC", hint="pip install 'crosspost[warc]'"
        ) from error
    return warc
