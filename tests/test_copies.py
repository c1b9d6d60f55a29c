"""Copies of pictures in the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.copies import copy_pictures
from crosspost.errors import WriteError
from crosspost.fetch.beside import digest
from crosspost.model import Picture
from pictures import JPEG, PNG


def picture(folder: Path, name: str, content: bytes) -> Picture:
    (folder / name).write_bytes(content)
    return Picture(str(folder / name), f"{name}-{digest(content)}.png")


def test_pictures_are_copied_once_into_a_folder_that_is_made(tmp_path: Path) -> None:
    one, two = picture(tmp_path, "one", PNG), picture(tmp_path, "two", JPEG)
    folder = tmp_path / "site" / "assets"
    assert copy_pictures([one, two, one], folder) == set()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        one.name: PNG, two.name: JPEG,
    }  # fmt: skip
    before = (folder / one.name).stat().st_mtime_ns
    assert copy_pictures([one], folder) == set()
    assert (folder / one.name).stat().st_mtime_ns == before


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    one = picture(tmp_path, "one", PNG)
    (tmp_path / one.name).write_bytes(b"made smaller by its owner")
    assert copy_pictures([one], tmp_path) == set()
    assert (tmp_path / one.name).read_bytes() == b"made smaller by its owner"


def test_a_link_in_the_place_of_a_copy_is_not_followed(tmp_path: Path) -> None:
    one = picture(tmp_path, "one", PNG)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / one.name).symlink_to(tmp_path / "elsewhere.png")
    assert copy_pictures([one], tmp_path / "assets") == set()
    assert not (tmp_path / "elsewhere.png").exists()


def test_pictures_that_are_gone_or_others_by_now_are_told(tmp_path: Path) -> None:
    gone, other = picture(tmp_path, "gone", PNG), picture(tmp_path, "other", PNG)
    Path(gone.source).unlink()
    Path(other.source).write_bytes(JPEG)
    assert copy_pictures([gone, other], tmp_path / "assets") == {gone.name, other.name}
    assert not list(tmp_path.glob("assets/*"))


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "assets").write_text("a file")
    with pytest.raises(WriteError):
        copy_pictures([picture(tmp_path, "one", PNG)], tmp_path / "assets" / "pictures")
