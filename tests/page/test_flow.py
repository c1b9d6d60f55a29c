"""A page as runs of text, atoms and boxes in order."""

from __future__ import annotations

import pytest
from lxml import etree

from crosspost.model import Flow
from crosspost.model import flow as f
from crosspost.page.parse import parse_text

LONG = "The ferry leaves the harbour at six, and by seven the islands are behind it. " * 6


def flow(body: str) -> Flow:
    return parse_text(f"<html><body>{body}</body></html>", "https://example.org/").flow


def flags(body: str) -> list[int]:
    """Return the flags of the runs but the first."""
    return flow(body).flags[1:]


def test_the_runs_of_a_page_come_in_order_with_their_boxes() -> None:
    found = flow("<p>The <b>old</b> ferry</p><div>sails<p>twice</p>a day</div>")
    assert found.texts == ["The ", "old", " ferry", "sails", "twice", "a day"]
    assert [found.box_tags[box] for box in found.boxes] == ["p", "p", "p", "div", "p", "div"]


def test_a_run_is_found_again_by_its_slot() -> None:
    found = flow("<svg><g><path/></g></svg><picture><img></picture><p>one <b>two</b> three</p>")
    slots = [(found.nodes[slot >> 1].tag, slot & 1) for slot in found.slots]
    assert slots == [("p", 0), ("b", 0), ("b", 1)]
    assert [found.nodes[node].tag for node in found.box_nodes] == ["html", "body", "p"]


@pytest.mark.parametrize(
    ("between", "flag"),
    [
        ("<i></i>", 0),
        (" ", 0),  # it is of the run's own text
        ("<i> </i>", f.SPACE),
        ("<br>", f.LINE | f.RIGHT_AFTER),
        ("<br><br>", 2 * f.LINE | f.RIGHT_AFTER),
        ("<p></p>", f.BOX | f.RIGHT_AFTER),
        ("<p></p><i></i>", f.BOX),
        ("<script>1</script>", f.RIGHT_AFTER),
        ("<img src='a.png'>", f.RIGHT_AFTER),
        ("<i><img src='a.png'></i>", 0),
    ],
)
def test_a_run_says_what_stands_before_it(between: str, flag: int) -> None:
    assert flags(f"<div>one{between}two</div>")[-1:] == ([flag] if between != " " else [])


def test_a_run_says_how_it_is_shown() -> None:
    assert flags("<p>a<i class='sr-only'>b</i>c</p>") == [f.SCREEN_READER, 0]
    assert flags("<p>a<i class='sr-only'><b>b</b></i>c</p>") == [f.SCREEN_READER, 0]
    assert flags("a<pre>b<i>c</i></pre>d") == [f.BOX | f.PRE, f.PRE, f.BOX | f.RIGHT_AFTER]


def test_space_is_kept_before_a_run_only_in_code() -> None:
    assert flow("<pre>a<i>\n  </i>b<br><i>c</i></pre>").texts == ["a", "\n  b", "\nc"]
    assert flow("<p>a<i>\n  </i>b</p>").texts == ["a", "b"]


def test_a_run_knows_the_link_and_the_time_around_it() -> None:
    found = flow("<a href='/x'>one <b>two</b></a> <time>three</time> four")
    links = [found.nodes[link].tag if link >= 0 else None for link in found.links]
    times = [found.nodes[time].tag if time >= 0 else None for time in found.times]
    assert links == ["a", "a", None, None]
    assert times == [None, None, "time", None]


def test_positions_rise_with_the_nodes_that_have_begun() -> None:
    found = flow("<p>one<b>two<i></i></b>three</p>four")
    assert [found.nodes[node].tag for node in found.positions] == ["p", "b", "i", "i"]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<img src='a.png'>", f.PICTURE),
        ("<picture><img src='a.png'></picture>", f.PICTURE),
        ("<noscript><img src='a.png'></noscript>", f.PICTURE),
        ("<iframe src='https://video.example/1'></iframe>", f.PLAYER),
        ("<lite-youtube videoid='1'><a>Play</a></lite-youtube>", f.PLAYER),
        ("<table><tr><td>two</table>", f.TABLE),
        ("<pre>two</pre>", f.CODE),
        ("<math><mi>x</mi></math>", f.FORMULA),
        ("<sup><a href='#n1'>1</a></sup>", f.NOTE_MARK),
        ("<a href='#n1'><sup>1</sup></a>", f.NOTE_MARK),
    ],
)
def test_what_is_not_just_text_is_noted_at_its_place(html: str, kind: int) -> None:
    found = flow(f"<p>one</p><div>{html}</div><p>three</p>")
    assert (found.atom_kinds, found.atom_runs) == ([kind], [1])
    assert found.nodes[found.atom_nodes[0]].tag in html


@pytest.mark.parametrize("html", ["<a href='#top'>1</a>", "<sup><a href='/n'>1</a></sup>"])
def test_other_links_are_not_marks_of_notes(html: str) -> None:
    assert flow(html).atom_kinds == []


def test_the_text_of_players_and_of_what_is_not_shown_is_left_out() -> None:
    body = "<video>Get a browser</video><select><option>a</select><svg><text>b</text></svg>one"
    assert flow(body).texts == ["one"]


def test_a_long_noscript_is_a_box_of_text() -> None:
    assert flow(f"<noscript><p>{LONG}</p></noscript>").box_tags[-2:] == ["noscript", "p"]
    assert flow("<noscript><p>Turn it on</p></noscript>").texts == []
    markup = "&lt;div&gt;&lt;img src='a.png' width=1 height=1&gt;&lt;/div&gt;"
    assert flow(f"<noscript>{markup * 9}</noscript>").texts == []


def test_a_box_has_its_names_and_the_runs_in_it() -> None:
    found = flow("one<ul class='a b' id='c'><li>two<li>three</ul>four")
    box = found.box_tags.index("ul")
    assert (found.box_classes[box], found.box_ids[box]) == ("a b", "c")
    assert found.texts[found.box_starts[box] : found.box_ends[box]] == ["two", "three"]
    assert found.box_parents[box] == found.box_tags.index("body")


def test_the_tree_is_left_as_it_is() -> None:
    page = parse_text(f"<p>One<br>two<img src='a.png'><noscript>{LONG}</noscript>", "")
    before = etree.tostring(page.tree)
    assert page.flow.texts and etree.tostring(page.tree) == before
