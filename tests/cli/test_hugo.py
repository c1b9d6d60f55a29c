"""A site of another generator on the command line: found, written to, updated, in batches."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import real_hugo
import server
from cli.conftest import Shell
from pages import article
from pictures import WORDS, digest, png

NAME = f"river-{digest(png())}.png"
QUICK = ("--delay", "0", "--workers", "0")
PICTURE = '<p><img src="/river.png" alt="A river"></p>'


@pytest.fixture
def hugo(site: Path) -> Path:
    """Return a Hugo site that is the working folder."""
    (site / "_config.yml").unlink()
    return real_hugo.new_site(site)


@pytest.fixture
def web() -> Iterator[server.Server]:
    page = article("Bridge", f"{WORDS}{PICTURE}{WORDS}", url="")
    routes = {
        "/bridge": server.page(page),
        "/road": server.page(page.replace("Bridge", "Road")),
        "/bridge-again": server.page(page),
        "/river.png": server.page(png(), content_type="image/png"),
    }
    with server.Server(routes) as running:
        yield running


def posts(root: Path) -> dict[str, list[str]]:
    """Return the files of each post."""
    folders = sorted((root / "content/posts").iterdir())
    return {folder.name: sorted(file.name for file in folder.iterdir()) for folder in folders}


def test_a_post_is_a_folder_with_its_pictures(shell: Shell, hugo: Path, web: server.Server) -> None:
    shown = shell(web.url("/bridge"), "--pictures", "copy")
    assert (shown.code, shown.out) == (0, "content/posts/bridge/index.md\n")
    assert posts(hugo) == {"bridge": ["index.md", NAME]}
    again = shell(web.url("/bridge"), "--pictures", "copy")
    assert again.code == 0 and "already has this article" in again.err
    assert posts(hugo) == {"bridge": ["index.md", NAME]}


@pytest.mark.hugo
def test_the_built_page_shows_the_picture(shell: Shell, hugo: Path, web: server.Server) -> None:
    shell(web.url("/bridge"), "--pictures", "copy")
    page = real_hugo.build(hugo)["/posts/bridge/"]
    assert f'<img src="./{NAME}" alt="A river">' in page
    assert (hugo / "public/posts/bridge" / NAME).read_bytes() == png()


def test_an_update_keeps_what_the_owner_changed(
    shell: Shell, hugo: Path, web: server.Server
) -> None:
    shell(web.url("/bridge"))
    post = hugo / "content/posts/bridge/index.md"
    text = post.read_text("utf-8")
    post.write_text(text.replace("author:", "# mine\nweight: 5\nauthor:") + "\nMy own end.\n")
    body = f"<p>A new beginning of the text.</p>{WORDS}{PICTURE}{WORDS}"
    web.routes["/bridge"] = server.page(article("Bridge", body, url="", author="B. Other"))
    shown = shell(web.url("/bridge"), "--update")
    assert shown.code == 0, shown.err
    updated = post.read_text("utf-8")
    assert "# mine\nweight: 5\n" in updated and updated.endswith("My own end.\n")
    assert "A new beginning" in updated and 'author: "B. Other"\n' in updated


def test_a_batch_gives_each_post_a_folder_and_copies_what_they_share(
    shell: Shell, hugo: Path, web: server.Server
) -> None:
    paths = ("/bridge", "/road", "/bridge-again")
    (hugo / "links.txt").write_text("".join(f"{web.url(path)}\n" for path in paths))
    shown = shell("batch", "links.txt", "--pictures", "copy", *QUICK)
    assert shown.code == 0, shown.err
    both = ["index.md", NAME]
    assert posts(hugo) == {"bridge": both, "bridge-2": both, "road": both}
    again = shell("batch", "links.txt", "--pictures", "copy", "--update", *QUICK)
    assert again.code == 0 and len(posts(hugo)) == 3
    assert "3 up to date" in again.err + again.out


def test_a_draft_says_so(shell: Shell, hugo: Path, web: server.Server) -> None:
    assert shell(web.url("/bridge"), "--draft").code == 0
    assert "\ndraft: true\n" in (hugo / "content/posts/bridge/index.md").read_text("utf-8")


def test_init_writes_the_generator_and_where_posts_are(shell: Shell, hugo: Path) -> None:
    (hugo / "content/blog").mkdir(parents=True)
    assert shell("init").code == 0
    text = (hugo / "crosspost.toml").read_text("utf-8")
    assert tomllib.loads(text) == {"target": "hugo"}
    assert "# This site: posts are in content/blog." in text


def test_the_target_may_be_named(shell: Shell, site: Path, web: server.Server) -> None:
    (site / "hugo.toml").touch()
    shown = shell(web.url("/bridge"), "--dry-run", "--json")
    assert json.loads(shown.out)["path"].endswith("_posts/2013-03-06-bridge.md")
    assert shown.err.count("the site has files of jekyll and hugo: using jekyll") == 1
    shown = shell(web.url("/bridge"), "--dry-run", "--json", "--target", "hugo")
    assert json.loads(shown.out)["path"].endswith("content/posts/bridge/index.md")
    assert "using" not in shown.err
    (site / "crosspost.toml").write_text('target = "hugo"\n')
    shown = shell(web.url("/bridge"), "--dry-run", "--json")
    assert json.loads(shown.out)["path"].endswith("content/posts/bridge/index.md")
    shown = shell(web.url("/bridge"), "--target", "hogu")
    assert shown.code == 2 and "no such generator" in shown.err
