"""Sets of names: without papers and sections, with initials and parts of others joined."""

from __future__ import annotations

import pytest

from article_page import json_ld, read

HEADING = "<h1>Otters return to the river</h1>"
SITE = '<meta property="og:site_name" content="River Post">'


def article(author: str) -> str:
    return json_ld(f'{{"@type": "Article", "headline": "Otters", "author": {author}}}')


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Ann Otter Post Staff", "Ann Otter"),
        ("Ann Otter River Post", "Ann Otter"),
        ("Ann Otter River Post Reporter", "Ann Otter"),
        ("Ann Otter Post", "Ann Otter Post"),
    ],
)
def test_the_paper_behind_the_name_is_no_part_of_it(said: str, name: str) -> None:
    assert read(SITE, f"{HEADING}<p class='byline'>By {said}</p>").authors == (name,)


def test_a_section_of_the_page_is_no_author() -> None:
    head = '<meta property="article:section" content="Politik"><meta name="author" content="{}">'
    assert read(head.format("Politik"), HEADING).authors == ()
    assert read(head.format("Ann Otter"), HEADING).authors == ("Ann Otter",)


@pytest.mark.parametrize("short", ["A. Otter", "AO", "A Otter"])
def test_initials_are_those_of_the_full_name_beside_them(short: str) -> None:
    line = "<p>By Ann Otter</p>"
    assert read(article(f'"{short}"'), HEADING + line).authors == ("Ann Otter",)


def test_initials_of_somebody_else_are_not() -> None:
    offered = read(article('"B. Otter"'), HEADING + "<p>By Ann Otter</p>").authors
    assert offered in (("Ann Otter",), ("B. Otter",))


def test_the_people_of_json_ld_are_more_than_the_first_of_them_in_the_byline() -> None:
    head = article('[{"name": "Ann Otter"}, {"name": "Bo Lee"}, {"name": "Cy Fox"}]')
    head += '<meta name="author" content="Ann Otter">'
    assert read(head, HEADING + "<p>By Ann Otter</p>").authors == ("Ann Otter", "Bo Lee", "Cy Fox")
