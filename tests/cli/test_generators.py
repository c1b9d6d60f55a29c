"""Sites of Pelican, Nikola and Zola on the command line: found, written to, updated, in batches."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import server
from cli.conftest import Shell
from pages import article
from pictures import WORDS, digest, png

NAME = f"river-{digest(png())}.png"
QUICK = ("--delay", "0", "--workers", "0")
PICTURE = '<p><img src="/river.png" alt="A river"></p>'
# The generator, its post of a slug, the folder of pictures.
SITES = {
    "pelican": ("content/{}.md", "content/images"),
    "nikola": ("posts/{}.md", "files/images"),
    "zola": ("content/blog/{}/index.md", "content/blog/bridge"),
}
ALL = pytest.mark.parametrize("name", SITES)


def start(name: str, site: Path) -> ModuleType:
    (site / "_config.yml").unlink()
    generator = importlib.import_module(f"generators.{name}")
    generator.start(site)
    return generator


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


@ALL
def test_a_post_is_written_once_with_its_picture(
    shell: Shell, site: Path, web: server.Server, name: str
) -> None:
    start(name, site)
    post, pictures = SITES[name]
    shown = shell(web.url("/bridge"), "--pictures", "copy")
    assert (shown.code, shown.out) == (0, f"{post.format('bridge')}\n")
    assert (site / pictures / NAME).read_bytes() == png()
    again = shell(web.url("/bridge"), "--pictures", "copy")
    assert again.code == 0 and "already has this article" in again.err


@pytest.mark.pelican
@pytest.mark.nikola
@pytest.mark.zola
@ALL
def test_the_built_page_shows_the_picture(
    shell: Shell, site: Path, web: server.Server, name: str
) -> None:
    generator = start(name, site)
    shell(web.url("/bridge"), "--pictures", "copy")
    generator.build(site)
    page = generator.page_of(site, "bridge")
    assert 'alt="A river"' in page and NAME in page
    output = {"pelican": "output", "nikola": "output", "zola": "public"}[name]
    assert [path.read_bytes() for path in (site / output).rglob(NAME)] == [png()]


@ALL
def test_an_update_keeps_what_the_owner_changed(
    shell: Shell, site: Path, web: server.Server, name: str
) -> None:
    start(name, site)
    shell(web.url("/bridge"))
    post = site / SITES[name][0].format("bridge")
    text = post.read_text("utf-8")
    own = {"pelican": "Mine: 5\n", "nikola": ".. mine: 5\n", "zola": "weight = 5\n"}[name]
    first = next(line for line in text.splitlines(True) if "itle" in line)
    post.write_text(text.replace(first, first + own, 1) + "\nMy own end.\n")
    body = f"<p>A new beginning of the text.</p>{WORDS}{PICTURE}{WORDS}"
    web.routes["/bridge"] = server.page(article("Bridge", body, url="", author="B. Other"))
    shown = shell(web.url("/bridge"), "--update")
    assert shown.code == 0, shown.err
    updated = post.read_text("utf-8")
    assert own in updated and updated.endswith("My own end.\n")
    assert "A new beginning" in updated and "B. Other" in updated


@ALL
def test_a_batch_numbers_posts_of_one_name(
    shell: Shell, site: Path, web: server.Server, name: str
) -> None:
    start(name, site)
    paths = ("/bridge", "/road", "/bridge-again")
    (site / "links.txt").write_text("".join(f"{web.url(path)}\n" for path in paths))
    shown = shell("batch", "links.txt", *QUICK)
    assert shown.code == 0, shown.err
    post = SITES[name][0]
    texts = [
        (site / post.format(slug)).read_text("utf-8") for slug in ("bridge", "bridge-2", "road")
    ]
    if name == "pelican":
        assert "\nSlug: bridge-2\n" in texts[1] and "\nSlug: bridge\n" in texts[0]
    again = shell("batch", "links.txt", "--update", *QUICK)
    assert again.code == 0 and "3 up to date" in again.err + again.out


@ALL
def test_init_names_the_generator(shell: Shell, site: Path, name: str) -> None:
    start(name, site)
    assert shell("init").code == 0
    assert tomllib.loads((site / "crosspost.toml").read_text("utf-8"))["target"] == name
