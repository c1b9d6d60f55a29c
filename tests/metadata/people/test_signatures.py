"""Bylines without "by"."""

from __future__ import annotations

import pytest

from article_page import document, found
from crosspost.metadata.hints import Hint
from crosspost.metadata.people.signatures import find_signature, is_beside_a_day
from crosspost.metadata.view import View

HEADING = "<h1>The river books of the year</h1>"
DAY = "<p>March 5, 2024</p>"


def signature(body: str, text: str = "Ann Otter") -> tuple[tuple[str, ...], set[Hint]] | None:
    view = View(document("", HEADING + body))
    line = next(line for line in view.read_lines() if line.text.startswith(text))
    return find_signature(line, view, near=True)


def test_a_line_with_the_class_of_an_author_is_a_byline() -> None:
    body = '<p class="entry-author">Ann Otter</p>'
    assert signature(body) == (("Ann Otter",), {Hint.CLASS_HINT})


def test_a_name_between_the_heading_and_the_day_is_a_byline() -> None:
    assert signature(f"<p>Ann Otter</p>{DAY}") == (("Ann Otter",), {Hint.PLAIN})
    assert signature("<p>Ann Otter</p><p>Words.</p><p>Words.</p><p>Words.</p>") is None


def test_a_long_line_of_people_with_their_degrees_is_a_byline() -> None:
    people = "Ann Otter, PhD, Bo Lee, MD, Cy Fox, MSc, Di Heron, PhD, Ed Crane, PhD, Flo Swan, MSc"
    found = signature(f"<p>{people}</p>")
    assert found is not None and found[0][:2] == ("Ann Otter", "Bo Lee")


@pytest.mark.parametrize(
    "line",
    [
        '<p class="author-bio">Ann Otter</p>',
        '<figure><figcaption class="author">Ann Otter</figcaption></figure>',
        '<div class="infobox"><p class="vcard">Ann Otter</p></div>',
        '<p class="author"><a href="/category/otters">Ann Otter</a></p>',
    ],
)
def test_names_of_others_are_not_bylines(line: str) -> None:
    assert signature(line + DAY) is None


def test_a_day_is_beside_a_line_or_not() -> None:
    view = View(document("", f"<p>Ann Otter</p>{DAY}" + "<p>Words.</p>" * 9 + "<p>End</p>"))
    lines = {line.text: line for line in view.read_lines()}
    assert is_beside_a_day(lines["Ann Otter"], view)
    assert not is_beside_a_day(lines["End"], view)


def test_a_heading_beside_a_day_is_no_signature() -> None:
    body = "<h1>Events</h1><div class='date'>May 5, 2024</div><h2>River Lund</h2>"
    assert found("authors", "", body) == []
