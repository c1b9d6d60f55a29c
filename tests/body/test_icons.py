"""Icons, counters and portraits are told from pictures by size, class and URL."""

from __future__ import annotations

import pytest

from block_page import PROSE, cut
from crosspost.body.icons import is_icon
from media_reasons import reasons


@pytest.mark.parametrize(
    ("picture", "expected"),
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
def test_icons_and_portraits_are_told_from_pictures(picture: str, expected: bool) -> None:
    found, _ = cut(f"<p>{PROSE}</p>{picture}<p>{PROSE} Twice.</p>")
    node = found.flow.nodes[found.media[0][0]]
    assert is_icon(node) == expected


@pytest.mark.parametrize(
    ("line", "is_left_out"),
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
def test_a_small_picture_in_a_line_of_text_is_a_part_of_it(line: str, is_left_out: bool) -> None:
    assert reasons(line) == ["an icon" if is_left_out else ""]
