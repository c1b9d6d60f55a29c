"""Tags and categories: tidy, apart, no sentences."""

from __future__ import annotations

from article_page import read


def tags(text: str, head: str = "") -> tuple[str, ...]:
    return read(f'{head}<meta name="keywords" content="{text}">').tags


def test_tags_are_split_and_given_once_whatever_their_case() -> None:
    assert tags("otters, Rivers; OTTERS, river life") == ("otters", "Rivers", "river life")


def test_signs_that_are_part_of_a_name_stay() -> None:
    assert tags("C#, C++, .NET, #otters, C") == ("C#", "C++", ".NET", "otters", "C")


def test_sentences_addresses_and_empty_words_are_no_tags() -> None:
    text = "otters, what everybody should know about otters today, https://example.org/x, , Blog"
    assert tags(text) == ("otters",)


def test_a_category_is_not_a_tag_too() -> None:
    head = '<meta property="article:section" content="Nature">'
    article = read(head + '<meta name="keywords" content="nature, otters">')
    assert article.categories == ("Nature",)
    assert article.tags == ("otters",)
    head = '<meta property="article:section" content="C#">'
    assert read(head + '<meta name="keywords" content="C#, C">').tags == ("C",)


def test_uncategorized_is_no_category() -> None:
    assert read('<meta property="article:section" content="Uncategorized">').categories == ()


def test_there_are_at_most_twenty() -> None:
    assert len(tags(", ".join(f"tag {n}" for n in range(90)))) == 20
