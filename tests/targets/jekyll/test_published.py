"""Which files Jekyll copies to the built site."""

from __future__ import annotations

from pathlib import Path

import pytest

import ruby
from crosspost.targets.jekyll.published import hidden_folder, is_published
from crosspost.targets.jekyll.site import read_site
from crosspost.targets.jekyll.target import Jekyll

CONFIG = """\
destination: public
include: [".well-known"]
exclude: ["reports/", "*.tmp", "notes/todo.html"]
"""
FILES = {
    "report.html": True,
    "pages/report.html": True,
    ".well-known/report.html": True,
    ".crosspost/report.html": False,
    "_drafts/report.html": False,
    "pages/_old/report.html": False,
    "#report.html": False,
    "report.html~": False,
    "reports/report.html": False,
    "report.tmp": False,
    "notes/todo.html": False,
    "notes/done.html": True,
    "node_modules/report.html": False,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    root.mkdir()
    (root / "_config.yml").write_text(CONFIG, "utf-8")
    return root


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_published_unless_its_name_or_a_setting_leaves_it_out(
    site: Path, name: str
) -> None:
    assert is_published(read_site(site), site / name) is FILES[name]


def test_a_file_in_the_built_site_is_published_and_one_outside_of_the_site_is_not(
    site: Path,
) -> None:
    assert is_published(read_site(site), site / "public" / "report.html")
    assert not is_published(read_site(site), site.parent / "report.html")


@pytest.mark.jekyll
def test_jekyll_agrees(site: Path) -> None:
    for name in FILES:
        (site / name).parent.mkdir(exist_ok=True, parents=True)
        (site / name).write_text("<p>A report.</p>", "utf-8")
    ruby.jekyll("build", folder=site)
    built = {name for name in FILES if (site / "public" / name).exists()}
    assert built == {name for name, published in FILES.items() if published}


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("_pages/about.md", "_pages"),
        ("_book/one.md", ""),
        ("_plays/one.md", "_plays"),
        ("_shown/about.md", ""),
        ("_posts/2020-01-01-a.md", ""),
        ("blog/_posts/2020-01-01-a.md", ""),
        ("_drafts/a.md", ""),
        ("pages/about.md", ""),
        ("../_pages/about.md", ""),
    ],
)
def test_a_folder_with_an_underscore_is_hidden_unless_a_setting_shows_it(
    tmp_path: Path, path: str, folder: str
) -> None:
    root = tmp_path / "site"
    root.mkdir()
    config = "include: [_shown]\ncollections: {book: {output: true}, plays: {output: false}}\n"
    (root / "_config.yml").write_text(config, "utf-8")
    assert hidden_folder(read_site(root), root / path) == folder


def test_a_page_that_jekyll_leaves_out_is_said(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: A\n", "utf-8")
    warnings: list[str] = []
    Jekyll.read_site(tmp_path).fields({}, tmp_path / "_pages/about.md", warnings)
    assert warnings == ["Jekyll does not publish _pages: add _pages to include in _config.yml"]
