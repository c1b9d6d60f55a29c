"""Bylines of others: of teasers far below, of the works that a text lists."""

from __future__ import annotations

import pytest

from article_page import found, read
from crosspost.metadata.fields.other_bylines import without_others
from crosspost.metadata.source import SourceType

HEADING = "<h1>The river books of the year</h1>"
WORKS = "".join(f"<h2>River {n}</h2><p>by {n} Fox</p>" for n in ("Cy", "Di", "Ed"))
NAMED = '<meta name="author" content="Ann Otter">'


def offered(head: str, body: str) -> list[object]:
    return [c.value for c in without_others(found("authors", head, body))]


def test_of_listed_works_the_authors_are_left_out_where_the_data_name_a_person() -> None:
    assert offered(NAMED, HEADING + WORKS) == [("Ann Otter",)]
    assert read(NAMED, HEADING + WORKS).authors == ("Ann Otter",)


def test_the_byline_of_the_person_whom_the_data_name_stays() -> None:
    assert ("Ann Otter",) in [
        c.value
        for c in without_others(found("authors", NAMED, f"{HEADING}<p>By Ann Otter</p>{WORKS}"))
        if c.source.type is SourceType.BYLINE
    ]


def test_without_a_person_in_the_data_all_are_offered() -> None:
    assert ("Cy Fox",) in offered('<meta name="author" content="Riverbend Media">', HEADING + WORKS)


def test_two_authors_are_no_list() -> None:
    body = f"{HEADING}<p>By Ann Otter</p><p>By Bo Lee</p>"
    assert ("Bo Lee",) in offered(NAMED, body)


def test_the_author_of_another_article_in_the_data_is_not_taken_from_its_teaser() -> None:
    item = (
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        '<{0} itemprop="headline">{1}</{0}><span itemprop="author">{2}</span></div>'
    )
    own = item.format("h1", "Otters return", "Ann Otter")
    other = item.format("h3", "Wolves leave", "Cy Fox")
    page = ("<title>Otters return</title>", own + other)
    assert read(*page).authors == ("Ann Otter",)
    assert ("Cy Fox",) not in offered(*page)


@pytest.mark.parametrize(
    "teasers",
    [
        '<aside><ol><li><a href="/w">Wolves leave the wood again</a> by Cy Fox</li></ol></aside>',
        '<div class="card"><h3><a href="/w">Wolves</a></h3><p class="byline">By Cy Fox</p></div>',
        '<a class="card" href="/w"><h3>Wolves</h3><p class="byline">By Cy Fox</p></a>',
    ],
)
def test_the_author_of_a_teaser_is_not_taken(teasers: str) -> None:
    lines = "<p>Swim.</p>" * 4
    assert offered("", HEADING + lines + teasers) == []


def test_a_byline_in_a_sidebar_without_another_title_is_offered() -> None:
    aside = '<aside class="sidebar"><h4>Written by</h4><a href="/author/ann">Ann Otter</a></aside>'
    assert ("Ann Otter",) in offered("", HEADING + "<p>Swim.</p>" * 4 + aside)
