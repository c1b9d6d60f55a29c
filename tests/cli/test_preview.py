"""``--open``: the preview is written for the user alone, and opened if there is a browser."""

from __future__ import annotations

import re
import stat
from html import unescape
from pathlib import Path

import pytest

import pages
from cli.conftest import Shell
from pictures import png
from preview_pages import PNG, draw, hostile
from server import Server, page
from server.oembed import Provider, post

NAME = "2013-03-06-a-bridge-for-the-village.md"
TEXT = f"<p>{pages.PARAGRAPH}</p>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files, on a machine without a display."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return temporary


@pytest.fixture
def saved(site: Path) -> Path:
    path = site.parent / "bridge.html"
    path.write_text(pages.article(), "utf-8")
    return path


def preview(folder: Path) -> str:
    """Return the only preview, frames included."""
    (path,) = folder.glob("crosspost-preview-*/preview.html")
    return unescape(path.read_text("utf-8"))


@pytest.mark.threat("22: a page that acts in its preview")
def test_the_file_is_for_the_user_alone_and_named(shell: Shell, saved: Path, folder: Path) -> None:
    shown = shell(saved, "--open")
    assert shown.code == 0 and shown.out == f"_posts/{NAME}\n"
    (path,) = folder.glob("crosspost-preview-*/preview.html")
    assert str(path) in shown.err and "no browser" in shown.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    text = preview(folder)
    assert "parts of the page are in the post" in text and f"_posts/{NAME}" in text
    assert '<th scope="row">author</th><td>A. Correspondent</td>' in text
    assert "originally posted here" in text and "Imprint and privacy" in text


def test_the_browser_of_the_user_is_started(
    shell: Shell, saved: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {folder}/opened\n', "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    shown = shell(saved, "--open")
    assert shown.code == 0 and "no browser" not in shown.err
    (path,) = folder.glob("crosspost-preview-*/preview.html")
    assert (folder / "opened").read_text("utf-8").strip() == path.as_uri()


def test_a_dry_run_writes_nothing_but_the_preview(
    shell: Shell, site: Path, saved: Path, folder: Path
) -> None:
    assert shell(saved, "--open", "--dry-run").code == 0
    assert f"would be written to _posts/{NAME}" in preview(folder)
    assert not list(site.glob("_posts/*"))


def test_an_update_shows_the_merged_post(
    shell: Shell, site: Path, saved: Path, folder: Path
) -> None:
    assert shell(saved).code == 0
    post = site / "_posts" / NAME
    post.write_text(post.read_text("utf-8") + "\nMy own last words.\n", "utf-8")
    saved.write_text(pages.article(body=f"<p>A new beginning of it all.</p>{TEXT * 4}"), "utf-8")
    assert shell(saved, "--open", "--update").code == 0
    left = preview(folder).partition("The original <small>")[0]
    assert "My own last words." in left and "A new beginning of it all." in left


def test_a_post_that_was_there_is_shown_as_it_is(
    shell: Shell, site: Path, saved: Path, folder: Path
) -> None:
    assert shell(saved).code == 0
    post = site / "_posts" / NAME
    post.write_text(post.read_text("utf-8").replace("layout:", "mood: calm\nlayout:"), "utf-8")
    assert shell(saved, "--open").code == 0
    assert "mood: calm" in preview(folder)


@pytest.mark.parametrize("flag", ["", "--dry-run"])
def test_copied_pictures_are_shown_from_the_disk(shell: Shell, folder: Path, flag: str) -> None:
    body = TEXT * 2 + '<img src="/river.png" alt="The river" width="640" height="480">' + TEXT * 2
    with Server(
        {
            "/a": page(pages.article(body=body, url="")),
            "*": page(png(640, 480), content_type="image/png"),
        }
    ) as web:
        flags = [flag] if flag else []
        assert shell(web.url("/a"), "--open", "--pictures", "copy", *flags).code == 0
        left = preview(folder).partition("The original <small>")[0]
    assert ("data:image/png;base64," in left) != bool(flag)
    assert (web.url("/river.png") in left) == bool(flag)


def test_liquid_of_an_article_is_shown_as_the_site_will(
    shell: Shell, site: Path, folder: Path
) -> None:
    path = site.parent / "bridge.html"
    path.write_text(pages.article(body=TEXT * 3 + "<p>Write {{ page.title }} there.</p>"), "utf-8")
    assert shell(path, "--open").code == 0
    assert "Write {{ page.title }} there." in preview(folder).partition("The original <small>")[0]


def test_explain_shows_the_original_alone(
    shell: Shell, site: Path, saved: Path, folder: Path
) -> None:
    shown = shell("explain", saved, "--open")
    assert shown.code == 0 and preview(folder).count("<iframe") == 1
    assert not list(site.glob("_posts/*"))


def test_what_a_rule_selects_is_marked(shell: Shell, site: Path, folder: Path) -> None:
    page = site.parent / "bridge.html"
    ending = "<div class=ad><p>Buy this bridge now, and another one.</p></div>"
    page.write_text(f"<title>A</title><div class=e>{TEXT}</div>{TEXT * 9}{ending}", "utf-8")
    assert shell(page, "--open", "--select", "body=.e, .ad").code == 0
    found = re.search(r"(\d+)\W+of\W+(\d+) parts", preview(folder))
    assert found and found[1] == "2", preview(folder)[:500]


def test_of_oembed_what_it_shows_is_the_original(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Provider({"https://twitter.com/ada/status/20": post("The bridge is open.")}) as provider:
        monkeypatch.setenv("CROSSPOST_X_API", provider.api)
        assert shell("https://x.com/ada/status/20", "--open").code == 0
    assert preview(folder).count("The bridge is open.") >= 3


def test_printing_and_opening_is_refused(shell: Shell, saved: Path, folder: Path) -> None:
    assert shell(saved, "--open", "--stdout").code == 2
    assert not list(folder.iterdir())


@pytest.mark.threat("22: a page that acts in its preview")
@pytest.mark.chromium
def test_a_hostile_page_only_loads_its_pictures(shell: Shell, folder: Path) -> None:
    with Server({"*": page(PNG, content_type="image/png")}) as web:
        html = pages.article(body=TEXT * 3 + hostile(web.url("")) + TEXT * 3)
        web.routes["/a"] = page(html)
        shown = shell(web.url("/a"), "--open")
        assert shown.code == 0, shown.err
        (path,) = folder.glob("crosspost-preview-*/preview.html")
        web.requests.clear()
        document = draw(path, folder)
        assert set(web.paths()) == {"/shown.png"}
    assert re.search("<title>Preview: A bridge for the village</title>", document)
