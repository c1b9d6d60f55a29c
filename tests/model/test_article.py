"""How many words an article has."""

from __future__ import annotations

import pytest

from crosspost.model import Article, Metadata
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup


def article(text: str) -> Article:
    return Article("", Metadata, text, lambda: to_soup(parse_fragment("", None)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Seven villages\n\non one table.", 5),
        ("It's 1,000.5 well-known", 3),
        ("– … *", 0),
        ("村の放送", 4),
        ("Radio 村 FM", 3),
    ],
)
def test_words_are_counted_and_han_characters_one_by_one(text: str, words: int) -> None:
    counted = article(text)
    assert counted.words == words
    assert not words or counted.has_words(words)
    assert not counted.has_words(words + 1)


def test_metadata_are_read_once() -> None:
    calls = []

    def make() -> Metadata:
        calls.append(1)
        return Metadata(title="Radio")

    page = Article("", make, "", lambda: to_soup(parse_fragment("", None)))
    assert page.metadata is page.metadata
    assert len(calls) == 1
