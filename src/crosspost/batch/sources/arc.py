"""Web archives in the older format of the Internet Archive, ARC (versions 1 and 2).

https://archive.org/web/researcher/ArcFileFormat.php. Each record is given as one of WARC, which is
then read as any other.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from crosspost.batch.entry import BadLine
from crosspost.batch.sources.recognise import is_gzip
from crosspost.lazy_regex import lazy_compile

#: How an archive begins: its first record is about itself.
SIGN = b"filedesc://"
# URL, IP address, time, then the type; in version 2 also status, checksum and others; the length.
_HEADER = lazy_compile(
    rb"(\S{1,8000}) \S{1,100} (\d{8,14}) [^\r\n]{0,2000} (\d{1,12})[ \t]{0,9}\r?\n"
)
_LONGEST_HEADER = 16 * 1024
# Bytes of a record that have the headers of HTTP.
_HEAD = 64 * 1024
_PIECE = 1 << 20


class ArcRecord(NamedTuple):
    """A record of an archive.

    Attributes:
        offset: of the record in the file; of its member if it is compressed.
        warc: its beginning, as a record of WARC.
    """

    offset: int
    warc: bytes


class _Member(io.RawIOBase):
    """What one member of a gzip file has.

    Attributes:
        end: where the next one begins; None before the end was seen.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._plain = file, zlib.decompressobj(wbits=31)
        self.end: int | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while self.end is None:
            packed = self._plain.unconsumed_tail or self._file.read(_HEAD)
            part = self._plain.decompress(packed, len(view))
            if self._plain.eof:
                self.end = self._file.tell() - len(self._plain.unused_data)
            elif not packed and not part:
                raise EOFError("cut within a record")
            if part:
                view[: len(part)] = part
                return len(part)
        return 0


def records(path: Path) -> Iterator[ArcRecord | BadLine]:
    """Yield the records of an archive that are answers of HTTP.

    Args:
        path: of the file.
    """
    with path.open("rb") as file:
        size, at = file.seek(0, io.SEEK_END), 0
        while at < size:
            try:
                found, at = _record(file, at)
            except (OSError, EOFError, ValueError, zlib.error) as error:
                reason = f"{path}: broken archive: {error} (the record at {at:,})"
                yield BadLine(None, reason, fatal=True)
                return
            if found:
                yield found


def _record(file: BinaryIO, at: int) -> tuple[ArcRecord | None, int]:
    """Return a record, and where the next one begins."""
    stream, member = _opened(file, at)
    line = _first_line(stream)
    if not line:
        return None, member.end if member and member.end else file.seek(0, io.SEEK_END)
    length, head = _read_head(line)
    start = stream.read(min(length, _HEAD))
    left = length - len(start)
    while left and (part := stream.read(min(left, _PIECE))):
        left -= len(part)
    if left:
        raise ValueError(f"cut: it lacks {left:,} bytes")
    if member:
        if stream.read(_PIECE).strip(b"\r\n"):
            raise ValueError("compressed as a whole; decompress it with gunzip first")
        after = member.end or file.seek(0, io.SEEK_END)
    else:
        after = stream.tell()
    return (ArcRecord(at, _as_warc(head, start)) if start[:5] == b"HTTP/" else None), after


def _opened(file: BinaryIO, at: int) -> tuple[BinaryIO, _Member | None]:
    file.seek(at)
    is_packed = is_gzip(file.read(2))
    file.seek(at)
    if not is_packed:
        return file, None
    member = _Member(file)
    return cast("BinaryIO", io.BufferedReader(member)), member


def _first_line(stream: BinaryIO) -> bytes:
    """Return the next line that is not empty; nothing at the end."""
    line = stream.readline(_LONGEST_HEADER)
    while line and not line.strip():
        line = stream.readline(_LONGEST_HEADER)
    return line


def _read_head(line: bytes) -> tuple[int, tuple[bytes, bytes]]:
    """Return the length of a record, and its URL and time."""
    found = _HEADER.fullmatch(line)
    if not found:
        raise ValueError("not the head of a record")
    return int(found[3]), (found[1], found[2])


def _as_warc(head: tuple[bytes, bytes], content: bytes) -> bytes:
    url, time = head
    digits = time.decode().ljust(14, "0")
    parts = (digits[:4], digits[4:6], digits[6:8]), (digits[8:10], digits[10:12], digits[12:14])
    date = f"{'-'.join(parts[0])}T{':'.join(parts[1])}Z"
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
        + url
        + f"\r\nWARC-Date: {date}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content)}\r\n\r\n".encode()
        + content
        + b"\r\n\r\n"
    )


def record_at(path: Path, offset: int, most: int) -> bytes | None:
    """Return one record as one of WARC; None if it is of WARC, not of ARC.

    Args:
        offset: in bytes.
        most: bytes of its content.

    Raises:
        OSError, EOFError, ValueError, zlib.error: it cannot be read.
    """
    with path.open("rb") as file:
        stream, _ = _opened(file, offset)
        line = _first_line(stream)
        if line.startswith(b"WARC/"):
            return None
        length, head = _read_head(line)
        return _as_warc(head, stream.read(min(length, most + _HEAD)))
