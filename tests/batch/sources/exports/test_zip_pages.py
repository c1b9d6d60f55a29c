"""Saved pages in a ZIP archive, with their pictures."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from batch.sources.exports.exports import png, read_path, zip_of
from crosspost.batch.sources.exports.zip_pages import companion_of, page_at
from crosspost.model import Saved

PAGE = '<p>Text</p><img src="A page_files/x.png"><img src="./A page_files/y.png">'


def read(tmp_path: Path, files: dict[str, str | bytes]) -> tuple[Saved | None, dict[str, bytes]]:
    kept: dict[str, bytes] = {}

    def keep(name: str, content: bytes) -> Path:
        kept[name] = content
        return tmp_path / name

    entry = read_path(zip_of(tmp_path / "p.zip", files)).only
    return page_at(entry.place, 100_000, keep)[2], kept


def test_pictures_beside_a_page_are_found(tmp_path: Path) -> None:
    files = {
        "in/A page.html": PAGE,
        "in/A page_files/x.png": png(),
        "in/A page_files/other.png": png(50),
        "in/A page_files/frame.html": "<p>an advertisement",
        "in/A page_files/y.png": b"no picture, but longer than a placeholder is " * 9,
        "in/A page_files/deep/x.png": png(60),
        "x.png": png(70),
    }
    saved, kept = read(tmp_path, files)
    assert saved and saved.folder == "A page_files"
    assert [name for name, _ in saved.pictures] == ["x.png"] and list(kept.values()) == [png()]
    assert saved.pictures[0][1].source == str(tmp_path / saved.pictures[0][1].name)


def test_a_page_with_pictures_in_it_is_kept_for_them(tmp_path: Path) -> None:
    page = f'<img src="data:image/png;base64,{base64.b64encode(png()).decode()}">'
    saved, kept = read(tmp_path, {"a.html": page})
    assert saved and saved.page.startswith(str(tmp_path / "page-"))
    assert list(kept.values()) == [page.encode()]


def test_a_page_alone(tmp_path: Path) -> None:
    assert read(tmp_path, {"a.html": "<p>Text", "b_files/x.png": png()}) == (None, {})


@pytest.mark.threat("25: paths out of an archive")
def test_a_page_cannot_name_files_outside_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(png())
    page = '<img src="a_files/../x.png"><img src="../x.png"><img src="/x.png">'
    saved, kept = read(
        tmp_path, {"a.html": page, "a_files/../../x.png": png(), "a_files/z.png": png()}
    )
    assert saved and [name for name, _ in saved.pictures] == ["z.png"] and len(kept) == 1


@pytest.mark.parametrize(
    ("names", "folder"),
    [
        (["a.html", "a_files/x"], "a_files/"),
        (["a.html", "a-Dateien/x"], "a-Dateien/"),
        (["a.html", "a.html_files/x"], "a.html_files/"),
        (["a.html", "b_files/x"], ""),
    ],
)
def test_names_of_the_folder(names: list[str], folder: str) -> None:
    assert companion_of(names, "a.html") == folder
