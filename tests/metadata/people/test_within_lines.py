"""Bylines within a line that has other words."""

from __future__ import annotations

import pytest

from article_page import document
from crosspost.metadata.lines import Line
from crosspost.metadata.people.within_lines import (
    after_by,
    after_chinese_label,
    after_label,
    in_standfirst,
)
from crosspost.metadata.view import View


def line_of(text: str) -> tuple[Line, View]:
    """Return the line below the heading of a page."""
    view = View(document("<title>Otters</title>", f"<h1>Otters</h1><p>{text}</p>"))
    return next(line for line in view.near if line.text == text), view


@pytest.mark.parametrize(
    ("text", "finder"),
    [
        ("5 March 2024 by Ann Otter", after_by),
        ("5 March 2024, 10:15 | Text: Ann Otter", after_label),
        ("2024-03-05 作者：王小明 来源：山谷日报", after_chinese_label),
        ("Nobody counted them for years, writes Ann Otter.", in_standfirst),
    ],
)
def test_each_finds_its_own_kind_of_byline(text: str, finder: object) -> None:
    line, view = line_of(text)
    for find in (after_by, after_label, after_chinese_label, in_standfirst):
        found = find(line, view)
        is_own = find is finder
        assert not is_own or (found and found[0] in (("Ann Otter",), ("王小明",)))
        assert is_own or found is None or not text.isascii(), find


def test_after_a_label_only_a_person_is_taken() -> None:
    assert after_label(*line_of("5 March 2024 | Text: all you need to know")) is None
