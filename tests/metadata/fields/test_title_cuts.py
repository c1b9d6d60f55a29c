"""Cutting the site's name and its sections from titles."""

from __future__ import annotations

import pytest

from crosspost.metadata.fields.title_cuts import Cut, cut_heading, cuts, is_branded, is_site

SITE = frozenset({"riverpost"})
NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Otters return", {"Otters return": Cut.NOTHING}),
        ("Otters return | River Post", {"Otters return": Cut.SITE}),
        ("River Post: Otters return", {"Otters return": Cut.SITE}),
        ("Otters return [River Post]", {"Otters return": Cut.SITE}),
        ("Otters return - The Weekly", {"Otters return": Cut.END, "The Weekly": Cut.START}),
        ("Otters return - again and again", {"again and again": Cut.START}),
        ("水獭回来了_新闻_河报", {"水獭回来了": Cut.SITE}),
    ],
)
def test_every_cut_says_what_was_cut(text: str, pieces: dict[str, Cut]) -> None:
    found = dict(cuts(text, SITE, NONE))
    assert found[text] is Cut.NOTHING
    assert found | pieces == found
    assert len(found) == len({text, *pieces})


def test_sections_are_cut_with_the_name_of_the_site() -> None:
    found = dict(cuts("Otters return | Nature | River Post", SITE, frozenset({"nature"})))
    assert found["Otters return"] is Cut.SITE


def test_a_heading_loses_the_site_and_the_folders_of_the_url_after_a_bar() -> None:
    folders = frozenset({"patienteducation"})
    text = "Otters return | Patient Education"
    assert cut_heading(text, SITE, folders, known=False) == "Otters return"
    assert cut_heading(text.replace("|", "-"), SITE, folders, known=False) != "Otters return"


def test_a_label_stays_where_the_head_has_it_too() -> None:
    assert cut_heading("News: Otters return", SITE, NONE, known=True) == "News: Otters return"
    assert cut_heading("News: Otters return", SITE, NONE, known=False) == "Otters return"


def test_a_site_is_known_with_its_ending_and_a_brand_by_its_beginning() -> None:
    assert is_site("RiverPost.com", SITE) and is_site("River Post Blog", SITE)
    assert not is_site("River Post Magazine", SITE)
    assert is_branded("River Post Magazine", SITE) and not is_branded("The River", SITE)
