"""Folders that browsers put beside a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.fetch.companions import companion, is_companion


@pytest.mark.parametrize(
    "name", ["A page_files", "A page-Dateien", "A page_fichiers", "other_files", "A page_FILES"]
)
def test_a_folder_of_such_a_name_belongs_to_a_page(name: str) -> None:
    assert is_companion(name, {"A page"})


@pytest.mark.parametrize("name", ["A page", "other-Dateien", "files", "profiles", "old-files"])
def test_any_other_folder_is_one_of_its_own(name: str) -> None:
    assert not is_companion(name, {"A page"})


@pytest.mark.parametrize("name", ["A page_files", "A page.html_files", "A page-Dateien"])
def test_the_folder_of_a_page_is_found(tmp_path: Path, name: str) -> None:
    page = tmp_path / "A page.html"
    assert companion(page) is None
    (tmp_path / "Another_files").mkdir()
    (tmp_path / name).mkdir()
    assert companion(page) == tmp_path / name


def test_a_link_to_a_folder_is_none_of_a_browsers(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "page_files").symlink_to(tmp_path / "elsewhere")
    assert companion(tmp_path / "page.html") is None
