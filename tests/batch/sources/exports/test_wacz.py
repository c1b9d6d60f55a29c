"""WACZ: ZIP archives with web archives."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from batch.sources.exports.exports import read_path
from crosspost.batch.sources.warc import record_at

pytest.importorskip("fastwarc")


def record(url: str, text: str) -> bytes:
    body = f"<html><body><p>{text}</p></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)


def wacz(path: Path, how: int = zipfile.ZIP_STORED) -> Path:
    urls = [f"https://river.example.org/{name}" for name in ("one", "frame", "two")]
    pages = [{"format": "json-pages-1.0"}, {"url": urls[0]}, {"url": urls[2]}]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        lines = "".join(json.dumps(page) + "\n" for page in pages)
        archive.writestr("pages/pages.jsonl", lines, zipfile.ZIP_DEFLATED)
        content = b"".join(record(url, f"Text of {url}") for url in urls)
        archive.writestr("archive/data.warc.gz", content, how)
    return path


def test_the_pages_that_were_visited_are_read(tmp_path: Path) -> None:
    found = read_path(wacz(tmp_path / "a.wacz"))
    assert found.faults == []
    assert [one.url[-3:] for one in found.entries] == ["one", "two"]
    for one in found.entries:
        content, charset, when = record_at(one.place, 10_000)
        assert f"Text of {one.url}" in content.decode()
        assert charset == "utf-8" and when is not None


def test_a_web_archive_that_is_compressed_twice_is_said(tmp_path: Path) -> None:
    found = read_path(wacz(tmp_path / "a.wacz", zipfile.ZIP_DEFLATED))
    assert found.entries == [] and "unpack the archive" in found.faults[0].reason
