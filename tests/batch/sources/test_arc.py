"""Web archives in the format ARC."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from batch.sources.lists import bad, from_file, urls
from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.warc import record_at

PAGE = "http://example.org/a"


def record(url: str, content: bytes, kind: str = "text/html", version: int = 1) -> bytes:
    more = "" if version == 1 else " 200 - - 0 a.arc"
    head = f"{url} 192.0.2.1 20060618120000 {kind}{more} {len(content)}\n"
    return head.encode() + content + b"\n"


def http(
    body: bytes, status: int = 200, kind: str = "text/html; charset=latin-1", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def first(version: int = 1) -> bytes:
    about = (
        f"{version} 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    )
    return record("filedesc://a.arc", about.encode(), "text/plain", version)


PACKED = gzip.compress("<p>packed ü".encode("latin-1"))
RECORDS = [
    first(),
    record(PAGE, http("<p>Text ü".encode("latin-1"))),
    record("http://example.org/gone", http(b"<p>", 404)),
    record("http://example.org/a.png", http(b"x", kind="image/png")),
    record("dns:example.org", b"20060618 example.org", "text/dns"),
    record("http://example.org/b", http(PACKED, more="Content-Encoding: gzip\r\n")),
    record(
        "http://example.org/c",
        http(b"4\r\n<p>x\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n"),
    ),
]


def archive(tmp_path: Path, how: str, records: list[bytes] = RECORDS) -> Path:
    path = tmp_path / f"a.{how}"
    path.write_bytes(b"".join(map(gzip.compress, records) if how == "arc.gz" else records))
    return path


@pytest.mark.parametrize("how", ["arc", "arc.gz"])
def test_pages_are_read_as_those_of_a_warc(how: str, tmp_path: Path) -> None:
    found = [one for one in from_file(archive(tmp_path, how)) if isinstance(one, Entry)]
    assert [one.url for one in found] == [PAGE, "http://example.org/b", "http://example.org/c"]
    contents = [record_at(one.place, 1000) for one in found]
    assert [content for content, _, _ in contents] == [
        *("<p>Text ü".encode("latin-1"), "<p>packed ü".encode("latin-1"), b"<p>x")
    ]
    assert contents[0][1] == "latin-1"
    assert str(contents[0][2]) == "2006-06-18 12:00:00+00:00"
    assert str(found[0].dated) == "2006-06-18 12:00:00+00:00"


@pytest.mark.parametrize("how", ["arc", "arc.gz"])
def test_version_2(how: str, tmp_path: Path) -> None:
    records = [first(2), record(PAGE, http(b"<p>x"), version=2)]
    assert urls(from_file(archive(tmp_path, how, records))) == [PAGE]


@pytest.mark.parametrize("how", ["arc", "arc.gz"])
@pytest.mark.threat("15: an archive that is cut anywhere")
def test_an_archive_that_is_cut_says_so(how: str, tmp_path: Path) -> None:
    whole = archive(tmp_path, how).read_bytes()
    cut = tmp_path / "cut"
    for end in range(60, len(whole) - 3, 7):
        cut.write_bytes(whole[:end])
        found = from_file(cut, kind="warc")
        is_between = not bad(found)
        assert is_between or any(one.fatal for one in found if isinstance(one, BadLine))
        assert set(urls(found)) <= {PAGE, "http://example.org/b", "http://example.org/c"}
        if is_between:
            pieces = [gzip.compress(one) if how == "arc.gz" else one for one in RECORDS]
            ends = [len(b"".join(pieces[:n])) for n in range(len(pieces) + 1)]
            assert any(end in (one, one - 1) for one in ends)


def test_an_archive_that_is_compressed_as_a_whole_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.arc.gz"
    path.write_bytes(gzip.compress(b"".join(RECORDS)))
    assert "gunzip" in bad(from_file(path))[0][1]


@pytest.mark.threat("15: bytes of an archive changed at random")
@pytest.mark.parametrize("how", ["arc", "arc.gz"])
def test_any_bytes_are_read_without_a_crash(how: str, tmp_path: Path) -> None:
    whole = archive(tmp_path, how).read_bytes()
    chance = random.Random(7)
    path = tmp_path / "broken"
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(11 if how == "arc" else 0, len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        for one in from_file(path, kind="warc"):
            assert isinstance(one, BadLine) or one.kind == "warc"
