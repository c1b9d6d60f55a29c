"""A choice of blocks is made whole."""

from __future__ import annotations

from block_page import PROSE, cut, some, texts
from crosspost.body import repair

LIST = f"<p>{PROSE}</p><ul><li>500 g of flour</li><li>360 g of water</li><li>salt</li></ul>"


def test_a_list_of_which_most_is_kept_is_kept_whole() -> None:
    found, page = cut(LIST)
    kept = some(found, PROSE, "500 g of flour", "360 g of water")
    repair.make_whole(found, page, kept)
    assert kept.all()


def test_a_list_of_which_little_is_kept_goes() -> None:
    found, page = cut(LIST)
    kept = some(found, PROSE, "salt")
    repair.make_whole(found, page, kept)
    assert texts(found, kept) == [PROSE]


def test_half_a_list_may_stay_as_it_is_but_half_a_table_is_a_fault() -> None:
    cells = "".join(f"<tr><td>Pier {n}</td><td>Ferry {n}</td></tr>" for n in range(4))
    found, page = cut(f"<p>{PROSE}</p><table>{cells}</table>")
    kept = some(found, PROSE, *(f"Pier {n}" for n in range(4)), "Ferry 1")
    repair.make_whole(found, page, kept)
    assert kept.all()
    found, page = cut(LIST)
    kept = some(found, PROSE, "500 g of flour")
    repair.make_whole(found, page, kept)
    assert texts(found, kept) == [PROSE, "500 g of flour"]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    side = "<p>Home</p><p>News</p><p>Letters</p><p>Archive</p>"
    found, page = cut(f"<table><tr><td>{side}</td><td><p>{PROSE}</p></td></tr></table>")
    kept = some(found, PROSE)
    repair.make_whole(found, page, kept)
    assert texts(found, kept) == [PROSE]


def test_the_caption_of_a_figure_among_the_text_is_kept_with_its_credit() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The quay. <p>Lise Dahl</p></figcaption></figure>"
    found, page = cut(f"<p>{PROSE}</p>{figure}<p>{PROSE} Two.</p>")
    kept = some(found, PROSE, f"{PROSE} Two.")
    repair.keep_captions(found, page, kept)
    assert kept.all()


def test_the_caption_of_a_figure_at_the_end_of_the_text_is_not() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>Another story</figcaption></figure>"
    found, page = cut(f"<p>{PROSE}</p>{figure}<p>Read it</p>")
    kept = some(found, PROSE)
    repair.keep_captions(found, page, kept)
    assert texts(found, kept) == [PROSE]


def test_the_caption_of_the_picture_between_title_and_text_is_kept() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The quay.</figcaption></figure>"
    found, page = cut(f"<h1>The ferry</h1>{figure}<p>By Tora Moen</p><p>{PROSE}</p>")
    kept = some(found, PROSE)
    repair.keep_lead_caption(found, page, kept)
    assert texts(found, kept) == ["The quay.", PROSE]


def test_a_figure_above_the_title_is_not_of_the_article() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>Our new shop</figcaption></figure>"
    found, page = cut(f"{figure}<h1>The ferry</h1><p>{PROSE}</p>")
    kept = some(found, PROSE)
    repair.keep_lead_caption(found, page, kept)
    assert texts(found, kept) == [PROSE]


def test_a_heading_is_kept_with_the_text_that_it_heads_and_dropped_without() -> None:
    found, page = cut(
        f"<div><p>{PROSE}</p><h2>Night</h2><p>{PROSE} Two.</p></div><h2>Related</h2><p>Teaser</p>"
    )
    kept = some(found, PROSE, f"{PROSE} Two.", "Related")
    repair.keep_headings_with_text(found, page, kept)
    assert texts(found, kept) == [PROSE, "Night", f"{PROSE} Two."]


def test_a_heading_of_headings_is_kept() -> None:
    found, page = cut(f"<h2>Ports</h2><h3>East</h3><p>{PROSE}</p>")
    kept = some(found, "Ports", "East", PROSE)
    repair.keep_headings_with_text(found, page, kept)
    assert kept.all()


def test_a_page_of_headings_stays_one() -> None:
    found, page = cut("<h2>East</h2><h2>West</h2>")
    kept = some(found, "East", "West")
    repair.keep_headings_with_text(found, page, kept)
    assert kept.all()


def test_headings_that_are_much_of_the_text_are_the_text() -> None:
    names = [f"The pilot boat of {port}" for port in ("Alta", "Bergen", "Bodø")]
    items = "".join(f"<h3>{name}</h3><p><a href='/x'>Order</a></p>" for name in names)
    found, page = cut(f"<p>{PROSE}</p>{items}")
    kept = some(found, PROSE, *names)
    repair.keep_headings_with_text(found, page, kept)
    assert texts(found, kept) == [PROSE, *names]


def test_the_title_goes_from_the_top_also_where_it_stands_twice() -> None:
    found, _ = cut(f"<h1>The Ferry</h1><h2>The ferry!</h2><p>{PROSE}</p>")
    kept = some(found, "The Ferry", "The ferry!", PROSE)
    repair.drop_title(found, kept, "The ferry")
    assert texts(found, kept) == [PROSE]


def test_a_first_heading_that_is_much_like_the_title_goes_too() -> None:
    found, _ = cut(f"<h1>The ferry gets another winter</h1><p>{PROSE}</p>")
    kept = some(found, "The ferry gets another winter", PROSE)
    repair.drop_title(found, kept, "Ferry gets another winter | Coast Courier")
    assert texts(found, kept) == [PROSE]


def test_a_heading_that_says_something_else_stays() -> None:
    found, _ = cut(f"<h1>Twelve knots in any weather</h1><p>{PROSE}</p>")
    kept = some(found, "Twelve knots in any weather", PROSE)
    repair.drop_title(found, kept, "The ferry")
    assert kept.all()


def test_a_page_that_is_its_title_keeps_it() -> None:
    found, _ = cut("<h1>The ferry</h1>")
    kept = some(found, "The ferry")
    repair.drop_title(found, kept, "The ferry")
    assert kept.all()
