"""Web archives."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from batch.links.lists import bad, from_file, urls
from crosspost.batch.entry import Entry
from crosspost.batch.links.warc import record_at
from crosspost.errors import CrosspostError


def record(url: str, status: str, kind: str, body: bytes) -> bytes:
    """Return a record of what a server answered."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    made = WarcRecord()
    made.init_headers(WarcRecordType.response)
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = "2013-03-06T04:44:27Z"
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(head.encode() + body)
    plain = BytesIO()
    made.write(plain)
    return plain.getvalue()


def archive(path: Path, compressed: bool) -> None:
    """Write an archive of a page, an image, a page that was not found, and another page."""
    answers = [
        (
            "https://example.org/a",
            "200 OK",
            "text/html; charset=koi8-r",
            "<p>Река</p>".encode("koi8-r"),
        ),
        ("https://example.org/i.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://example.org/gone", "404 Not Found", "text/html", b"<p>gone"),
        ("https://example.org/b", "200 OK", "text/html", b"<p>two"),
    ]
    with path.open("wb") as file:
        for answer in answers:
            plain = record(*answer)
            file.write(gzip.compress(plain) if compressed else plain)


@pytest.mark.parametrize("compressed", [False, True])
def test_pages_are_found_and_read_again_when_their_turn_comes(
    tmp_path: Path, compressed: bool
) -> None:
    path = tmp_path / "crawl"
    archive(path, compressed)
    found = from_file(path)
    assert urls(found) == ["https://example.org/a", "https://example.org/b"]
    first = found[0]
    assert isinstance(first, Entry) and first.kind == "warc"
    moment = datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC)
    assert first.dated == moment
    content, charset, when = record_at(first.place, 1000)
    assert (content.decode("koi8-r"), charset, when) == ("<p>Река</p>", "koi8-r", moment)


def test_a_record_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crawl"
    archive(path, compressed=True)
    first = from_file(path)[0]
    assert isinstance(first, Entry)
    with pytest.raises(CrosspostError, match="larger than 5 bytes"):
        record_at(first.place, 5)


def test_an_archive_that_breaks_off_gives_what_comes_before(tmp_path: Path) -> None:
    path = tmp_path / "crawl"
    archive(path, compressed=True)
    path.write_bytes(path.read_bytes()[:-40])
    found = from_file(path)
    assert "https://example.org/a" in urls(found)
    assert all("broken" in reason for _, reason in bad(found))
