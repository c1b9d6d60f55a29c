"""Pictures beside a saved page: which are taken, and what their copies are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosspost.config import Config
from crosspost.fetch import fetch
from crosspost.images.beside import with_pictures
from crosspost.model import Saved
from pictures import JPEG, PNG, SVG, digest, save_page


def saved(page: Path) -> Saved:
    found = with_pictures(fetch(str(page), Config())).saved
    assert found is not None
    return found


def names_of(page: Path) -> dict[str, str]:
    found = saved(page)
    return {name: picture.name for name, picture in found.pictures}


def test_a_copy_is_called_after_its_file_and_what_is_in_it(tmp_path: Path) -> None:
    files = {"River View (1).PNG": PNG, "bridge.png": JPEG}
    shown = '<img src="./a_files/River%20View%20(1).PNG"><img src="./a_files/bridge.png">'
    page = save_page(tmp_path, "a", shown, files)
    assert names_of(page) == {
        "River View (1).PNG": f"river-view-1-{digest(PNG)}.png",
        "bridge.png": f"bridge-{digest(JPEG)}.jpg",  # what it is, whatever it is called
    }


@pytest.mark.parametrize(
    "name", ["_config.yml", ".htaccess", "con.png", "-rf", "日本.png", "x" * 250]
)
def test_the_name_of_a_copy_is_safe_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    page = save_page(tmp_path, "a", f'<img src="a_files/{name}">', {name: PNG})
    (copy,) = names_of(page).values()
    assert copy.endswith(f"-{digest(PNG)}.png") and copy[0].isalnum() and len(copy) < 80
    assert all(letter.isalnum() or letter in "-." for letter in copy) and copy.isascii()


def test_what_is_no_picture_or_leads_elsewhere_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    shown = " ".join(["drawing.svg", "page.png", "link.png", "pipe.png", "folder.png", "gone.png"])
    page = save_page(tmp_path, "a", shown, {"drawing.svg": SVG, "page.png": b"<html>"})
    (tmp_path / "a_files" / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(tmp_path / "a_files" / "pipe.png")
    (tmp_path / "a_files" / "folder.png").mkdir()
    assert names_of(page) == {}


def test_a_placeholder_is_no_picture(tmp_path: Path) -> None:
    page = save_page(tmp_path, "a", "<img src=a_files/grey.gif>", {"grey.gif": b"GIF89a" * 7})
    assert names_of(page) == {}


def test_pictures_that_the_page_does_not_name_are_not_looked_at(tmp_path: Path) -> None:
    assert names_of(save_page(tmp_path, "a", "", {"mill.png": PNG})) == {}


def test_a_page_with_nothing_beside_it_has_nothing(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.touch()
    assert saved(page) == Saved(str(page))


def test_reading_a_page_looks_at_no_pictures(tmp_path: Path) -> None:
    page = save_page(tmp_path, "a", '<img src="a_files/river.png">', {"river.png": PNG})
    assert fetch(str(page), Config()).saved == Saved(str(page), "a_files")


def test_where_a_picture_is_does_not_depend_on_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_page(tmp_path, "a", '<img src="a_files/river.png">', {"river.png": PNG})
    monkeypatch.chdir(tmp_path)
    found = saved(Path("a.html"))
    assert Path(found.page).is_absolute() and Path(found.pictures[0][1].source).is_absolute()
