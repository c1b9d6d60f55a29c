"""A blog, and an editor with the real server that ends with the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lsp.editor import Editor
from validate.blog import Blog

Start = Callable[..., Editor]


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    """Return a site with authors, a layout and two posts."""
    root = tmp_path / "blog"
    root.mkdir()
    made = Blog(root)
    made.file("_config.yml", "title: A blog\n")
    made.file("_layouts/post.html", "{{ content }}")
    made.file("_data/authors.yml", "ada:\n  name: Ada Example\n")
    head = "---\nlayout: post\ntitle: {}\nauthor: ada\ntags: [radio, {}]\ncategories: [news]\n---\n"
    made.file("_posts/2012-01-01-old.md", head.format("Old", "towers") + "\nText.\n")
    made.file("_posts/2012-01-02-older.md", head.format("Older", "C#") + "\nText.\n")
    return made


@pytest.fixture
def start(blog: Blog) -> Iterator[Start]:
    """Return a function that starts an editor in the blog."""
    begun: list[Editor] = []

    def editor(*flags: str, root: Path | None = None, **how: object) -> Editor:
        begun.append(Editor(root or blog.root, *flags, **how))  # type: ignore[arg-type]
        return begun[-1]

    yield editor
    for one in begun:
        one.kill()


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """Return an editor for posts of any blog: to start a server for each test would take long."""
    one = Editor(None)
    yield one
    one.kill()
