"""Bylines of several people."""

from __future__ import annotations

import pytest

from article_page import read

HEADING = "<h1>Otters return to the river</h1>"
THREE = ("Ann Otter", "Bo Lee", "Cy Fox")


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Ann Otter • Bo Lee • Cy Fox</p>",
        "<p>By Ann Otter<br>Bo Lee<br>Cy Fox</p>",
        "<div>By <span>Ann Otter</span><span>Bo Lee</span><span>Cy Fox</span></div>",
        "<div class='byline'><b>Ann Otter</b> <b>Bo Lee</b> <b>Cy Fox</b></div>",
        "<p>By <a href='/author/a'>Ann Otter</a>, <a href='/author/b'>Bo Lee</a> and Cy Fox</p>",
    ],
)
def test_all_three_of_a_byline_are_read(line: str) -> None:
    assert read("", HEADING + line).authors == THREE


def test_a_place_after_a_linked_name_is_no_second_author() -> None:
    line = "<p>By <a href='/author/a'>Ann Otter</a>, River Valley</p>"
    assert read("", HEADING + line).authors == ("Ann Otter",)
