"""Articles in pages from a server: which pages are fetched, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

import pages
from crosspost.config import Config
from crosspost.paging.follow import MOST_PAGES
from paging.series import imported, pager, series, sheet, text, villages, warnings
from server import Server, page, redirect, status

WORDPRESS = {1: "/bridge/", 2: "/bridge/2/", 3: "/bridge/3/"}


@pytest.mark.parametrize(
    "urls",
    [
        WORDPRESS,
        {1: "/news/bridge", 2: "/news/bridge?page=2", 3: "/news/bridge?page=3"},
        {1: "/news?id=7", 2: "/news?id=7&seite=2", 3: "/news?id=7&seite=3"},
        {1: "/bridge.html", 2: "/bridge-p2.html", 3: "/bridge-p3.html"},
        {1: "/bridge.html", 2: "/bridge-2.html", 3: "/bridge-3.html"},
        {1: "/bridge.html", 2: "/bridge-page-2.html", 3: "/bridge-page-3.html"},
        {1: "/bridge/", 2: "/bridge/page/2/", 3: "/bridge/page/3/"},
        {1: "/news/bridge", 2: "/news/bridge/seite-2", 3: "/news/bridge/seite-3"},
    ],
    ids=lambda urls: urls[2],
)
def test_numbered_pages(tmp_path: Path, urls: dict[int, str]) -> None:
    with Server(series(urls)) as web:
        outcome = imported(web, urls[1], tmp_path)
        assert web.paths() == list(urls.values())
    assert villages(outcome) == [1, 2, 3]
    assert warnings(outcome) == ()


def test_only_the_next_page_is_linked(tmp_path: Path) -> None:
    urls = {number: f"/bridge/{number}/" if number > 1 else "/bridge/" for number in range(1, 7)}
    routes = {
        url: page(sheet(number, head=f'<link rel="next" href="{urls.get(number + 1, "/other")}">'))
        for number, url in urls.items()
    }
    with Server(routes) as web:
        assert villages(imported(web, "/bridge/", tmp_path)) == list(urls)


def test_a_pager_that_leaves_out_numbers_in_the_middle(tmp_path: Path) -> None:
    urls = {number: f"/bridge?page={number}" if number > 1 else "/bridge" for number in range(1, 9)}
    routes = {}
    for number, url in urls.items():
        shown = {other: at for other, at in urls.items() if abs(other - number) < 2 or other == 8}
        routes[url] = page(sheet(number, pager(shown, number)))
    with Server(routes) as web:
        outcome = imported(web, "/bridge", tmp_path)
    assert villages(outcome) == list(urls) and warnings(outcome) == ()


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("View as single page", "/bridge?view=single"),
        ("View all", "/bridge?page=all"),
        ("Alles auf einer Seite", "/bridge/komplettansicht"),
        ("Lire l'article sur une page", "/bridge/all"),
        ("Ver todo", "/bridge/all/"),
        ("Leggi tutto", "/bridge?pagewanted=all"),
        ("Показать полностью", "/bridge?view=full"),
        ("全文表示", "/bridge?page=all"),
    ],
)
def test_the_whole_article_on_one_page_is_preferred(tmp_path: Path, words: str, href: str) -> None:
    urls = {1: "/bridge", 2: "/bridge/2", 3: "/bridge/3"}
    whole = sheet(1, more=text(2) + text(3))
    first = sheet(1, pager(urls, 1) + f'<p><a href="{href}">{words}</a></p>')
    with Server({**series(urls), "/bridge": page(first), href: page(whole)}) as web:
        outcome = imported(web, "/bridge", tmp_path)
        assert web.paths() == ["/bridge", href]
    assert villages(outcome) == [1, 2, 3] and warnings(outcome) == ()
    assert outcome.post
    assert outcome.post.front_matter["canonical_url"] == web.url("/bridge")


@pytest.mark.parametrize("gone", ["404", "home", "the same page"])
def test_the_numbered_pages_are_read_if_there_is_no_single_page_any_more(
    tmp_path: Path, gone: str
) -> None:
    urls = {1: "/bridge", 2: "/bridge/2"}
    first = page(sheet(1, pager(urls, 1) + '<a href="/bridge?page=all">View all</a>'))
    answers = {"404": status("404 Not Found"), "home": redirect("/bridge"), "the same page": first}
    with Server({**series(urls), "/bridge": first, "/bridge?page=all": answers[gone]}) as web:
        outcome = imported(web, "/bridge", tmp_path)
    assert villages(outcome) == [1, 2] and warnings(outcome) == ()


def test_a_page_that_cannot_be_read_is_said_and_the_next_one_is_read(tmp_path: Path) -> None:
    with Server({**series(WORDPRESS), "/bridge/2/": status("410 Gone")}) as web:
        outcome = imported(web, "/bridge/", tmp_path)
    assert villages(outcome) == [1, 3]
    said = "page 2 of 3 could not be read: 410: the page was removed permanently"
    assert warnings(outcome) == (said,)


def test_pages_after_one_that_cannot_be_read_and_knows_them(tmp_path: Path) -> None:
    urls = {number: f"/bridge/{number}/" if number > 1 else "/bridge/" for number in range(1, 6)}
    shown = {1: urls[1], 2: urls[2], 5: urls[5]}
    routes = {**series(urls), urls[1]: page(sheet(1, pager(shown, 1))), urls[2]: status("410 Gone")}
    with Server(routes) as web:
        outcome = imported(web, "/bridge/", tmp_path)
    assert villages(outcome) == [1]
    assert warnings(outcome) == (
        "page 2 of 5 could not be read: 410: the page was removed permanently",
        "pages 3 to 5 of 5 are not in the post: no link to the next page was found",
    )


def test_a_page_without_an_article_is_said(tmp_path: Path) -> None:
    empty = page("<!doctype html><html><body><nav><a href=/>Home</a></nav></body></html>")
    with Server({**series(WORDPRESS), "/bridge/3/": empty}) as web:
        outcome = imported(web, "/bridge/", tmp_path)
    assert villages(outcome) == [1, 2]
    (said,) = warnings(outcome)
    assert said.startswith("page 3 of 3 could not be read: ")


def test_a_page_that_leads_back_is_not_read_again(tmp_path: Path) -> None:
    with Server({**series(WORDPRESS), "/bridge/3/": redirect("/bridge/")}) as web:
        outcome = imported(web, "/bridge/", tmp_path)
    assert villages(outcome) == [1, 2]
    (said,) = warnings(outcome)
    assert said == "page 3 of 3 could not be read: it leads back to another page of the article"


def test_a_site_that_shows_the_same_text_for_every_number(tmp_path: Path) -> None:
    same = page(sheet(1, '<p><a rel="next" href="/bridge?page=2">2</a></p>'))
    endless = {
        f"/bridge?page={n}": page(sheet(1, f'<a href="/bridge?page={n + 1}">{n + 1}</a>'))
        for n in range(2, 50)
    }
    with Server({"/bridge": same, **endless}) as web:
        outcome = imported(web, "/bridge", tmp_path)
        assert web.paths() == ["/bridge", "/bridge?page=2"]
    assert villages(outcome) == [1]
    assert warnings(outcome) == ("page 2 of 2 could not be read: it has no text of its own",)


def test_no_more_pages_than_the_limit(tmp_path: Path) -> None:
    numbers = range(1, MOST_PAGES + 6)
    urls = {number: f"/bridge/{number}/" if number > 1 else "/bridge/" for number in numbers}
    with Server(series(urls)) as web:
        outcome = imported(web, "/bridge/", tmp_path)
        assert len(web.paths()) == MOST_PAGES
    assert villages(outcome) == list(range(1, MOST_PAGES + 1))
    assert warnings(outcome) == ("only 30 of 35 pages are in the post",)


def test_a_later_page_leads_to_the_first(tmp_path: Path) -> None:
    urls = {1: "/news/bridge/", 2: "/news/bridge/2/", 3: "/news/bridge/3/"}
    with Server(series(urls)) as web:
        outcome = imported(web, "/news/bridge/2/", tmp_path)
    assert villages(outcome) == [1, 2, 3] and warnings(outcome) == ()
    assert outcome.post
    assert outcome.post.front_matter["canonical_url"] == web.url("/news/bridge/")


def test_pages_with_names_of_their_own(tmp_path: Path) -> None:
    """They are followed if the page says its number, and have the same title."""
    first = sheet(1, '<p>Page 1 of 3</p><a rel="next" href="/the-crossing">Next page</a>')
    second = sheet(2, '<p>Page 2 of 3</p><a rel="next" href="/the-landing">Next page</a>')
    routes = {"/the-start": page(first), "/the-crossing": page(second)}
    other = sheet(3, "<p>Page 3 of 3</p>", title="Coal is dear this year")
    with Server({**routes, "/the-landing": page(other)}) as web:
        outcome = imported(web, "/the-start", tmp_path)
    assert villages(outcome) == [1, 2]
    assert warnings(outcome) == ("page 3 of 3 could not be read: it is not a page of this article",)


@pytest.mark.parametrize(
    ("path", "around"),
    [
        ("/bridge", '<a rel="next" href="/coal">Next</a>'),  # the next article
        ("/bridge", '<a rel="next" href="/bridge-2">2</a>'),  # another article of this name
        ("/", '<a href="/page/2">2</a>'),
        ("/blog/", '<a href="/blog/page/2/">2</a>'),
        ("/bridge/", '<a href="/bridge/page/2/">Older posts</a>'),
        ("/bridge/", '<a href="/bridge/page/2/">Ältere Beiträge</a>'),
        ("/bridge/", '<a href="/bridge/comment-page-2/#comments">2</a>'),
        ("/forum/threads/bridge", '<a href="/forum/threads/bridge?page=2">2</a>'),
        ("/bridge", '<a href="https://example.org/bridge/2">2</a>'),
        ("/bridge", '<a href="#page-2">2</a>'),
    ],
)
def test_what_is_not_another_page_is_not_fetched(tmp_path: Path, path: str, around: str) -> None:
    with Server({path: page(sheet(1, around)), "*": page(sheet(2))}) as web:
        outcome = imported(web, path, tmp_path)
        assert web.paths() == [path]
    assert villages(outcome) == [1]


def test_the_archive_of_a_blog_is_not_an_article_in_pages(tmp_path: Path) -> None:
    """A page of a blog with the whole text of its posts, in a folder of any name."""
    shown = sheet(1, '<nav><a href="/letters/page/2/">2</a></nav>')
    shown = shown.replace("<body>", '<body class="archive category">')
    with Server({"/letters/": page(shown), "*": page(sheet(2))}) as web:
        imported(web, "/letters/", tmp_path)
        assert web.paths() == ["/letters/"]


def test_the_setting(tmp_path: Path) -> None:
    with Server(series(WORDPRESS)) as web:
        outcome = imported(web, "/bridge/", tmp_path, Config(follow_pages=False))
        assert web.paths() == ["/bridge/"]
    assert villages(outcome) == [1]
    assert warnings(outcome) == ("this is page 1 of 3: the other pages are not in the post",)


def test_a_redirect_to_another_host_is_not_a_page(tmp_path: Path) -> None:
    with Server({"*": page(sheet(2))}) as other:
        routes = {**series(WORDPRESS), "/bridge/2/": redirect(other.url("/bridge/2/"))}
        with Server(routes) as web:
            outcome = imported(web, "/bridge/", tmp_path, Config(allow_private=True))
    assert villages(outcome) == [1, 3]
    assert warnings(outcome) == ("page 2 of 3 could not be read: it leads to another host",)


def test_a_short_last_page(tmp_path: Path) -> None:
    urls = {1: "/bridge", 2: "/bridge/2"}
    last = pages.article(body=f"<p>They agreed in the end.</p>{pager(urls, 2)}", url="")
    with Server({**series(urls), "/bridge/2": page(last)}) as web:
        outcome = imported(web, "/bridge", tmp_path)
    assert outcome.post and "They agreed in the end." in outcome.post.body
    assert warnings(outcome) == ()
