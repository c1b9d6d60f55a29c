"""The choice by rules, for pages with more blocks than the classifier is asked about."""

from __future__ import annotations

from block_page import PROSE, cut, texts
from crosspost.body.heuristics import article_blocks


def kept(body: str) -> list[str]:
    found, page = cut(body)
    return texts(found, article_blocks(found, page))


def test_the_box_with_most_of_the_prose_less_what_is_linked_or_named_an_aside() -> None:
    assert kept(
        f"<nav><a href='/'>Home</a></nav><article><p>{PROSE}</p><p>{PROSE} Two.</p>"
        f"<p><a href='/x'>Read the other story</a></p><div class='related'>{PROSE}</div></article>"
    ) == [PROSE, f"{PROSE} Two."]


def test_a_heading_of_nothing_is_dropped() -> None:
    assert kept(f"<div><p>{PROSE}</p><h2>Gone</h2><h2>Night</h2><p>{PROSE} Two.</p></div>") == [
        PROSE,
        "Night",
        f"{PROSE} Two.",
    ]


def test_a_page_inside_one_box_of_a_telling_name_is_read_all_the_same() -> None:
    assert kept(f"<div class='popup'><p>{PROSE}</p><p>{PROSE} Two.</p></div>") == [
        PROSE,
        f"{PROSE} Two.",
    ]
