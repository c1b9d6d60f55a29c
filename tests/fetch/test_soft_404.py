"""Pages that say that they are not there, with status 200."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.fetch.soft_404 import says_not_found

NOT_FOUND = [
    "<title>404</title>",
    "<title>Page not found – Valley News</title>",
    "<title>Valley News | 404 Not Found</title>",
    "<title>Valley News: Error 404</title>",
    "<title>Valley News</title><h1>Oops</h1><h2>This page could not be found.</h2>",
    "<title>Valley News</title><h1 class=a><span>Sorry, we can&#8217;t find that page</span></h1>",
    "<h1>The page you are looking for does not exist</h1>",
    "<h1>This article is no longer available</h1>",
    "<h1>This post has been deleted</h1>",
    "<title>Seite nicht gefunden - Talblatt</title>",
    "<h1>Diese Seite existiert nicht mehr</h1>",
    "<title>Page introuvable</title>",
    "<h1>La page n’existe pas</h1>",
    "<title>Página no encontrada</title>",
    "<title>Página não encontrada</title>",
    "<title>Pagina non trovata</title>",
    "<title>Страница не найдена | Вести</title>",
    "<title>ページが見つかりません</title>",
    "<title>页面不存在</title>",
]
THERE = [
    "<title>404 Not Found: what the status means | Valley News</title><h1>What it means</h1>",
    "<title>Lost and found in the valley</title>",
    "<title>The bridge that was not found on any map</title>",
    "<title>A page not found in any book tells of the flood</title>",
    "<title>Why this page exists</title><h1>Nothing was found in the river but bread</h1>",
    "<title>Seite an Seite – Talblatt</title>",
    "<title>Valley News</title>" + "<h2>News</h2>" * 9 + "<h2>Page not found</h2>",
    "<p>page not found</p>",
    "",
]


@pytest.mark.parametrize("content", NOT_FOUND)
def test_a_page_that_says_it_is_not_there(content: str) -> None:
    assert says_not_found(f"<!doctype html><body>{content}<p>News</p>".encode())


@pytest.mark.parametrize("content", THERE)
def test_an_article_about_it_does_not(content: str) -> None:
    assert not says_not_found(f"<!doctype html><body>{content}<p>News</p>".encode())


@pytest.mark.parametrize(
    "part", [b"<title>", b"<h1 ", b"<h1>page ", b"<title>404 - ", b"<h1>a</h1>"]
)
def test_it_takes_no_time(part: bytes) -> None:
    with cpu_limit(1):
        says_not_found(part * 100_000)
