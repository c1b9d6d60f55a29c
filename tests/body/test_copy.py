"""The kept region as a tree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from bs4 import Tag
from lxml import etree

from block_page import PROSE, cut, document, some
from crosspost.body.blocks import group
from crosspost.body.copy import kept_tree


def tree(body: str, *kept: str, media: Sequence[int] = ()) -> Tag:
    """The body with some texts, and some of its pictures and players, by number."""
    found, _ = cut(body)
    kept_media = np.isin(np.arange(len(found.media)), media)
    return kept_tree(found, some(found, *kept), kept_media, "https://quay.example/news/ferry")


def test_the_tree_is_a_div_with_what_was_kept_in_order() -> None:
    kept = tree(f"<nav>Menu</nav><main><h2>Night</h2><p>{PROSE}</p></main>", "Night", PROSE)
    assert kept.name == "div" and [tag.name for tag in kept.find_all(True)] == ["h2", "p"]


def test_text_that_follows_a_dropped_element_stays() -> None:
    kept = tree(f"<div>{PROSE}<div>Advertisement</div>The end.</div>", PROSE, "The end.")
    assert kept.get_text("|", strip=True) == f"{PROSE}|The end."
    assert [tag.name for tag in kept.find_all(True)] == ["div"]  # which keeps the two apart


def test_rules_that_no_longer_part_anything_go() -> None:
    body = (
        "<main><p>By Tora</p><hr><p>{0} One.</p><hr><p>Our shop</p><hr><p>{0} Two.</p>"
        "<hr><img src='a.jpg'><hr><p>Share</p></main>"
    )
    kept = tree(body.format(PROSE), f"{PROSE} One.", f"{PROSE} Two.", media=[0])
    assert [tag.name for tag in kept.find_all(True)] == ["p", "hr", "p", "hr", "img"]


def test_words_for_screen_readers_alone_go_and_what_follows_them_stays() -> None:
    body = (
        f"<main><p>{PROSE} <i>So</i><span class='sr-only'>, it opens anew</span>, twice.</p></main>"
    )
    kept = tree(body, f"{PROSE} So, twice.")
    assert kept.get_text() == f"{PROSE} So, twice."


def test_a_list_stays_a_list_where_only_items_were_kept() -> None:
    kept = tree(
        "<ul><li>one</li><li>two</li><li>three</li></ul><p>Footer</p>", "one", "two", "three"
    )
    assert [tag.name for tag in kept.find_all(True)] == ["ul", "li", "li", "li"]


def test_kept_pictures_stay_and_others_go() -> None:
    body = f"<article><p>{PROSE}</p><img src='quay.jpg'><img src='ad.jpg'></article>"
    kept = tree(body, PROSE, media=[0])
    assert [image["src"] for image in kept.find_all("img")] == [
        "https://quay.example/news/quay.jpg"
    ]


def test_players_stay_where_they_stand() -> None:
    kept = tree(
        f"<p>{PROSE}</p><iframe src='https://video.example/1'></iframe><p>{PROSE} Two.</p>",
        PROSE,
        f"{PROSE} Two.",
        media=[0],
    )
    assert [tag.name for tag in kept.find_all(True)] == ["p", "iframe", "p"]


def test_addresses_in_it_are_absolute() -> None:
    kept = tree(
        f"<p>{PROSE} <a href='../night'>Night</a><img src='a.png'></p>", f"{PROSE} Night", media=[0]
    )
    assert kept.a is not None and kept.a["href"] == "https://quay.example/night"
    assert kept.img is not None and kept.img["src"] == "https://quay.example/news/a.png"


@pytest.mark.parametrize("name", ["lite-youtube", "amp-vimeo", "oembed"])
def test_what_a_script_turns_into_a_player_stays_where_it_stands(name: str) -> None:
    player = f"<{name}><a href='/v'>Play video</a></{name}>"
    kept = tree(f"<p>{PROSE}</p>{player}<p>{PROSE} Two.</p>", PROSE, f"{PROSE} Two.", media=[0])
    assert kept.find(name) is not None


def test_empty_elements_for_screen_readers_alone_go() -> None:
    kept = tree(f"<p>{PROSE} <a>Boat<i class='sr-only'> </i></a>.</p>", f"{PROSE} Boat.")
    assert kept.get_text() == f"{PROSE} Boat."


def test_the_tree_of_the_page_is_left_as_it_is() -> None:
    page = document(
        f"<nav>Menu</nav><div>{PROSE}<div>Ad</div>Tail.<hr><img src='a.png'></div><p>By Ann"
    )
    before = etree.tostring(page.tree)
    found = group(page.flow)
    kept = kept_tree(found, some(found, PROSE, "Tail."), np.ones(1, bool), "https://quay.example/")
    assert "Menu" not in kept.get_text() and "Tail." in kept.get_text()
    assert etree.tostring(page.tree) == before
