"""The element with the visible title."""

from __future__ import annotations

import pytest

from article_page import document
from crosspost.metadata.view import View

TITLE = "<title>Otters return to the river | River Post</title>"
NAME = '<meta property="og:site_name" content="River Post">'


@pytest.mark.parametrize(
    ("body", "tag", "text"),
    [
        ("<h1>River Post</h1><h1>Otters return to the river</h1>", "h1", "Otters return"),
        ("<h1>Welcome</h1><h2>Otters return to the river</h2>", "h2", "Otters return"),
        ('<div class="post-title">Otters return to the river</div>', "div", "Otters return"),
        ('<p role="heading">Otters return to the river</p>', "p", "Otters return"),
        ("<h1>An animal is back</h1>", "h1", "An animal"),
    ],
)
def test_the_element_that_is_most_like_the_title_is_found(body: str, tag: str, text: str) -> None:
    heading = View(document(TITLE + NAME, body)).heading
    assert heading is not None
    assert (heading.tag, heading.text[: len(text)]) == (tag, text)


@pytest.mark.parametrize(
    "body",
    ["", "<h1>River Post</h1>", "<h1>Our news</h1><h1>Our books</h1>", "<p>Otters return</p>"],
)
def test_no_element_is_found_where_none_is_like_the_title(body: str) -> None:
    assert View(document(TITLE + NAME, body)).heading is None


def test_the_words_of_the_url_are_a_title_too() -> None:
    url = "https://example.org/otters-return-to-the-river"
    body = "<h2>More</h2><h2>Otters return to the river</h2>"
    heading = View(document("", body, url=url)).heading
    assert heading is not None and heading.text == "Otters return to the river"
