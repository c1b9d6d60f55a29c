"""``find_pages``: what is one of several pages, and what only looks so."""

from __future__ import annotations

import pytest

from block_page import PROSE, document
from crosspost.body.blocks import group
from crosspost.body.page_numbers import find_pages
from crosspost.model import ON_ONE_PAGE


def number(html: str, url: str = "https://example.org/a/ferry", head: str = "") -> object:
    page = document(f"<p>{PROSE}</p>{html}", head=head, url=url)
    pages = find_pages(page, group(page.flow))
    return (pages.number, pages.count) if pages else None


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a/ferry", "/a/ferry/2/"),
        ("https://example.org/a/ferry/", "https://example.org/a/ferry/2"),
        ("https://example.org/a/ferry", "/a/ferry/page/2"),
        ("https://example.org/a/ferry", "/a/ferry/seite-2"),
        ("https://example.org/a/ferry", "?page=2"),
        ("https://example.org/a/ferry?utm_source=x", "/a/ferry?seite=2"),
        ("https://example.org/a?id=7", "/a?id=7&page=2"),
        ("https://example.org/a/ferry-17.html", "/a/ferry-17-2.html"),
        ("https://example.org/a/ferry.html", "ferry-2.html"),
        ("https://example.org/a/ferry.html", "ferry-p2.html"),
        ("https://example.org/a/ferry.html", "ferry-page-2.html"),
        ("https://example.org/a/ferry.html", "ferry_2.html"),
        ("https://example.org/a/ferry.html", "ferry,2.html"),
        ("https://example.org/a/ferry.php?id=7", "ferry.php?id=7&pg=2"),
        ("https://example.org/a/ferry?ref=home", "/a/ferry/2/"),
        ("https://example.org/a/ferry?ref=home", "/a/ferry/page/2/"),
        ("https://example.org/a/ferry?ref=home", "?page=2"),
        ("https://example.org/?p=17", "/?p=17&page=2"),
        ("https://example.org/?p=17", "https://example.org/?p=17&page=2"),
    ],
)
def test_a_link_to_the_second_page(url: str, href: str) -> None:
    assert number(f"<div>1 <a href='{href}'>2</a></div>", url) == (1, 2)


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a/ferry", "/a/ferry-2"),  # another article of that title
        ("https://example.org/a/ferry", "/a/other/2/"),
        ("https://example.org/a/ferry", "/a/ferry/comment-page-2/#comments"),
        ("https://example.org/a/ferry", "/a/ferry?page=2#comments"),
        ("https://example.org/?p=1", "/?p=2"),  # WordPress: the number of a post
        ("https://example.org/p/12", "/p/13"),
        ("https://example.org/a/ferry", "https://example.com/a/ferry/2"),
        ("https://example.org/a/ferry?page=all", "?page=2"),
        ("https://example.org/a/ferry", "/a/ferry/2024"),
    ],
)
def test_a_link_to_something_else(url: str, href: str) -> None:
    assert number(f"<div><a href='{href}'>2</a></div>", url) is None


def test_a_pager_of_comments_is_not_one_of_the_article() -> None:
    assert number("<div class='comments'><a href='?page=2'>2</a></div>") is None
    assert number("<div><a href='?page=1'>2</a> <a href='?page=2'>3</a></div>") is None  # Drupal


def test_the_next_page_of_the_head() -> None:
    assert number("", head="<link rel=next href='/a/ferry/2'>") == (1, 2)
    assert number("", head="<link rel=next href='/a/the-next-article'>") is None


def test_a_pager_with_the_canonical_url() -> None:
    pager = "<div>1 <a href='/a/ferry/2/'>2</a></div>"
    canonical = "<link rel=canonical href='https://example.org/a/ferry/'>"
    assert number(pager, "https://example.org/?p=17", canonical) == (1, 2)
    assert number(pager, "https://m.example.com/x", canonical) is None


def test_the_urls_of_other_pages() -> None:
    html = (
        "<a href='/a/ferry/2/'>2</a> <a href='/a/ferry/3/'>3</a> <a href='?page=all'>View all</a>"
        "<a href='/a/other/all'>View all</a>"
    )
    page = document(f"<p>{PROSE}</p>{html}", url="https://example.org/a/ferry")
    pages = find_pages(page, group(page.flow))
    assert pages
    assert pages.urls == {
        2: "https://example.org/a/ferry/2/",
        3: "https://example.org/a/ferry/3/",
        ON_ONE_PAGE: "https://example.org/a/ferry?page=all",
    }


def test_the_second_page_of_wordpress() -> None:
    pager = "<a href='/a/ferry/'>1</a> <a href='/a/ferry/3/'>3</a>"
    assert number(pager, "https://example.org/a/ferry/2/") == (2, 3)
    assert number("<a href='/a/'>Up</a>", "https://example.org/a/2/") is None


def test_a_later_page() -> None:
    pager = "<a href='/a/ferry'>1</a> <a href='/a/ferry/page/3'>3</a>"
    assert number(pager, "https://example.org/a/ferry/page/2") == (2, 3)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Page 1 of 8", (1, 8)),
        ("Seite 2 von 3", (2, 3)),
        ("Página 1 de 4", (1, 4)),
        ("Strona 1 z 2", (1, 2)),
        ("1/3ページ", (1, 3)),
        ("第1页 / 共5页", (1, 5)),
        ("Page 1 of 1", None),
        ("1/3", None),  # of a slide show
        ("This is on page 1 of 8.", None),
    ],
)
def test_numbers_in_words(text: str, numbers: object) -> None:
    assert number(f"<div>{text}</div>") == numbers


@pytest.mark.parametrize(
    ("text", "href", "numbers"),
    [
        ("Next page: the crossing", "/a/ferry/the-crossing", (1, 0)),
        ("Nächste Seite", "/a/ferry/ueberfahrt", (1, 0)),
        ("Artikel auf einer Seite lesen", "/a/ferry/komplettansicht", (1, 0)),
        ("View as single page", "?view=single", (1, 0)),
        ("Auf einer Seite lesen", "/pur-abo", None),  # an offer to subscribers
        ("Next page", "/a/the-next-article", None),
    ],
)
def test_a_link_in_words(text: str, href: str, numbers: object) -> None:
    assert number(f"<div><a href='{href}'>{text}</a></div>") == numbers
