"""What a class or id says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.body.name_hints import by_words
from crosspost.body.words import of_names
from crosspost.page import class_hints


def by_name(name: str) -> int:
    return int(by_words(of_names([name]))[0])


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("newsletter-signup", class_hints.SIGNUP),
        ("wp-block-comments", class_hints.COMMENT),
        ("entry-content", class_hints.BODY),
        ("article__body", class_hints.BODY),
        ("breadcrumbs", class_hints.CRUMBS),
        ("author-bio", class_hints.AUTHOR),
        ("article", 0),
        ("table-wrapper no-footer", 0),
        ("without_sidebar", 0),
        ("no-js footer", class_hints.FOOTER),
    ],
)
def test_the_marks_of_a_name(name: str, mark: int) -> None:
    assert by_name(name) & mark == mark
    assert mark or not by_name(name)


def test_a_word_counts_only_whole() -> None:
    assert not by_name("download")  # holds "ad"


@given(st.lists(st.text(alphabet="postNavAUTHOR-box_ related99\u00e9", max_size=30)))
def test_each_of_many_names_gives_what_it_gives_by_itself(names: list[str]) -> None:
    assert by_words(of_names(names)).tolist() == [by_name(name) for name in names]
