"""What is looked up in the tables of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from body_lexicon import line_words, name_words, table
from crosspost.body.lexicon import Lexicon
from crosspost.body.words import of_line, of_names

NAMES = {"entry": 2.0, "entry-content": -1.0}
LINES = {"^share": -2.0, "this": 1.0, "share this": -1.0}
LEXICON = Lexicon(table(NAMES), table(LINES))


def test_of_a_name_its_words_and_their_pairs_are_looked_up() -> None:
    assert name_words(of_names(["entry-content col-2", ""])) == [
        ["entry", "content", "col", "entry-content", "content-col"],
        [],
    ]


def test_of_a_line_its_words_their_pairs_and_its_first_word_as_such_are_looked_up() -> None:
    words = ["read", "#", "comments"]
    assert line_words(words) == ["^read", "read", "#", "comments", "read #", "# comments"]


def test_names_have_the_lowest_and_the_mean_score_of_their_words_and_pairs() -> None:
    names = of_names(["entry-content", "other", "", "entryBody 12 entry"])
    low, mean = LEXICON.of_names(names)
    assert low.tolist() == [-1.0, 0.0, 0.0, 2.0]
    assert mean.tolist() == [0.5, 0.0, 0.0, 2.0]


def test_lines_have_the_mean_and_the_lowest_score() -> None:
    found = LEXICON.of_lines(["Share this", "Share this " * 30, "…", "of this"])
    assert found.mean.round(2).tolist() == [-0.67, 0.0, 0.0, 1.0]
    assert found.low.tolist() == [-2.0, 0.0, 0.0, 1.0]


def test_there_may_be_no_names_and_no_short_line() -> None:
    low, mean = LEXICON.of_names(of_names([]))
    assert not len(low) and not len(mean)
    assert LEXICON.of_lines(["word " * 60]).mean.tolist() == [0.0]


@given(st.lists(st.text(st.sampled_from("aAbB1 -_\nés’"), max_size=20)))
def test_all_at_once_are_as_each_by_itself(texts: list[str]) -> None:
    names = {"aab": 1.0, "b": -2.0, "aab-b": 3.0}
    lines = {"^a": 1.0, "a": 2.0, "b": -1.0, "a b": 0.5, "# a": -3.0}
    lexicon = Lexicon(table(names), table(lines))
    low, mean = lexicon.of_names(of_names(texts))
    for row, keys in enumerate(name_words(of_names(texts))):
        assert [keys] == name_words(of_names([texts[row]]))
        scores = [names[word] for word in keys if word in names] or [0.0]
        assert low[row] == min(scores)
        assert mean[row] == pytest.approx(sum(scores) / len(scores))
    found = lexicon.of_lines(texts)
    for row, text in enumerate(texts):
        words = of_line(text)
        scores = [lines[word] for word in line_words(words) if word in lines] if words else []
        scores = scores or [0.0]
        assert found.low[row] == min(scores)
        assert found.mean[row] == pytest.approx(sum(scores) / len(scores))
