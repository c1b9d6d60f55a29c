"""``--pictures copy`` on the command line: one article, a batch, what is said and reported."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import server
from cli.conftest import Shell
from pages import article
from pictures import WORDS, digest, png

NAME = f"river-{digest(png())}.png"
QUICK = ("--delay", "0", "--workers", "0")


@pytest.fixture
def web() -> Iterator[server.Server]:
    shown = '<p><img src="/river.png" alt="A river"></p><p><img src="/gone.png" alt="Gone"></p>'
    routes = {
        "/bridge": server.page(article("Bridge", f"{WORDS}{shown}{WORDS}", url="")),
        "/river.png": server.page(png(), content_type="image/png"),
    }
    with server.Server(routes) as running:
        yield running


def copies(site: Path) -> list[str]:
    return sorted(path.name for path in site.glob("assets/pictures/*"))


def test_one_article_says_what_was_copied_and_what_was_not(
    shell: Shell, site: Path, web: server.Server
) -> None:
    shown = shell(web.url("/bridge"), "--pictures", "copy")
    assert shown.code == 0 and copies(site) == [NAME]
    assert "  copies  1 picture\n" in shown.err
    assert (
        f"! 1 of 2 pictures could not be copied: 404 not found: {web.url('/gone.png')}" in shown.err
    )


def test_json_has_both_as_data(shell: Shell, site: Path, web: server.Server) -> None:
    record = json.loads(shell(web.url("/bridge"), "--pictures", "copy", "--json").out)
    assert record["pictures"] == [NAME]
    assert record["not_copied"] == [{"url": web.url("/gone.png"), "reason": "404 not found"}]


def test_the_setting_of_the_site_counts_and_a_flag_wins(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "crosspost.toml").write_text('pictures_from_web = "copy"\npictures = "img"\n')
    shell(web.url("/bridge"), "--pictures", "link")
    assert not list(site.glob("img/*"))
    shell(web.url("/bridge"), "--force", "--pictures-base", "https://cdn.example.org/p")
    assert [path.name for path in site.glob("img/*")] == [NAME]
    (post,) = site.glob("_posts/*")
    assert f"![A river](https://cdn.example.org/p/{NAME})" in post.read_text()


def test_the_post_on_standard_output_shows_no_copies(
    shell: Shell, site: Path, web: server.Server
) -> None:
    shown = shell(web.url("/bridge"), "--pictures", "copy", "--stdout")
    assert f"![A river]({web.url('/river.png')})" in shown.out
    assert not copies(site) and web.paths() == ["/bridge"]


def test_a_diff_shows_the_copies(shell: Shell, site: Path, web: server.Server) -> None:
    shell(web.url("/bridge"))
    shown = shell(web.url("/bridge"), "--pictures", "copy", "--force", "--dry-run")
    assert NAME in shown.out + shown.err and not copies(site)


def test_a_batch_counts_them_and_its_report_has_the_reasons(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(web.url("/bridge"))
    shown = shell("batch", "links.txt", "--pictures", "copy", "--report", "../report.json", *QUICK)
    assert shown.code == 0 and copies(site) == [NAME]
    assert "1 post written with 1 picture copied" in shown.err
    assert "pictures or files could not be copied" in shown.err
    (link,) = json.loads((site.parent / "report.json").read_text())["links"]
    assert f"404 not found: {web.url('/gone.png')}" in link["warnings"][0]


@pytest.mark.parametrize("way", ["post", "batch"])
def test_an_update_copies_if_the_import_did(
    way: str, shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(web.url("/bridge"))
    source = ["post", web.url("/bridge")] if way == "post" else ["batch", "links.txt", *QUICK]
    shell(*source, "--pictures", "copy")
    (post,) = site.glob("_posts/*")
    before = post.read_text()
    shown = shell(*source, "--update", "-v")
    assert shown.code == 0 and post.read_text() == before and NAME in before
    assert "of the import: pictures_from_web = 'copy'" in shown.err
    for copy in site.glob("assets/pictures/*"):
        copy.unlink()
    shell(*source, "--update")
    assert NAME in copies(site)
    shell(*source, "--update", "--pictures", "link")
    assert web.url("/river.png") in post.read_text()


@pytest.mark.parametrize("way", ["post", "batch"])
def test_a_picture_that_could_not_be_copied_can_be_tried_again(
    way: str, shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(web.url("/bridge"))
    source = ["post", web.url("/bridge")] if way == "post" else ["batch", "links.txt", *QUICK]
    said = shell(*source, "--pictures", "copy").err
    assert way == "post" or "--retry-failed tries again" in " ".join(said.split())
    (post,) = site.glob("_posts/*")
    post.write_text(f"{post.read_text()}\nMy last words.\n")
    web.routes["/gone.png"] = server.page(png(seed=2), content_type="image/png")
    again = "--update" if way == "post" else "--retry-failed"
    shown = shell(*source, "--pictures", "copy", again)
    assert shown.code == 0 and len(copies(site)) == 2
    assert f"![Gone](/assets/pictures/gone-{digest(png(seed=2))}.png)" in post.read_text()
    assert post.read_text().endswith("My last words.\n")


def test_init_asks_whether_pictures_may_be_copied(shell: Shell, site: Path) -> None:
    text = shell("init", "--stdout").out
    before, _, after = text.partition('# pictures_from_web = "link"\n')
    assert after and before.rstrip().splitlines()[-1].startswith("# Pictures of pages on the web")
    assert "Are the articles your own, or may you copy their pictures?" in before
    assert "pictures_from_web" not in tomllib.loads(text)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--pictures", "all"), "'all' is not one of"),
        (("--max-width", "wide"), "whole number"),
        (("--pictures-base", "cdn"), "pictures_base = 'cdn': not a URL"),
    ],
)
def test_a_wrong_flag_is_an_error(
    shell: Shell, web: server.Server, flags: tuple[str, ...], said: str
) -> None:
    shown = shell(web.url("/bridge"), *flags)
    assert shown.code == 2 and said in shown.err and not web.requests


@pytest.mark.parametrize("way", ["post", "batch"])
def test_an_update_compares_with_the_copies(way: str, shell: Shell, site: Path) -> None:
    """Not with the pictures' URLs, which are in the text before they are copied."""
    shown, new = '<p><img src="/river.png" alt="A river"></p>', "<p>The end has come.</p>"
    page = server.page(article("Bridge", f"{WORDS}{shown}{WORDS}", url=""))
    later = server.page(article("Bridge", f"{WORDS}{shown}{WORDS}{new}", url=""))
    routes = {
        "/bridge": server.then(page, later, later),
        "/river.png": server.page(png(), content_type="image/png"),
    }
    with server.Server(routes) as web:
        (site / "links.txt").write_text(web.url("/bridge"))
        command = (web.url("/bridge"),) if way == "post" else ("batch", "links.txt", *QUICK)
        assert shell(*command, "--pictures", "copy").code == 0
        (post,) = site.glob("_posts/*")
        post.write_text(post.read_text().replace("![A river]", "![My river]"))
        for _ in range(2):
            assert shell(*command, "--pictures", "copy", "--update").code == 0
    assert f"![My river](/assets/pictures/{NAME})" in post.read_text()
    assert post.read_text().endswith("The end has come.\n") and copies(site) == [NAME]
