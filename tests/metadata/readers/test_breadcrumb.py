"""The way to the page over its heading: categories, without home and the page itself."""

from __future__ import annotations

import pytest

from article_page import read, values

HEADING = "<h1>Otters return to the river</h1>"
HOME = '<a href="/">Start</a>'


@pytest.mark.parametrize(
    "way",
    [
        f'<nav class="breadcrumb">{HOME} › <a href="/nature">Nature</a> › Otters return</nav>',
        f'<ol id="breadcrumbs"><li>{HOME}</li><li><a href="/nature">Nature</a></li><li>x</li></ol>',
        f'<div class="bread-crumb"><p>{HOME}</p><p><a href="/nature">Nature</a></p></div>',
        '<ul class="Breadcrumb"><li><a href="/nature">Nature</a></li>'
        '<li><a href="/notes/otters-return">Otters return</a></li></ul>',
    ],
)
def test_the_steps_between_home_and_the_page_are_categories(way: str) -> None:
    article = read("", way + HEADING)
    assert article.categories == ("Nature",)
    assert article.sources["categories"] == "visible breadcrumb"


@pytest.mark.parametrize(
    "way",
    [
        '<nav class="menu"><a href="/nature">Nature</a></nav>',
        '<nav class="breadcrumb"><a href="/nature">Back to nature</a></nav>',
        '<nav class="breadcrumb">Nature</nav>',
        '<nav class="breadcrumb"><a>Nature</a></nav>',
        f'<nav class="breadcrumb">{HOME}</nav>',
        '<nav class="breadcrumb">' + "".join(f'<a href="/{n}">Menu {n}</a>' for n in range(9)),
    ],
)
def test_a_menu_a_way_back_and_words_are_none(way: str) -> None:
    assert values("categories", "visible breadcrumb", "", f"{way}</nav>{HEADING}") == []


def test_what_stands_after_the_heading_is_none() -> None:
    way = '<nav class="breadcrumb"><a href="/nature">Nature</a></nav>'
    assert values("categories", "visible breadcrumb", "", HEADING + way) == []
