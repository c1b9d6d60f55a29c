"""Captions are told by the box that they share with a picture."""

from __future__ import annotations

import pytest

from block_page import PROSE, cut, texts
from crosspost.body.captions import caption_of, find_captions

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


def test_a_link_beside_a_caption_is_not_part_of_it() -> None:
    link = "<p><a href='/full'>Open in a new tab</a></p>"
    box = f"<figure>{PICTURE}{link}<figcaption>The quay</figcaption></figure>"
    found, page = cut(f"<div><p>{PROSE}</p>{box}<p>{PROSE} Two.</p></div>")
    assert texts(found, find_captions(found, page)) == ["The quay"]


def test_more_is_a_caption_if_the_picture_is_known_to_be_of_the_article() -> None:
    caption = "<a href='/gallery/7'>The quay</a>"
    for box in (
        f"<div class='article__photo'>{PICTURE}<div>{caption}</div></div>",
        f"<figure>{PICTURE}<figcaption>{caption}</figcaption></figure>",
    ):
        found, page = cut(f"<div><p>{PROSE}</p>{box}<p>{PROSE} Two.</p></div>")
        inner = found.media[0][1]
        assert caption_of(found, page, inner) == []
        numbers = caption_of(found, page, inner, is_of_article=True)
        assert [found.texts[number] for number in numbers] == ["The quay"]
