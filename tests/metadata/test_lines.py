"""The visible text of a page as lines, from its beginning or from around an element."""

from __future__ import annotations

import pytest

from article_page import document
from crosspost.metadata.lines import Line, read_lines
from crosspost.metadata.view import AFTER, View

LONG = " ".join(["The ferry sails at six."] * 20)


def lines(body: str) -> list[Line]:
    return list(read_lines(document("", body).flow))[:-1]  # the last one is the text of all pages


def texts(body: str) -> list[str]:
    return [line.text for line in lines(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>By <a href='/a'>Ann</a>\n <b>Otter</b></p>", ["By Ann Otter"]),
        ("<p>By<span>Ann Otter</span></p>", ["By Ann Otter"]),
        ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
        ("<p>One<br>Two<br>\nThree</p>", ["One", "Two", "Three"]),
        ("<p>One</p> <p> </p> <ul><li>Two</li><li>Three</li></ul>", ["One", "Two", "Three"]),
        ("<a href='/a'><div>One</div><div>Two</div></a>", ["One", "Two"]),
        ("<script>var one</script><style>p {}</style><p>Two</p>", ["Two"]),
        ("<p>One <svg><text>no text</text><g>nor this</g></svg></p>", ["One"]),
        ("<noscript>Turn it on<p>to read</p></noscript><p>Two</p>", ["Two"]),
        (f"<noscript><p>{LONG}</p></noscript>", [LONG]),
        ("<p>By<br><b>Ann</b></p>", ["By Ann"]),
        ("<p>By <b><img alt=''></b>Ann</p>", ["By Ann"]),
        ("<video>Your browser plays none</video><p>Two</p>", ["Two"]),
    ],
)
def test_a_line_is_the_text_of_a_block(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_a_line_knows_its_links_and_times() -> None:
    linked, timed, plain = lines(
        "<p><a href='/ann'>Ann</a> writes</p><p>on <time datetime='2024-03-05'>5 March</time></p>"
        "<p>nothing</p>"
    )
    assert linked.link is not None
    assert [line.has_link for line in (linked, timed, plain)] == [True, False, False]
    assert [len(line.times) for line in (linked, timed, plain)] == [0, 1, 0]
    assert [part.text for part in linked.parts] == ["Ann", " writes"]


@pytest.mark.parametrize(("steps", "called"), [(0, False), (1, False), (2, True), (4, True)])
def test_marks_are_looked_for_so_many_steps_up(steps: int, called: bool) -> None:
    (line,) = lines("<div class='PostAuthor'><div><p>Ann Otter</p></div></div>")
    assert line.is_called(("author",), steps) is called


def test_lines_begin_a_little_before_an_element() -> None:
    nav = "".join(f"<li>Menu {number}</li>" for number in range(100))
    page = document(
        "", f"<header><ul>{nav}</ul></header><main><p>Kicker<h1>Otters</h1>By Ann</main>"
    )
    heading = next(page.tree.iter("h1"))
    shown = [line.text for line in read_lines(page.flow, heading, before=3)]
    assert shown[:5] == ["Menu 98", "Menu 99", "Kicker", "Otters", "By Ann"]
    assert shown[3:] == [line.text for line in read_lines(page.flow, heading)]


def test_text_beside_the_element_in_its_block_is_of_its_line() -> None:
    page = document("", "<p>One</p><div>The <b class='title'>Otters</b> return</div>")
    start = next(page.tree.iter("b"))
    first = next(read_lines(page.flow, start, before=1))
    assert first.text == "The Otters return"


def test_the_page_is_read_as_far_as_it_is_asked_for() -> None:
    rest = "".join(f"<p>Line {number}</p>" for number in range(3 * AFTER))
    view = View(document("", f"<h1>Otters</h1>{rest}"))
    assert view.heading_line == 0
    assert [line.text for line in view.near][-1] == f"Line {AFTER - 1}"
    assert len(view.lines) < 2 * AFTER
    assert view.far[0].text == f"Line {AFTER}"
    assert len(view.lines) == 3 * AFTER + 2
