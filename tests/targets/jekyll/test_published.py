"""Which files Jekyll copies to the built site."""

from __future__ import annotations

from pathlib import Path

import pytest

import ruby
from crosspost.targets.jekyll.published import is_published
from crosspost.targets.jekyll.site import read_site

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
