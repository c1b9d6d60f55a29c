"""Articles in pages, on the command line."""

from __future__ import annotations

from pathlib import Path

from paging.series import pager, series, sheet
from server import Server

URLS = {1: "/bridge/", 2: "/bridge/2/", 3: "/bridge/3/"}
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
