"""What is looked up in the tables of words."""

from __future__ import annotations

from crosspost.body.lexicon import LONGEST_LINE, Lexicon, first_words, line_words, name_words


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


def test_scores_are_the_same_when_asked_again() -> None:
    lexicon = Lexicon({"entry": 2.0, "entry-content": -1.0}, {"^share": -2.0, "this": 1.0})
    for _ in range(2):
        assert lexicon.of_name("entry-content") == (-1.0, 0.5)
        assert lexicon.of_name("other") == lexicon.of_name("") == (0.0, 0.0)
        assert lexicon.of_line("Share this")[:3] == (-0.5, -2.0, 1.0)
        assert lexicon.of_line("Share this " * 30) == (0.0, 0.0, 0.0, 0)


def test_only_so_many_names_and_lines_are_remembered() -> None:
    lexicon = Lexicon({"entry": 2.0}, {"entry": 2.0})
    for number in range(20_000):
        lexicon.of_name(f"entry {number}")
        lexicon.of_line(f"entry {number}")
    assert len(lexicon._names) <= 8192 and len(lexicon._lines) <= 8192
    assert lexicon.of_name("entry " + "x" * 300) == (2.0, 2.0)
    assert not any(len(name) > 200 for name in lexicon._names)
