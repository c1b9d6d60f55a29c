"""Icons, counters and portraits are told from pictures by size, class and URL."""

from __future__ import annotations

import pytest

from block_page import PROSE, cut
from crosspost.body.media import is_small
from judged_pictures import reasons


@pytest.mark.parametrize(
    ("picture", "small"),
    [
        ("<img src='pier.jpg' width='640'>", False),
        ("<img src='pier.jpg' width='32'>", True),
        ("<img src='pier.jpg' class='user-Avatar'>", True),
        ("<img src='https://secure.gravatar.com/avatar/0f?s=200'>", True),
        ("<img src='/uploads/avatars/anna.jpg'>", True),
        ("<img src='data:image/gif;base64,R0' data-src='//gravatar.com/avatar/0f'>", True),
        ("<noscript><img src='https://gravatar.com/avatar/0f'></noscript>", True),
        ("<picture><source srcset='a.webp'><img src='a.jpg' width='40'></picture>", True),
        ("<a href='/author/anna'><img src='/team/anna.webp'></a>", True),
        ("<noscript><img src='pier.jpg'></noscript>", False),
        ("<img src='/uploads/avatar-the-way-of-water.jpg'>", False),
    ],
)
def test_portraits_and_icons_are_small(picture: str, small: bool) -> None:
    found, _ = cut(f"<p>{PROSE}</p>{picture}<p>{PROSE} Twice.</p>")
    node = found.flow.nodes[found.media[0][0]]
    assert is_small(node) == small


@pytest.mark.parametrize(
    ("line", "small"),
    [
        ("<p>The yield is <img src='e.gif' width='120' height='19'> a year.</p>", False),
        ("<p>Press <img src='g.png' width='16' height='16' alt='gear'> and wait.</p>", False),
        ("<p>Rating: <img src='s.gif' width='90' height='18' alt='4 of 5'></p>", False),
        ("<p><img src='e.gif' width='320' height='41'></p>", False),  # a formula of its own
        ("<p><img src='c.png' width='16' height='16' alt='clock'> 5 minutes</p>", True),
        ("<p>5 minutes <img src='c.png' width='16' height='16' alt=''></p>", True),
        ("<p>See <a href='/x'>it<img src='x.png' width='9' height='9' alt='out'></a> now.</p>",
         True),
        ("<p><img src='line.gif' width='600' height='20'></p>", True),
        ("<p><img src='c.gif' width='88' height='31'></p>", True),
        ("<p>Or <img src='c.gif' width='1' height='1'> else.</p>", True),
        ("<p><img src='/i/site-logo.png' width='198' height='54' alt='Gazette'> Poll</p>", True),
        ("<p>One<br><img src='c.png' width='16' height='16' alt='a'><br>two</p>", True),
        ("<p><img src='c.png' style='width: 20px; height: 20px'></p>", True),
    ],
)  # fmt: skip
def test_a_small_picture_in_a_line_of_text_is_a_part_of_it(line: str, small: bool) -> None:
    assert reasons(line) == ["small" if small else ""]


def test_the_logo_that_leads_to_the_front_page_is_left_out() -> None:
    logo = "<img src='https://cdn.coast.example/content_logo.png'>"
    assert reasons(f"<p><a href='https://coast.example/'>{logo}</a></p>") == ["the site's logo"]
    assert reasons(f"<p>{logo}</p>") == [""]
    other = "<p><a href='https://maker.example/'><img src='/u/maker-logo.png'></a></p>"
    assert reasons(other) == [""]


def test_a_picture_goes_with_the_headline_that_leads_to_the_same_story() -> None:
    picture = "<a href='/2023/dam/'><img src='/t/dam.jpg' width='120' height='80'></a>"
    headline = "<p><a href='/2023/dam/'>How the dam was built</a></p>"
    assert reasons(f"<div>{picture}{headline}</div>", kept=False) == [
        "the picture of another story"
    ]
    assert reasons(f"<div>{picture}{headline}</div>") == [""]
    assert reasons(f"<div>{picture}<p>How the dam was built</p></div>", kept=False) == [""]


def test_a_picture_is_not_of_another_story_on_a_page_of_another_site() -> None:
    card = (
        "<div><a href='https://maker.example/lamp'><img src='/lamp.jpg'></a>"
        "<p><a href='https://maker.example/lamp'>The lamp</a></p></div>"
    )
    assert reasons(card, kept=False) == [""]
