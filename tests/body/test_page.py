"""Blocks in numbers."""

from __future__ import annotations

from block_page import PROSE, cut
from crosspost.body.page import BOILERPLATE
from crosspost.page import class_hints


def test_prose_is_long_text_with_few_links() -> None:
    _, page = cut(f"<p>{PROSE}</p><p>Short.</p><p><a href='/x'>{PROSE}</a></p>")
    assert (page.prose > 0).tolist() == [True, False, False]


def test_text_without_spaces_has_words_all_the_same() -> None:
    _, page = cut(f"<p>{'渡し船は六時に港を出る。' * 10}</p>")
    assert page.words[0] == 10


def test_the_main_box_is_the_deepest_with_half_of_the_prose() -> None:
    found, page = cut(f"<div><section><p>{PROSE}</p><p>{PROSE}</p></section><p>{PROSE}</p></div>")
    assert found.box_tags[page.main] == "section"


def test_marks_are_inherited_at_any_depth() -> None:
    _, page = cut(f"<p>{PROSE}</p><aside>{'<div>' * 40}<p>inside</p>{'</div>' * 40}</aside>")
    assert page.class_hints[1] & class_hints.ASIDE and page.box_depths[page.boxes[1]] == 43


def test_a_box_with_most_of_the_prose_is_no_aside_whatever_it_is_called() -> None:
    _, page = cut(f'<div class="sidebar"><p>{PROSE}</p><p>{PROSE}</p></div><p>Short.</p>')
    assert not (page.class_hints & BOILERPLATE).any()
