"""What a class or id says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.body import marks
from crosspost.body.marks import by_name, by_role, is_hidden_style


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("newsletter-signup", marks.SIGNUP),
        ("wp-block-comments", marks.COMMENT),
        ("entry-content", marks.BODY),
        ("article__body", marks.BODY),
        ("breadcrumbs", marks.CRUMBS),
        ("author-bio", marks.AUTHOR),
        ("article", 0),
    ],
)
def test_the_marks_of_a_name(name: str, mark: int) -> None:
    assert by_name(name) & mark == mark
    assert mark or not by_name(name)


def test_a_word_counts_only_whole() -> None:
    assert not by_name("download")  # holds "ad"


def test_the_marks_of_a_role_and_of_a_style() -> None:
    assert by_role("complementary") == marks.ASIDE and by_role("img") == 0
    assert is_hidden_style("color: red; DISPLAY:none") and not is_hidden_style("display: block")


@given(st.text(alphabet="postNavAUTHOR-box_ related99\u00e9", max_size=30))
def test_what_is_remembered_of_a_class_is_what_reading_it_anew_says(name: str) -> None:
    assert by_name(name) == by_name(name)
    # One class says of itself what it says as one of several, and in a name too long to remember.
    padded = f"{name} {'0' * 300}"
    assert by_name(padded) == by_name(name)
