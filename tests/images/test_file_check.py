"""What may be copied into a site, by its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from crosspost.images.check import NotAPicture
from crosspost.images.file_check import (
    INCOMPLETE,
    MACROS,
    PAGE,
    PROGRAM,
    UNKNOWN,
    checked,
    size,
)
from pictures import png

PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"
MOST = 1_000_000
GPX = b'<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk/></gpx>'


def packed(*names: str, mime: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mime:
            archive.writestr("mimetype", mime)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def named(value: object) -> str:
    """Return the name of a test's value; the bytes of an archive have the time in them."""
    return value if isinstance(value, str) else "content"


@pytest.mark.parametrize(
    ("content", "path", "ending"),
    [
        (PDF, "/a.pdf", ".pdf"),
        (PDF, "/a.doc", ".pdf"),  # its content says what it is
        (packed("a.txt"), "/a.zip", ".zip"),
        (packed("a.txt"), "/a.docx", ".zip"),
        (packed("[Content_Types].xml", "word/document.xml"), "/a.docx", ".docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "/a.zip", ".xlsx"),
        (packed("OEBPS/a.xhtml", mime="application/epub+zip"), "/a.epub", ".epub"),
        (packed("c.xml", mime="application/vnd.oasis.opendocument.text"), "/a.odt", ".odt"),
        (packed("doc.kml"), "/a.kmz", ".kmz"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "/a.XLS", ".xls"),
        (b"ID3\x03" + b"x" * 99, "/a.mp3", ".mp3"),
        (b"\xff\xfb\x90\x00" + b"x" * 99, "/a.mp3", ".mp3"),
        (b"OggS\x00" + b"x" * 99, "/a.opus", ".opus"),
        (b"\0\0\0\x20ftypM4A " + b"x" * 99, "/a.m4a", ".m4a"),
        (b"\0\0\0\x20ftypisom" + b"x" * 99, "/a.mp3", ".mp4"),
        (b"\x1f\x8b\x08" + b"x" * 99, "/a.tar.gz", ".gz"),
        (b"a,b\n1,2\n", "/a.csv", ".csv"),
        ("naïve".encode("latin-1"), "/a.txt", ".txt"),
        (GPX, "/a.gpx", ".gpx"),
    ],
    ids=named,
)  # fmt: skip
def test_a_file_has_the_ending_of_its_content(content: bytes, path: str, ending: str) -> None:
    assert checked(content, path, MOST) == ending


@pytest.mark.threat("28: a linked file that is a program or a page")
@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        (b"<!DOCTYPE html><title>Not found</title>", "/a.pdf", PAGE),
        (b"\xef\xbb\xbf  <HTML><script>alert(1)</script>", "/a.txt", PAGE),
        (b'hello <svg onload="alert(1)">', "/a.csv", PAGE),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "/a.gpx", PAGE),
        (GPX.replace(b"<trk/>", b"<x:a xmlns:x='http://www.w3.org/1999/xht&#109;l'/>"), "/a.gpx",
         PAGE),
        (GPX.replace(b"<gpx", b"<?xml-stylesheet href='a.xsl'?><gpx"), "/a.gpx", PAGE),
        (GPX.replace(b"<gpx", b"<!DOCTYPE gpx [<!ENTITY a 'b'>]><gpx"), "/a.kml", PAGE),
        (GPX[:-5], "/a.gpx", PAGE),
        (b"MZ\x90\x00" + b"x" * 99, "/a.pdf", PROGRAM),
        (b"MZ" + b"x" * 99, "/a.zip", PROGRAM),
        (b"\x7fELF" + b"x" * 99, "/a.txt", PROGRAM),
        (b"#!/bin/sh\n", "/a.txt", PROGRAM),
        (packed("META-INF/MANIFEST.MF", "a.class"), "/a.zip", PROGRAM),
        (packed("AndroidManifest.xml"), "/a.zip", PROGRAM),
        (packed("[Content_Types].xml", "word/vbaProject.bin"), "/a.docx", MACROS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "/a.doc",
         MACROS),
        (PDF[:-7], "/a.pdf", INCOMPLETE),
        (packed("a.txt")[:-9], "/a.zip", INCOMPLETE),
        (png(), "/a.pdf", UNKNOWN),
        (b"\x01\x02\x03", "/a.pdf", UNKNOWN),
        (b"text\0", "/a.txt", UNKNOWN),
        (b"text", "/a.pdf", UNKNOWN),
        (b"", "/a.pdf", UNKNOWN),
        (b"", "/a.gpx", PAGE),
    ],
    ids=named,
)  # fmt: skip
def test_what_is_run_or_is_broken_is_not_copied(content: bytes, path: str, reason: str) -> None:
    with pytest.raises(NotAPicture, match=f"^{reason}$"):
        checked(content, path, MOST)


def test_a_file_that_is_too_large() -> None:
    with pytest.raises(NotAPicture, match=r"larger than 1 MiB"):
        checked(PDF + b" " * 2**20, "/a.pdf", 2**20)
    assert (size(50 * 2**20), size(1200)) == ("50 MiB", "1,200 bytes")
