"""Which way a page is read, and what is decided about its pictures."""

from __future__ import annotations

from block_page import PROSE, document
from crosspost.body.blocks import group
from crosspost.body.decide import decide, decide_page
from crosspost.body.page_type import ARTICLE, FORUM
from crosspost.model import Metadata

PAGE = f"<h1>The ferry</h1><p>{PROSE}</p><p><a href='/x'>Read more: The other ferry</a></p>"


def test_portraits_are_not_kept_among_the_text() -> None:
    page = document(f"<p>{PROSE}</p><img src='/avatars/a.jpg'><img src='b.jpg'><p>{PROSE}</p>")
    decision = decide(page, Metadata(), "article", group(page.flow))
    assert decision.selection.media.tolist() == [False, True]


def test_a_portrait_is_told_by_the_name_of_the_author() -> None:
    markup = f"<p>{PROSE}</p><p><img src='b.jpg' width='90' alt='Tora Moen'></p><p>{PROSE} Two.</p>"
    page = document(markup)
    decision = decide(page, Metadata(authors=("Tora Moen",)), "article", group(page.flow))
    assert decision.selection.media.tolist() == [False]
    assert decision.selection.media_reasons == {0: "a portrait of the author"}
    read = decide(page, Metadata(), "article", group(page.flow), lambda: ("Tora Moen",))
    assert read.selection.media.tolist() == [False]
    assert decide(page, Metadata(), "article", group(page.flow)).selection.media.tolist() == [True]


def test_a_page_that_is_plainly_a_forum_is_read_as_one() -> None:
    page = document(PAGE, url="https://example.org/forum/12")
    decision = decide_page(page, Metadata(), "article")
    assert decision is not None and decision.page_type == FORUM
    assert "points to another article" not in decision.selection.reasons


def test_a_page_of_very_many_blocks_is_judged_by_rules() -> None:
    rows = "".join(f"<p>{PROSE} {number}.</p>" for number in range(20_001))
    page = document(f"<nav><a href='/'>Home</a></nav><main>{rows}</main>")
    decision = decide(page, Metadata(), "article", group(page.flow))
    assert decision.page_type == ARTICLE and set(decision.probabilities.tolist()) == {0.0, 1.0}
    assert decision.selection.kept.sum() == 20_001


def test_a_page_without_text_has_no_decision() -> None:
    assert decide_page(document(""), Metadata(), "article") is None
