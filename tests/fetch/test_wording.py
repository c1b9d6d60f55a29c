"""Text of a server in messages: one short line without control characters."""

from __future__ import annotations

import pytest

from crosspost.fetch.wording import shown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nginx", "nginx"),
        ("two\r\n  lines\t", "two lines"),
        ("\x1b[31mred\u202e", "\ufffd[31mred\ufffd"),
        ("a" * 300, "a" * 100),
        ("", ""),
    ],
)
def test_text_becomes_one_short_printable_line(text: str, line: str) -> None:
    assert shown(text) == line


def test_a_long_text_is_cut_where_the_caller_says() -> None:
    assert shown("abcdef", 3) == "abc"
