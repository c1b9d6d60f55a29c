"""ZIP archives and folders with exports."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from batch.sources.exports.exports import folder_of, read_path, zip_of
from batch.sources.exports.test_blogger import END, OLD, old
from batch.sources.exports.test_ghost import export, post
from batch.sources.exports.test_livejournal import journal
from crosspost.batch.sources.exports.files import Folder
from crosspost.batch.sources.exports.zip_pages import page_at
from crosspost.batch.sources.worker import Limits
from crosspost.errors import CrosspostError

OTHER = "left out: not a text for readers"
PAGE = "<html><body><article><h1>Saved</h1><p>Text.</p></article></body></html>"


def test_every_list_in_an_archive_is_read(tmp_path: Path) -> None:
    files = {
        "Takeout/Blogger/Blogs/River/feed.atom": OLD + old(1, "post") + END,
        "ghost.json": export(post(2), post(3, status="draft")),
        "pictures/a.jpg": b"\xff\xd8\xff\xe0",
        "__MACOSX/ghost.json": "x",
        "notes.txt": "only words",
        "index.html": PAGE,
        "inner.zip": b"PK\x03\x04",
    }
    found = read_path(zip_of(tmp_path / "all.zip", files))
    assert found.faults == []
    assert sorted(found.by_title) == ["Post 2", "Post 3", "Title 1"]
    assert found.parts[("post", "published", "posts")] == 2
    assert found.parts[("post", "draft", "drafts")] == 1
    assert found.parts[("page", "", "left out: a page beside an export")] == 1
    assert ("archive to be unpacked first", "", OTHER) in found.parts
    assert found.parts[("JPEG image", "", "left out: not a text for readers")] == 1


def test_the_same_in_a_folder(tmp_path: Path) -> None:
    files = {
        "a/feed.atom": OLD + old(1, "post") + END,
        "lj.xml": journal(),
        "links.csv": "url\nhttps://example.org/not-asked-for\n",
        "page.html": PAGE,
    }
    found = read_path(folder_of(tmp_path / "all", files))
    assert sorted(found.by_title) == ["", "The bridge", "Title 1"]


def test_a_saved_page_in_an_archive(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "p.zip", {"a b#c.html": PAGE, "a b#c_files/x.png": b"x"})
    found = read_path(path)
    entry = found.only
    assert entry.kind == "zip"
    assert page_at(entry.place, 10_000)[0].decode() == PAGE
    with pytest.raises(CrosspostError, match="larger than"):
        page_at(entry.place, 10)


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"mimetype": "application/epub+zip", "OEBPS/a.xhtml": PAGE}, "an EPUB book"),
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, "Microsoft Office"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "OpenDoc"),
        ({"a.jpg": b"\xff\xd8\xff\xe0", "b.pdf": b"%PDF-1"}, "1 JPEG image, 1 PDF file"),
        ({}, "no files"),
    ],
)
def test_what_is_no_export_is_said_once(
    files: dict[str, str | bytes], what: str, tmp_path: Path
) -> None:
    found = read_path(zip_of(tmp_path / "x.zip", files))
    assert found.entries == []
    (fault,) = found.faults
    assert what in fault.reason and fault.fatal


@pytest.mark.threat("10: paths out of an archive")
def test_names_lead_nowhere(tmp_path: Path) -> None:
    files = {"../../out.csv": "url\nhttps://example.org/a\n", "/etc/b.json": export(post(1))}
    (tmp_path / "deep").mkdir()
    found = read_path(zip_of(tmp_path / "deep" / "x.zip", files))
    assert len(found.entries) == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["deep", "x.zip"]


@pytest.mark.threat("14: an archive that becomes too large")
def test_a_bomb_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("ghost.json", "w") as file,
    ):
        file.write(b'{"db": [{"meta": {}, "data": {"posts": ["')
        for _ in range(100):
            file.write(b" " * (1 << 20))
    found = read_path(path, limits=Limits(memory=1 << 29))
    assert found.entries == []
    assert "far larger" in found.faults[0].reason


def test_broken_archives(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "x.zip", {"ghost.json": export(post(1))})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(CrosspostError, match="broken ZIP archive"):
        read_path(path)


def test_a_password_is_said(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "x.zip", {"a.json": export(post(1))})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag, in both headers
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(CrosspostError, match="password"):
        read_path(path)


def test_reading_a_folder_counts_its_bytes(tmp_path: Path) -> None:
    counted: list[int] = []
    folder = Folder(folder_of(tmp_path / "a", {"x.txt": "12345"}), counted.append)
    with folder.opened("x.txt") as stream:
        assert stream.read() == b"12345"
    assert counted == [5]


def test_the_authors_of_lists_in_an_archive(tmp_path: Path) -> None:
    files = {"feed.atom": OLD + old(1, "post") + END, "lj.xml": journal()}
    assert read_path(zip_of(tmp_path / "all.zip", files)).authors == ("Ann Reed",)
