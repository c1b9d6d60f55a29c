"""Captions are told by the box that they share with a picture."""

from __future__ import annotations

import pytest

from block_page import PROSE, cut, texts
from crosspost.body.captions import find_captions

PICTURE = "<img src='quay.jpg' width='600'>"


@pytest.mark.parametrize(
    "box",
    [
        f"<figure>{PICTURE}<figcaption>The quay</figcaption></figure>",
        f"<div class='wp-caption'>{PICTURE}<p class='wp-caption-text'>The quay</p></div>",
        f"<div class='image'>{PICTURE}<div class='credit'>The quay</div></div>",
        f"<table class='tr-caption-container'><tr><td>{PICTURE}</td></tr>"
        "<tr><td class='tr-caption'>The quay</td></tr></table>",
    ],
)
def test_a_short_text_in_the_box_of_a_picture_is_its_caption(box: str) -> None:
    found, page = cut(f"<div><p>{PROSE}</p>{box}<p>{PROSE} Two.</p></div>")
    assert texts(found, find_captions(found, page)) == ["The quay"]


@pytest.mark.parametrize(
    "box",
    [
        "<figure><p>Sign up for our letter</p></figure>",  # without a picture
        f"<figure class='newsletter'>{PICTURE}<p>Sign up for our letter</p></figure>",
        f"<figure>{PICTURE}<p><a href='/x'>Another story of the coast</a></p></figure>",
        f"<figure>{PICTURE}<p>{PROSE} {PROSE} {PROSE}</p></figure>",
        f"<section>{PICTURE}<p>The quay</p></section>",
    ],
)
def test_other_texts_beside_a_picture_are_not(box: str) -> None:
    found, page = cut(f"<div><p>{PROSE}</p>{box}<p>{PROSE} Two.</p></div>")
    assert not find_captions(found, page).any()
