"""The position of a line: its distance from the heading, and its surroundings."""

from __future__ import annotations

import pytest

from article_page import document
from crosspost.metadata.hints import Hint
from crosspost.metadata.position import position, surroundings
from crosspost.metadata.view import View

HEADING = "<h1>Otters return to the river</h1>"
LINES = "<p>One line more.</p>"


def hints_of(text: str, body: str, head: str = "") -> set[Hint]:
    view = View(document(head, body))
    (line,) = (line for line in view.read_lines() if line.text == text)
    return position(line, view)


@pytest.mark.parametrize(
    ("lines", "distance"),
    [
        (0, Hint.JUST_BELOW),
        (5, Hint.BELOW),
        (15, Hint.FARTHER_BELOW),
        (40, Hint.FAR),
    ],
)
def test_a_line_below_the_heading_knows_its_distance(lines: int, distance: Hint) -> None:
    assert hints_of("By Ann", f"{HEADING}{LINES * lines}<p>By Ann</p>") == {distance}


def test_a_line_above_the_heading_is_just_above_or_above() -> None:
    assert hints_of("By Ann", f"<p>By Ann</p>{HEADING}") == {Hint.JUST_ABOVE}
    assert hints_of("By Ann", f"<p>By Ann</p>{LINES * 5}{HEADING}") == {Hint.ABOVE}


def test_without_a_heading_a_line_is_early_or_far() -> None:
    assert hints_of("By Ann", "<p>By Ann</p>") == {Hint.EARLY}
    assert hints_of("By Ann", f"{LINES * 40}<p>By Ann</p>") == {Hint.FAR}


@pytest.mark.parametrize(
    ("around", "hint"),
    [
        ('<div class="comment-list">{}</div>', Hint.COMMENT),
        ("<aside>{}</aside>", Hint.TEASER),
        ("<footer>{}</footer>", Hint.BOILERPLATE),
        ("<article>{}</article>", Hint.OWN_ARTICLE),
    ],
)
def test_what_surrounds_a_line_is_told(around: str, hint: Hint) -> None:
    assert hint in hints_of("By Ann", HEADING + around.format("<p>By Ann</p>"))


def test_what_contains_the_heading_too_does_not_surround_a_line() -> None:
    body = f'<div class="with-sidebar">{HEADING}<div id="Box"><p>By Ann</p></div></div>'
    assert hints_of("By Ann", body) == {Hint.JUST_BELOW}
    view = View(document("", body))
    line = next(line for line in view.read_lines() if line.text == "By Ann")
    assert surroundings(line.element, view) == "<p>  <div> box"
