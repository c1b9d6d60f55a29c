"""What an answer of oEmbed says → the article."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crosspost.errors import NoArticle
from crosspost.model import Article, Page
from crosspost.page_data.oembed import read_embed
from server.oembed import film, post

NOW = datetime(2024, 6, 1, tzinfo=UTC)
X = "https://x.com/ada/status/20"


def read(said: Any, url: str = X) -> Article:
    return read_embed(Page(url, url, json.dumps(said).encode(), None, NOW, is_embed=True))


def test_a_post() -> None:
    found = read(post("One.<br>Two."))
    assert found.metadata.authors == ("Ada Ray",) and found.metadata.site == "Twitter"
    assert found.metadata.published == date(2024, 5, 6)
    assert found.url == found.metadata.canonical_url == X


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Short.", "Short."),
        ("word " * 40, " ".join(["word"] * 14) + "…"),
        ("y" * 500, "y" * 70 + "…"),
        ('<a href="https://t.co/x">pic.twitter.com/x</a>', "A post by Ada Ray"),
        ("See https://t.co/x now", "See now"),
        ("  ", "A post by Ada Ray"),
    ],
)
def test_the_title_of_a_post_is_its_first_words(text: str, title: str) -> None:
    assert read(post(text)).metadata.title == title


def test_a_day_that_is_not_one() -> None:
    assert read(post("Hello.", day="soon")).metadata.published is None


def test_a_film_and_what_is_not_known() -> None:
    url = "https://www.youtube.com/watch?v=abcDEF_-123"
    found = read(film(title=5, author_name=None, thumbnail_url="javascript:x"), url)
    assert found.metadata.title is None and found.metadata.image is None
    assert str(found.body.iframe["src"]) == "https://www.youtube.com/embed/abcDEF_-123"


def test_a_picture() -> None:
    url = "https://img.example.org/1.jpg"
    found = read({"type": "photo", "url": url, "title": "A bridge"}, "https://p.example.org/1")
    assert found.body.img and found.body.img["src"] == url


def test_nothing() -> None:
    with pytest.raises(NoArticle, match="shows no post, film or picture"):
        read({"type": "link"})
