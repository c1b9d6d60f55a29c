"""Web archives (WARC, ISO 28500), through FastWARC (the extra ``warc``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from crosspost.batch.entry import BadLine, Entry
from crosspost.dates import read_iso
from crosspost.errors import CrosspostError
from crosspost.urls import is_web

_HTML = ("text/html", "application/xhtml+xml")


def read(path: Path) -> Iterator[Entry | BadLine]:
    """Yield the pages of an archive: responses of status 200 that are HTML.

    Only where each record begins is kept; it is read again when its turn comes.

    Raises:
        CrosspostError: the extra is not installed.
    """
    archive = _fastwarc()
    with path.open("rb") as stream:
        kinds = archive.WarcRecordType.response | archive.WarcRecordType.resource
        try:
            for record in archive.ArchiveIterator(stream, record_types=kinds, auto_decode="all"):
                entry = _entry(record, path)
                if entry:
                    yield entry
        except (OSError, ValueError, RuntimeError) as error:
            yield BadLine(None, f"{path}: broken archive: {error}", fatal=True)


def _entry(record: Any, path: Path) -> Entry | None:
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    http = record.http_headers
    if not is_web(url) or (http is not None and http.status_code != 200):
        return None
    kind = (record.http_content_type or record.headers.get("Content-Type", "")).lower()
    if not kind.startswith(_HTML):
        return None
    dated = read_iso(record.headers.get("WARC-Date", ""))
    place = f"{path}#{record.stream_pos}"
    return Entry(url, dated=dated, kind="warc", place=place)


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
        with Path(path).open("rb") as stream:
            stream.seek(int(offset))
            record = next(iter(archive.ArchiveIterator(stream, auto_decode="all")))
            content = record.reader.read(limit + 1)
    except (OSError, ValueError, RuntimeError, StopIteration) as error:
        raise CrosspostError(f"{place}: this record cannot be read: {error}") from error
    if len(content) > limit:
        raise CrosspostError(f"{place}: larger than {limit} bytes")
    moment = read_iso(record.headers.get("WARC-Date", ""))
    return content, record.http_charset, moment if isinstance(moment, datetime) else None


def _fastwarc() -> Any:
    try:
        from fastwarc import warc
    except ImportError as error:
        raise CrosspostError(
            "web archives need FastWARC", hint="pip install 'crosspost[warc]'"
        ) from error
    return warc
