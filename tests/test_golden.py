"""Whole pages beside the posts that are made of them.

A case is a folder ``golden/TOPIC--CASE``: ``page.html`` becomes ``post.md``, whose first line names
the file, and ``warnings.txt`` where a person is told something. ``settings.toml`` and
``_config.yml`` are those of the site. ``python tests/test_golden.py`` writes what crosspost makes
today; read it before you commit it.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import real_jekyll
from crosspost.fetch import fetch
from crosspost.model import Post
from crosspost.pipeline import convert
from crosspost.settings import load
from crosspost.targets.jekyll.target import Jekyll

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(GOLDEN.iterdir())
FILES = {"page.html", "post.md", "warnings.txt", "settings.toml", "_config.yml"}
NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


def made(case: Path, folder: Path) -> Post:
    """Make the post of a case, in a site of its own."""
    if (case / "settings.toml").exists():
        shutil.copy(case / "settings.toml", folder / "crosspost.toml")
    if (case / "_config.yml").exists():
        shutil.copy(case / "_config.yml", folder)
    config, site = load(folder, environment={}), Jekyll.read_site(folder)
    page = fetch(str(case / "page.html"), config)
    url = page.url or f"https://news.example.org/{case.name.split('--')[1]}"
    return convert(page.content, url, config, site=site, now=NOW)


def shown(post: Post) -> dict[str, str]:
    """Return what the files of a case should hold."""
    files = {"post.md": f"{post.filename}\n{post.text}"}
    if post.warnings:
        files["warnings.txt"] = "".join(f"{warning}\n" for warning in post.warnings)
    return files


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_page_becomes_the_post_beside_it(case: Path, tmp_path: Path) -> None:
    expected = {
        name: (case / name).read_text("utf-8")
        for name in ("post.md", "warnings.txt")
        if (case / name).exists()
    }
    assert shown(made(case, tmp_path)) == expected


def test_no_file_stands_there_unread() -> None:
    assert {path.name for case in CASES for path in case.iterdir()} <= FILES
    assert all(case.name.count("--") == 1 for case in CASES)


@pytest.mark.jekyll
def test_jekyll_builds_all_of_them_with_their_titles(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("timezone: UTC\npermalink: /:title.html\n", "utf-8")
    titles = {}
    for number, case in enumerate(CASES):
        folder = tmp_path / str(number)
        folder.mkdir()
        post = made(case, folder)
        (site / "_posts" / post.filename).write_text(post.text, "utf-8")
        titles[post.filename] = (post.front_matter["title"], post.filename[:10])
    built = real_jekyll.build(site)
    assert {post["name"]: (post["data"]["title"], post["day"]) for post in built} == titles
    for post in built:
        page = BeautifulSoup(post["output"], "html.parser")
        assert not page.find_all(["script", "style", "object", "embed", "form", "svg"])
        frames = [str(tag["src"]) for tag in page.find_all("iframe")]
        assert all(frame.startswith("https://www.youtube") for frame in frames)
        assert not [name for tag in page.find_all(True) for name in tag.attrs if name[:2] == "on"]
        links = [str(tag["href"]) for tag in page.find_all(href=True)]
        assert all(link.startswith(("https://", "#")) for link in links)


if __name__ == "__main__":
    import tempfile

    for each in CASES:
        with tempfile.TemporaryDirectory() as empty:
            files = shown(made(each, Path(empty)))
        (each / "warnings.txt").unlink(missing_ok=True)
        for name, text in files.items():
            (each / name).write_text(text, "utf-8")
