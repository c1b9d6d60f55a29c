"""Icons, counters and portraits are told from pictures by size, class and URL."""

from __future__ import annotations

import pytest

from block_page import PROSE, cut
from crosspost.body.media import is_small


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
