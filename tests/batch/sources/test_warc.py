"""Web archives."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from batch.sources.lists import bad, from_file, urls
from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.warc import record_at
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


ONE, TWO = (
    record(f"https://example.org/{name}", "200 OK", "text/html", b"<p>words " * 50) for name in "ab"
)


def with_length(length: bytes) -> bytes:
    """Return a record that says it is so long."""
    return re.sub(rb"Content-Length: \d+", b"Content-Length: " + length, ONE, count=1)


@pytest.mark.threat("15: a web archive that is cut, or lies about its lengths")
@pytest.mark.parametrize(
    "content",
    {
        "cut in the content": (ONE + TWO)[:-30],
        "cut in the answer's header": ONE + TWO[:300],
        "cut in the record's header": ONE + TWO[:60],
        "cut in compressed content": (gzip.compress(ONE) + gzip.compress(TWO))[:-12],
        "cut in the end of gzip": (gzip.compress(ONE) + gzip.compress(TWO))[:-4],
        "cut in the beginning of gzip": gzip.compress(ONE) + gzip.compress(TWO)[:40],
        "longer than the file": ONE + with_length(b"99999999999"),
        "as long as no file": ONE + with_length(b"9223372036854775807"),
        "longer than any number": ONE + with_length(b"9" * 40),
        "shorter than it is": ONE + with_length(b"20"),
        "negative": ONE + with_length(b"-1"),
        "no number": ONE + with_length(b"abc"),
        "garbage behind": ONE + TWO + b"words",
        "a header without end": ONE + b"WARC/1.0\r\nX: " + b"a" * 2_000_000,
        "lines of LF": (ONE + TWO).replace(b"\r\n", b"\n"),
        "nothing but its first line": b"WARC/1.0\r\n",
    }.items(),
    ids=lambda item: item[0],
)
def test_a_broken_archive_is_named_and_gives_only_whole_pages(
    tmp_path: Path, content: tuple[str, bytes]
) -> None:
    path = tmp_path / "crawl"
    path.write_bytes(content[1])
    found = from_file(path)
    assert [one.fatal for one in found if isinstance(one, BadLine)] == [True]
    for one in found:
        if isinstance(one, Entry):
            assert len(record_at(one.place, 10_000)[0]) == 450


@pytest.mark.threat("15: a web archive that is cut, or lies about its lengths")
def test_a_page_that_the_crawler_has_cut_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "crawl"
    path.write_bytes(ONE.replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date") + TWO)
    found = from_file(path)
    assert urls(found) == ["https://example.org/b"]
    assert "has only a part of the page ('length')" in bad(found)[0][1]


@pytest.mark.threat("14: a web archive with a page that unpacks to gigabytes")
@pytest.mark.parametrize("where", ["the record", "the page"])
def test_a_bomb_costs_its_page_alone(tmp_path: Path, where: str) -> None:
    page = b"\0" * 50_000_000
    path = tmp_path / "crawl"
    if where == "the record":
        packed = gzip.compress(record("https://example.org/z", "200 OK", "text/html", page), 1)
        path.write_bytes(packed + gzip.compress(TWO))
    else:
        kind = "text/html\r\nContent-Encoding: gzip"
        path.write_bytes(record("https://example.org/z", "200 OK", kind, gzip.compress(page)) + TWO)
    found = from_file(path)
    assert urls(found) == ["https://example.org/z", "https://example.org/b"]
    bomb, other = (one.place for one in found if isinstance(one, Entry))
    with pytest.raises(CrosspostError, match="larger than"):
        record_at(bomb, 1_000_000)
    assert record_at(other, 1_000_000)[0].startswith(b"<p>words")


@pytest.mark.threat("15: a web archive that is cut, or lies about its lengths")
@pytest.mark.parametrize("offset", ["-5", "abc", "99999999999999999999", "7"])
def test_a_place_where_no_record_is_costs_its_page_alone(tmp_path: Path, offset: str) -> None:
    path = tmp_path / "crawl"
    path.write_bytes(ONE)
    with pytest.raises(CrosspostError, match="cannot be read"):
        record_at(f"{path}#{offset}", 1_000_000)
