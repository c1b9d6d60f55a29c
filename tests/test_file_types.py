"""Binary formats are told by their first bytes."""

from __future__ import annotations

import pytest

from crosspost.file_types import LENGTH, kind


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7", "PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP image"),
        (b"\0\0\0\x18ftypavif", "AVIF or HEIF image"),
        (b"\0\0\0\x18ftypmp42", "MP4 video"),
        (b"PK\x03\x04\x14\0", "ZIP archive or office document"),
        (b"\x7fELF\x02", "program"),
        (b"<!doctype html><p>%PDF-1.7", None),
        (b"BMW sells cars", None),
        (b"RIFF is a word", None),
        (b"", None),
    ],
)
def test_kind(content: bytes, name: str | None) -> None:
    assert kind(content) == kind(content[:LENGTH]) == name
