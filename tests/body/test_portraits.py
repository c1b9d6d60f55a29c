"""Portraits of the author are told by name and by the box that they are in."""

from __future__ import annotations

import pytest

from media_reasons import reasons

PORTRAIT = "a portrait of the author"


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='post-author'><img src='/u/face.webp' width='100'><b>Tora Moen</b></div>",
        "<div class='ArticleByline_photo__x1'><img src='/u/face.webp'></div>",
        "<div class='about-the-writer'><img src='/u/face.webp'><p>She lives by the sea.</p></div>",
        "<a href='/autoren/tora'><span><img src='/u/face.webp'></span></a>",
        "<p><img src='/u/1.webp' alt='Tora Moen' width='120' height='120'></p>",
        "<p><img src='/u/1.webp' alt='Photo of Tora Moen' class='rounded-full'></p>",
        "<p><img src='/u/tora-moen-150x150.jpg' alt=''></p>",
        "<p><img src='/u/author-tora-moen-thumbLarge.jpg' width='90'></p>",
        "<p><img src='/u/ToraMoen.jpg' width='90'></p>",
        "<div><img src='/u/1.webp' alt='Tora Moen'><p>Tora Moen</p></div>",
    ],
)
def test_a_small_picture_of_the_author_is_a_portrait(markup: str) -> None:
    assert reasons(markup) == [PORTRAIT]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src='/u/1.webp' alt='Eli Strand' width='120' height='120'></p>",
        "<p><img src='/u/1.webp' alt='Tora Moen' width='900' height='600'></p>",
        "<p><img src='/u/tora-moen-and-the-ferry.jpg' width='200'></p>",
        "<figure><img src='/u/1.webp' alt='Tora Moen' width='200'>"
        "<figcaption>The writer on deck</figcaption></figure>",
        "<div class='authorities'><img src='/u/harbour.webp'></div>",
        "<p><img src='/u/1.webp' alt='Tora Moen'></p>",  # amid the text, of unknown size
    ],
)
def test_other_pictures_of_people_are_not(markup: str) -> None:
    assert reasons(markup) == [""]


def test_a_name_with_accents_is_found_in_a_file_name() -> None:
    assert reasons("<p><img src='/u/zoe_muller.jpg' width='90'></p>", author="Zoé Müller") == [
        PORTRAIT
    ]


def test_the_box_of_the_text_may_be_named_after_its_author() -> None:
    text = "The ferry sails at six from the old quay, and at seven it is back again. " * 8
    markup = f"<div class='post author-tora'><img src='/u/quay.jpg'><p>{text}</p></div>"
    assert reasons(markup) == [""]
