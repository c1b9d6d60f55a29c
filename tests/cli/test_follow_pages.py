"""Articles in pages, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import pages
from cli.conftest import Shell
from cli.test_batch import QUICK
from paging.series import HEAD, pager, series, sheet, text
from server import Server, page

URLS = {1: "/bridge/", 2: "/bridge/2/", 3: "/bridge/3/"}
VIEW_ALL = '<a href="/bridge/?page=all">View all</a>'
ALONE = "this is page 1 of 3: the other pages are not in the post"


def test_the_flag(shell, site: Path) -> None:
    with Server(series(URLS)) as web:
        shown = shell(web.url("/bridge/"), "--stdout")
        assert shown.code == 0 and "Village 3, day 3." in shown.out
        assert ALONE not in shown.err
        alone = shell(web.url("/bridge/"), "--no-follow-pages", "--stdout")
        assert alone.code == 0 and "Village 3" not in alone.out
        assert ALONE in alone.err
        assert web.paths() == ["/bridge/", "/bridge/2/", "/bridge/3/", "/bridge/"]


def test_the_setting(shell, site: Path) -> None:
    (site / "crosspost.toml").write_text("follow_pages = false\n", "utf-8")
    with Server(series(URLS)) as web:
        assert "Village 2" not in shell(web.url("/bridge/"), "--stdout").out
        assert "Village 2" in shell(web.url("/bridge/"), "--follow-pages", "--stdout").out


def test_for_a_saved_page_nothing_is_fetched(shell, site: Path) -> None:
    with Server(series(URLS)) as web:
        saved = site.parent / "bridge.html"
        saved.write_text(sheet(1, pager(URLS, 1)), "utf-8")
        shown = shell(saved, "--base-url", web.url("/bridge/"), "--stdout")
        assert shown.code == 0 and ALONE in shown.err
        assert web.connections == 0


LONG = f"<p>{pages.PARAGRAPH}</p>" * 30


@pytest.mark.parametrize("way", ["post", "batch"])
@pytest.mark.parametrize("lossy", ["first", "joined", "alone"])
def test_strict_is_for_the_article_of_all_pages(
    way: str, lossy: str, shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of page 1 it would be for a text that no post is made of."""
    monkeypatch.setattr("crosspost.markdown.truncate.MAX_BYTES", 4000)
    urls = {0: "/bridge/?page=all", **URLS}
    routes = {
        url: page(sheet(number, pager(URLS, number) + VIEW_ALL, more=LONG if number == 1 else ""))
        for number, url in URLS.items()
    }
    texts = "".join(map(text, URLS))
    whole = pages.article(
        "A bridge for the village", f"{HEAD}{texts}<p>{pages.PARAGRAPH}</p>", url=""
    )
    routes[urls[0]] = page(whole)
    if lossy == "joined":  # of the numbered pages
        del routes[urls[0]]
    elif lossy == "alone":
        routes = {"/bridge/": routes["/bridge/"]}
    with Server(routes) as web:
        (site / "links.txt").write_text(web.url("/bridge/"))
        command = ["post", web.url("/bridge/")] if way == "post" else ["batch", "links.txt", *QUICK]
        shown = shell(*command, "--strict")
    assert shown.code == (0 if lossy == "first" else 3), shown.err
    made = [path.read_text() for path in site.glob("_posts/*")]
    assert len(made) == (1 if lossy == "first" else 0)
    assert all("Village 3, day 3." in text for text in made)
