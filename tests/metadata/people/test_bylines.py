"""Bylines of several people."""

from __future__ import annotations

import pytest

from article_page import read

HEADING = "<h1>Otters return to the river</h1>"


def test_others_than_the_authors_are_named_with_other_words() -> None:
    line = (
        "<p>By <a href='/author/a'>Ann Otter</a> in Riverbend. Photographs by"
        " <a href='/author/b'>Bo Lee</a></p>"
    )
    assert read("", HEADING + line).authors == ("Ann Otter",)
    alike = "<p>By <b>Ann Otter</b> in Riverbend. Photographs by <b>Bo Lee</b></p>"
    assert read("", HEADING + alike).authors == ("Ann Otter",)


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
