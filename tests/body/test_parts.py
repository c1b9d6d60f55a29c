"""Text and media in order, and how closely neighbours belong together."""

from __future__ import annotations

import numpy as np

from block_page import PROSE, cut
from crosspost.body.captions import find_captions
from crosspost.body.parts import Parts, parts_of, transition_costs


def names(body: str) -> list[str]:
    """The parts of a page: texts, and the names of media."""
    found, page = cut(body)
    parts = parts_of(found, page)
    return [
        found.texts[number] if is_block else found.flow.nodes[found.media[number][0]].tag
        for number, is_block in zip(parts.numbers, parts.are_blocks, strict=True)
    ]


def with_costs(body: str) -> tuple[Parts, list[float]]:
    found, page = cut(body)
    parts = parts_of(found, page)
    return parts, transition_costs(found, page, parts, find_captions(found, page)).tolist()


def test_media_come_where_they_are_in_the_page() -> None:
    body = "<img src='a.png'><p>One</p><p>Two <img src='b.png'></p><iframe src='c'></iframe>"
    assert names(body) == ["img", "One", "img", "Two", "iframe"]


def test_paragraphs_of_one_box_belong_closer_together_than_those_of_two() -> None:
    _, (within, between) = with_costs("<div><p>One</p><p>Two</p></div><p>Three</p>")
    assert within > between


def test_items_of_a_list_belong_closest_together() -> None:
    _, (listed, after) = with_costs("<ul><li>One</li><li>Two</li></ul><p>Three</p>")
    assert listed > 2 * after


def test_a_heading_belongs_to_what_follows_it() -> None:
    _, (above, under) = with_costs("<p>One</p><h2>Two</h2><p>Three</p>")
    assert under > 2 * above


def test_a_list_belongs_to_the_line_that_announces_it() -> None:
    def cost(line: str) -> float:
        return with_costs(f"<p>{line}</p><ul><li>A timetable</li><li>A map</li></ul>")[1][0]

    assert cost("Take with you:") > cost("Nothing else is needed.")


def test_a_caption_belongs_to_its_picture() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The quay</figcaption></figure>"
    _, (before, caption, after) = with_costs(f"<p>{PROSE}</p>{figure}<p>{PROSE}</p>")
    assert caption > 5 * max(before, after)


def test_a_table_of_data_and_a_code_block_are_one_unit() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Pier {n}</td></tr>" for n in range(3))
    parts, cost = with_costs(f"<p>{PROSE}</p><table>{rows}</table><p>{PROSE}</p>")
    assert [unit[:2] for unit in parts.units] == [(1, 7)]
    assert min(cost[1:6]) > 1000 > max(cost[0], cost[6])


def test_a_table_of_one_row_and_a_table_for_layout_are_told_apart() -> None:
    one_row = "<table><tr><td>0</td><td>1</td><td>0</td></tr></table>"
    parts, _ = with_costs(f"<p>{PROSE}</p>{one_row}")
    side = "<p>Home</p><p>News</p><p>Letters</p><p>Archive</p>"
    layout, _ = with_costs(f"<table><tr><td>{side}</td><td><p>{PROSE}</p></td></tr></table>")
    assert [unit[:2] for unit in parts.units] == [(1, 4)]
    assert layout.units == []


def test_a_quotation_and_a_list_of_definitions_are_units_unless_they_are_the_page() -> None:
    quote = "<blockquote><p>One.</p><p>Two.</p></blockquote>"
    terms = "<dl><dt>Bollard</dt><dd>A post.</dd></dl>"
    parts, _ = with_costs(f"<p>{PROSE}</p>{quote}{terms}<p>{PROSE}</p>")
    assert [unit[:2] for unit in parts.units] == [(1, 3), (3, 5)]
    whole, _ = with_costs(f"<blockquote><p>{PROSE}</p><p>{PROSE}</p></blockquote>")
    assert whole.units == []


def test_a_list_is_a_unit_if_a_sentence_announces_it() -> None:
    items = "<ul><li>Ropes</li><li>Tar</li></ul>"
    parts, _ = with_costs(f"<p>{PROSE[:-1]}:</p>{items}<p>{PROSE}</p>")
    assert [unit[:2] for unit in parts.units] == [(1, 3)]
    for before in (f"<p>{PROSE}</p>", "<p>More:</p>", f"<div><p>{PROSE}:</p></div>"):
        assert with_costs(f"{before}{items}<p>{PROSE}</p>")[0].units == []


def test_choices_of_blocks_are_spread_over_the_parts() -> None:
    found, page = cut("<p>One</p><img src='a.png'><p>Two</p>")
    parts = parts_of(found, page)
    assert parts.of_blocks(np.array([False, True])).tolist() == [False, False, True]
