"""Lines that are no text are dropped."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut, some, texts
from crosspost.body import boilerplate
from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks


def all_of(found: Blocks) -> Bools:
    return np.ones(len(found.texts), dtype=bool)


def test_a_line_that_points_to_another_article_is_left_out_but_a_sentence_is_not() -> None:
    link = "<p><a href='/x'>{}</a></p>"
    lines = ("Read more: The ramp", "Read more about the ramp.", "The ramp", "→", "12")
    found, page = cut(f"<p>{PROSE}</p>" + "".join(link.format(line) for line in lines))
    reasons = boilerplate.never_kept(found, page, all_of(found), precise=True)
    assert reasons == {1: "points to another article"}
    assert boilerplate.never_kept(found, page, all_of(found), precise=False) == {}


@pytest.mark.parametrize(
    "control",
    [
        "<button>Copy</button>",
        "<h2><button>🔗</button></h2>",
        "<p>Press enter or click to view image in full size</p>",
        "<div>(Click to enlarge)</div>",
        "<p><a href='/x?share=1'>Share this post</a></p>",
        "<p>By signing up, you agree to receive letters from us, and to our terms of use.</p>",
    ],
)
def test_what_is_there_to_be_pressed_goes(control: str) -> None:
    assert _without_controls(control) == [PROSE, "Two."]


@pytest.mark.parametrize(
    "control",
    [
        "<button>Who pays for it?</button>",
        "<button>How long the night crossing of the fjord takes</button>",
        "<h3><button>Night</button></h3>",
        "<p><button>Tora Moen</button></p>",
        "<p>By signing the charter, the towns agree to share the pier.</p>",
        "<p>Click to enlarge the sails, says the manual, and press twice.</p>",
    ],
)
def test_what_opens_an_answer_and_what_is_a_sentence_stays(control: str) -> None:
    assert len(_without_controls(control)) == 3


def _without_controls(control: str) -> list[str]:
    found, page = cut(f"<p>{PROSE}</p>{control}<p>Two.</p>")
    controls = boilerplate.never_kept(found, page, all_of(found), precise=False)
    return [text for index, text in enumerate(found.texts) if index not in controls]


@pytest.mark.parametrize(
    "line",
    [
        "December 16, 2025",
        "Last updated on September 16th, 2023 at 09:27 am",
        "2025-12-16",
        "16. März 2024",
        "Publié le 3 février 2024 à 10:15",
        "Last updated: December 2025.",
    ],
)
def test_a_line_above_the_text_that_only_tells_the_day_goes(line: str) -> None:
    kept = _after_datelines(line)
    assert kept[0] == "The quay"


@pytest.mark.parametrize(
    "line",
    [
        "2025",
        "Version 3 of 2025",
        "Tora Moen · Pilot",
        "January 6, 2021: what the harbour saw",
        "10 may 12",
    ],
)
def test_a_line_that_tells_more_or_less_than_a_day_stays(line: str) -> None:
    assert _after_datelines(line)[0] == line


def test_a_day_within_the_text_stays() -> None:
    assert "16 May 2025" in _after_datelines("The harbour", "16 May 2025")


def _after_datelines(first: str, last: str = "Two.") -> list[str]:
    found, page = cut(
        f"<h2>{first}</h2><p>The quay</p><p>{PROSE} {PROSE}</p><h2>{last}</h2><p>{PROSE}</p>"
    )
    kept = some(found, *found.texts)
    kept[boilerplate.front_matter_lines(found, page, kept, -1)] = False
    return texts(found, kept)


@pytest.mark.parametrize(
    "line",
    [
        "6 min read",
        "Reading time: 12 minutes",
        "1,693 views",
        "Listen to this article",
        "3 September 2022 · Tora Moen · 6 min read",
        "Tora Moen | 2025-12-16",
    ],
)
def test_how_long_it_takes_to_read_is_not_of_the_text(line: str) -> None:
    assert _after_datelines(line)[0] == "The quay"


def test_a_byline_goes_and_a_line_that_starts_as_one_stays() -> None:
    body = f"<p>{{}}</p><p>The quay</p><p>{PROSE} {PROSE}</p><h2>Two</h2><p>{PROSE}</p>"
    for line, goes in (("By Tora Moen and Jan de Wit", True), ("By the old quay", False)):
        found, page = cut(body.format(line))
        kept = some(found, *found.texts)
        kept[boilerplate.front_matter_lines(found, page, kept, -1)] = False
        assert (texts(found, kept)[0] == "The quay") == goes


def test_links_above_the_title_are_a_menu_and_below_it_text() -> None:
    links = "<div><a href='/a'>{0}</a> <a href='/b'>Boats</a></div>"
    body = f"<h1>The quay</h1>{links.format('Bells')}<p>{PROSE} {PROSE}</p><p>{PROSE}</p>"
    found, page = cut(links.format("News") + body)
    kept = some(found, *found.texts)
    assert boilerplate.front_matter_lines(found, page, kept, found.texts.index("The quay")) == [0]


@pytest.mark.parametrize(
    "end",
    [
        *("<p>© 2024 The Harbour</p>", "<p>版权所有 山谷新闻 | <a href='/a'>关于我们</a></p>"),
        *("<p>Copyright 2024</p>", "<div>Alle Rechte vorbehalten.</div>"),
    ],
)
def test_a_last_line_about_rights_goes(end: str) -> None:
    found, _ = cut(f"<p>{PROSE}</p>" * 4 + end)
    assert boilerplate.trailing_lines(found, some(found, *found.texts)) == [4]


@pytest.mark.parametrize("end", ["<p>See also:</p>", "<p>Notes:</p><p>☼ ☼ ☼</p>", "<p>***</p>"])
def test_a_last_line_that_leads_to_what_was_dropped_goes(end: str) -> None:
    rest = "".join(f"<p>{PROSE} {number}.</p>" for number in range(5))
    found, _ = cut(f"{rest}{end}<p>Our shop</p>")
    kept = some(found, *found.texts[:-1])
    kept[boilerplate.trailing_lines(found, kept)] = False
    assert texts(found, kept) == [f"{PROSE} {number}." for number in range(5)]


def test_spacers_that_hold_an_invisible_sign_go() -> None:
    assert _without_controls("<p>\u200d</p>") == [PROSE, "Two."]


def test_headings_without_text_are_found_and_headings_of_headings_are_not() -> None:
    found, page = cut(
        f"<h2>Ports</h2><h3>East</h3><p>{PROSE}</p><h3>West</h3><p>Pilots</p><h2>Related</h2>"
    )
    kept = some(found, "Ports", "East", PROSE, "West")
    kept[boilerplate.headings_without_text(found, page, kept)] = False
    assert texts(found, kept) == ["Ports", "East", PROSE]


def test_headings_that_are_much_of_the_text_are_the_text() -> None:
    names = [f"The pilot boat of {port}" for port in ("Alta", "Bergen", "Bodø")]
    items = "".join(f"<h3>{name}</h3><p><a href='/x'>Order</a></p>" for name in names)
    found, page = cut(f"<p>{PROSE}</p>{items}")
    kept = some(found, PROSE, *names)
    assert boilerplate.headings_without_text(found, page, kept) == []
