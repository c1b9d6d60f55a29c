"""Logos and pictures of other stories are not content."""

from __future__ import annotations

from media_reasons import reasons


def test_the_logo_that_leads_to_the_front_page_is_left_out() -> None:
    logo = "<img src='https://cdn.coast.example/content_logo.png'>"
    assert reasons(f"<p><a href='https://coast.example/'>{logo}</a></p>") == ["the site's logo"]
    assert reasons(f"<p>{logo}</p>") == [""]
    other = "<p><a href='https://maker.example/'><img src='/u/maker-logo.png'></a></p>"
    assert reasons(other) == [""]


def test_a_picture_goes_with_the_headline_that_leads_to_the_same_story() -> None:
    picture = "<a href='/2023/dam/'><img src='/t/dam.jpg' width='120' height='80'></a>"
    headline = "<p><a href='/2023/dam/'>How the dam was built</a></p>"
    assert reasons(f"<div>{picture}{headline}</div>", kept=False) == [
        "the picture of another story"
    ]
    assert reasons(f"<div>{picture}{headline}</div>") == [""]
    assert reasons(f"<div>{picture}<p>How the dam was built</p></div>", kept=False) == [""]


def test_a_picture_is_not_of_another_story_on_a_page_of_another_site() -> None:
    card = (
        "<div><a href='https://maker.example/lamp'><img src='/lamp.jpg'></a>"
        "<p><a href='https://maker.example/lamp'>The lamp</a></p></div>"
    )
    assert reasons(card, kept=False) == [""]
