"""The kept blocks as plain text."""

from __future__ import annotations

from block_page import cut
from crosspost.body.text import plain_text


def text(body: str) -> str:
    found, _ = cut(body)
    return plain_text(found, range(len(found.texts)))


def test_blocks_are_separated_by_blank_lines() -> None:
    assert text("<h2>Night</h2><p>Calm.</p>") == "Night\n\nCalm."


def test_items_stand_below_each_other_with_a_dash() -> None:
    assert text("<p>Take:</p><ul><li>oars<li>rope</ul><p>Row.</p>") == (
        "Take:\n\n- oars\n- rope\n\nRow."
    )


def test_cells_of_a_row_stand_on_one_line() -> None:
    row = "<tr><td>{}</td><td>{}</td></tr>"
    assert text(f"<table>{row.format('Rise', 20)}{row.format('Set', 10)}</table>") == (
        "Rise | 20\n\nSet | 10"
    )


def test_paragraphs_in_one_cell_are_paragraphs() -> None:
    assert text("<table><tr><td>Menu</td><td>one<br><br>two<p>three</p></td></tr></table>") == (
        "Menu | one\n\ntwo\n\nthree"
    )
