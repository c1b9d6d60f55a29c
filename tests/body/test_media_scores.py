"""The score of a picture: from its place and the names around it."""

from __future__ import annotations

from block_page import PROSE
from scored_page import ARTICLE, scored


def test_a_picture_counts_for_itself_among_the_text_and_against_itself_in_an_advertisement() -> (
    None
):
    picture = "<img src='a.jpg'>"
    among = scored(f"<div>{ARTICLE}{picture}{ARTICLE}</div>", 0.95)[4]
    in_banner = scored(f"<div>{ARTICLE}<div class='ad'>{picture}</div>{ARTICLE}</div>", 0.95)[4]
    assert among > 0 > in_banner


def test_a_name_says_nothing_against_a_picture_in_a_box_with_text_of_the_article() -> None:
    body = "<div class='share'><p>{0}</p><img src='a.jpg'><p>{0}</p></div>"
    assert scored(f"{ARTICLE}{body.format(PROSE)}{ARTICLE}", 0.95)[5] > 0
