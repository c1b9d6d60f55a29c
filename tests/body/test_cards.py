"""A pager under products or teasers is not that of an article; one under prose is."""

from __future__ import annotations

import pytest

import pages
from cpu import cpu_limit
from crosspost.body.cards import follows_cards
from crosspost.model import Document
from crosspost.page.parse import parse_text
from crosspost.pipeline import extract

URL = "https://shop.example.org/tents"
NEXT = f"{URL}?page=2"
PAGER = f'<nav><span>1</span> <a href="{NEXT}">2</a> <a href="{URL}?page=3">3</a></nav>'
PROSE = f"<p>{pages.PARAGRAPH}</p>" * 6


def card(number: int, words: str = "") -> str:
    return (
        f'<li class="card c{number}"><a href="/p/{number}"><img src="/{number}.jpg">'
        f"<h3>Tent number {number} for the mountains</h3></a><b>$ {number}9.00</b>{words}</li>"
    )


CARDS = "".join(map(card, range(12)))
FEW = "".join(map(card, range(6)))
PART = f"<p>{pages.PARAGRAPH}</p>" * 3
LISTS = {
    "products": f"{PROSE}<ul>{CARDS}</ul>{PAGER}",
    "a count between": f"<ul>{CARDS}</ul><p>12 of 40 tents</p><div><div>{PAGER}</div></div>",
    "in a box with filters": f"<div><p>Sort by price</p><ul>{CARDS}</ul></div>{PAGER}{PROSE}",
    "teasers": "<div>" + "".join(
        f'<article class="t"><h2><a href="/n/{n}">The river in year {n}</a></h2>'
        f'<p>{"It rose. " * 20}</p></article>' for n in range(8)
    ) + f"</div>{PAGER}",
    "pager above, too": f"{PAGER}<ul>{CARDS}</ul>{PAGER}",
}  # fmt: skip
ARTICLES = {
    "prose": f"<div>{PROSE}</div>{PAGER}",
    "related cards after the pager": f"<div>{PROSE}</div>{PAGER}<ul>{CARDS}</ul>",
    "cards before the text": f"<ul>{CARDS}</ul><div>{PROSE}</div>{PAGER}",
    "cards amid the text": f"<div>{PROSE}<ul>{FEW}</ul>{PROSE}</div>{PAGER}",
    "parts with picture and link": "<ul>"
    + "".join(card(n, PART) for n in range(8))
    + f"</ul>{PAGER}",
    "pictures with one link each": f"<div>{PROSE}<p><img src=1.jpg></p></div>{PAGER}",
    "list of links": "<div>" + PROSE + "<ul>"
    + "".join(f'<li><a href="/n/{n}">Note {n}</a></li>' for n in range(9)) + f"</ul></div>{PAGER}",
}  # fmt: skip


def document(body: str) -> Document:
    return parse_text(f"<!doctype html><html><body><main>{body}</main></body></html>", URL)


@pytest.mark.parametrize("name", LISTS)
def test_cards(name: str) -> None:
    assert follows_cards(document(LISTS[name]), [NEXT])


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article(name: str) -> None:
    assert not follows_cards(document(ARTICLES[name]), [NEXT])


def test_a_shop_s_pager_is_not_followed_and_that_of_a_list_of_parts_is() -> None:
    """Though both call themselves articles."""
    shop = pages.article(body=LISTS["products"], url=URL)
    assert extract(shop, URL).pages is None
    best = "".join(card(n, PART) for n in range(8))
    found = extract(pages.article(body=f"{PROSE}<ul>{best}</ul>{PAGER}", url=URL), URL).pages
    assert found is not None and found.urls[2] == NEXT


@pytest.mark.parametrize(
    "body",
    [
        f'<a href="{NEXT}">2</a>' * 20_000,
        f"<ul>{CARDS}" * 3_000 + PAGER,
        "<div>" * 200 + "<p>a" * 20_000 + PAGER,
        f'<p>{"a " * 200}<a href="{NEXT}">2</a>' * 3_000,
    ],
)
def test_it_takes_no_time(body: str) -> None:
    page = document(body)
    with cpu_limit(2):
        follows_cards(page, [NEXT])
