"""What is looked up in the tables of words."""

from __future__ import annotations

from crosspost.body.lexicon import LONGEST_LINE, first_words, line_words, name_words


def test_words_of_a_name_and_their_pairs_without_numbers() -> None:
    assert name_words("entry-content col-2") == [
        *("entry", "content", "col"),
        *("entry-content", "content-col"),
    ]


def test_a_line_is_its_words_its_first_word_and_their_pairs_digits_hidden() -> None:
    words = first_words("Read 12 comments")
    assert words == ["read", "#", "comments"]
    assert line_words(words) == ["^read", "read", "#", "comments", "read #", "# comments"]


def test_prose_is_no_line() -> None:
    assert first_words("word " * (LONGEST_LINE + 1)) == []
