"""Copies of pictures in the site."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

import pytest

from crosspost.errors import WriteError
from crosspost.images.copy import CopyFolders, copy_pictures
from crosspost.model import Picture
from crosspost.publish.write import write_new
from pictures import JPEG, PNG, digest


def copied(pictures: Iterable[Picture], folder: Path) -> set[str]:
    return copy_pictures(pictures, CopyFolders(folder, folder / "files"), write_new)


def picture(folder: Path, name: str, content: bytes) -> Picture:
    (folder / name).write_bytes(content)
    return Picture(str(folder / name), f"{name}-{digest(content)}.png")


def test_pictures_are_copied_once_into_a_folder_that_is_made(tmp_path: Path) -> None:
    one, two = picture(tmp_path, "one", PNG), picture(tmp_path, "two", JPEG)
    folder = tmp_path / "site" / "assets"
    assert copied([one, two, one], folder) == set()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        one.name: PNG, two.name: JPEG,
    }  # fmt: skip
    before = (folder / one.name).stat().st_mtime_ns
    assert copied([one], folder) == set()
    assert (folder / one.name).stat().st_mtime_ns == before


def test_pictures_in_a_page_are_copied_out_of_it(tmp_path: Path) -> None:
    large, other = PNG + bytes(900), JPEG + bytes(900)
    page = tmp_path / "page.html"
    page.write_bytes(b"<p>".join(b"data:image/png;base64," + b64encode(c) for c in (large, other)))
    names = [f"a-{digest(large)}.png", f"b-{digest(large)}.png", f"c-{digest(PNG)}.png"]
    pictures = [Picture(str(page), name, is_inlined=True) for name in names]
    assert copied(pictures, tmp_path / "assets") == {names[2]}
    copies = {path.name: path.read_bytes() for path in tmp_path.glob("assets/*")}
    assert copies == {names[0]: large, names[1]: large}
    page.unlink()
    (tmp_path / "assets" / names[0]).unlink()
    assert copied(pictures, tmp_path / "assets") == {names[0], names[2]}


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    one = picture(tmp_path, "one", PNG)
    (tmp_path / one.name).write_bytes(b"made smaller by its owner")
    assert copied([one], tmp_path) == set()
    assert (tmp_path / one.name).read_bytes() == b"made smaller by its owner"


def test_a_link_in_the_place_of_a_copy_is_not_followed(tmp_path: Path) -> None:
    one = picture(tmp_path, "one", PNG)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / one.name).symlink_to(tmp_path / "elsewhere.png")
    assert copied([one], tmp_path / "assets") == set()
    assert not (tmp_path / "elsewhere.png").exists()


def test_pictures_that_are_gone_or_others_by_now_are_told(tmp_path: Path) -> None:
    gone, other = picture(tmp_path, "gone", PNG), picture(tmp_path, "other", PNG)
    Path(gone.source).unlink()
    Path(other.source).write_bytes(JPEG)
    assert copied([gone, other], tmp_path / "assets") == {gone.name, other.name}
    assert not list(tmp_path.glob("assets/*"))


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "assets").write_text("a file")
    with pytest.raises(WriteError):
        copied([picture(tmp_path, "one", PNG)], tmp_path / "assets" / "pictures")


def test_other_files_have_a_folder_of_their_own(tmp_path: Path) -> None:
    folders = CopyFolders(tmp_path / "pictures", tmp_path / "files")
    shown = [f"a-{digest(PNG)}.png", f"a-{digest(PNG)}.svg", f"a-{digest(PNG)}.pdf"]
    pictures = [
        Picture(str(tmp_path / "kept"), name, url="https://example.org/a") for name in shown
    ]
    (tmp_path / "kept").write_bytes(PNG)
    assert copy_pictures(pictures, folders, write_new) == set()
    assert sorted(path.name for path in folders.pictures.iterdir()) == shown[:2]
    assert [path.name for path in folders.files.iterdir()] == shown[2:]
