"""Classes, ids and short lines cut into words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from body_lexicon import by_row
from crosspost.body.words import MOST_IN_LINE, is_line, of_line, of_lines, of_names


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("postNav related-posts", ["post", "nav", "related", "posts"]),
        ("entry__content--2col", ["entry", "content", "col"]),
        ("md:w-1/2", ["md", "w"]),
        # A number in base 16 has no words of adverts.
        ("element-07a6ad9 box-9ad19770 c-ad3f19", ["element", "a", "box", "c", "f"]),
        ("ad300 top-ad ad-1 ads2 ad_300x250", ["ad", "top", "ad", "ad", "ads", "ad", "x"]),
        ("", []),
    ],
)
def test_the_words_of_a_name(name: str, words: list[str]) -> None:
    assert by_row(of_names([name])) == [words]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Read 12 comments", ["read", "#", "comments"]),
        ("The ferry’s “new” café — 2024", ["the", "ferry", "s", "new", "café", "#"]),
        ("#1 of 1,000", ["#", "of", "#", "#"]),
        ("…", []),
    ],
)
def test_the_words_of_a_line(line: str, words: list[str]) -> None:
    assert of_line(line) == words


def test_prose_is_no_line() -> None:
    assert not is_line("word " * (MOST_IN_LINE + 1)) and of_line("word " * 30) == []
    assert not is_line("w" * 250)


@given(st.lists(st.text(st.sampled_from("aB1_-é’ \n²"), max_size=12)))
def test_lines_in_ascii_and_others_are_cut_alike(lines: list[str]) -> None:
    expected = [re.findall(r"[^\W\d_]+|\d+", line.lower()) for line in lines]
    found = by_row(of_lines(lines))
    assert found == [["#" if word.isdigit() else word for word in words] for words in expected]
