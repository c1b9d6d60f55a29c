"""``--files copy`` for one article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import server
from cli.conftest import Shell
from pages import article
from pictures import WORDS, digest

PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"
NAME = f"list-{digest(PDF)}.pdf"


@pytest.fixture
def web() -> Iterator[server.Server]:
    links = (
        '<p>Read <a href="/list.pdf#page=2">the list</a>, <a href="/gone.zip">all of it</a>, and '
        '<a href="https://other.example.org/a.pdf">another</a>.</p>'
    )
    routes = {
        "/bridge": server.page(article("Bridge", f"{WORDS}{links}{WORDS}", url="")),
        "/list.pdf": server.page(PDF, content_type="application/octet-stream"),
    }
    with server.Server(routes) as running:
        yield running


def test_files_of_the_article_s_site_are_copied(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "_config.yml").write_text("baseurl: /blog\n")
    shown = shell(web.url("/bridge"), "--own", "--files", "copy")
    assert shown.code == 0
    assert "  copies  1 file\n" in shown.err
    assert f"1 of 2 files could not be copied: 404 not found: {web.url('/gone.zip')}" in shown.err
    (post,) = site.glob("_posts/*")
    text = post.read_text()
    assert f"[the list](/blog/assets/files/{NAME}#page=2)" in text
    assert f"[all of it]({web.url('/gone.zip')})" in text
    assert "[another](https://other.example.org/a.pdf)" in text
    assert (site / "assets/files" / NAME).read_bytes() == PDF


def test_they_are_named_as_data(shell: Shell, site: Path, web: server.Server) -> None:
    record = json.loads(shell(web.url("/bridge"), "--files", "copy", "--json").out)
    assert (record["pictures"], record["files"]) == ([], [NAME])


def test_nothing_is_asked_for_without_it_or_on_standard_output(
    shell: Shell, site: Path, web: server.Server
) -> None:
    shell(web.url("/bridge"), "--files", "copy", "--stdout")
    shell(web.url("/bridge"), "--pictures", "copy")
    assert web.paths() == ["/bridge", "/bridge"]
    assert not list(site.glob("assets/*"))


def test_a_folder_is_needed(shell: Shell, site: Path, web: server.Server) -> None:
    (site / "crosspost.toml").write_text('files = ""\n')
    shown = shell(web.url("/bridge"), "--files", "copy")
    assert shown.code == 2 and "there is no folder for the copies (files is empty)" in shown.err
    (site / "crosspost.toml").write_text('files = "_hidden"\n')
    assert "not a folder that a site publishes" in shell(web.url("/bridge")).err
