"""Adverts and buttons are told by link, size and name."""

from __future__ import annotations

import pytest

from media_reasons import reasons

ADVERT = "an advert or a button"


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='https://shop.example/'><img src='/u/spring.gif' width='300' height='250'></a>",
        "<a href='https://shop.example/'><img src='/u/Spring_728x90_v2.jpg'></a>",
        "<a href='/own-offer/'><img src='/u/o.jpg' width='728' height='90'></a>",
        "<a href='https://shop.example/x'><img src='/u/spring.gif' class='advert'></a>",
        "<a href='/advert-click/65b10'><img src='/u/spring.gif'></a>",
        "<a href='https://shop.example/?utm_medium=banner'><img src='/u/spring.gif'></a>",
        "<img src='/u/spring.gif' class='small_ad'>",
        "<aside><a href='https://shop.example/'><img src='/u/book.jpg' alt='A book'></a></aside>",
        "<a href='https://www.patreon.com/tora'><img src='/u/p.png'></a>",
        "<a href='https://pay.example/d'><img src='/img/btn_donate_LG.gif'></a>",
        "<a href='https://play.google.com/store/apps/details?id=x'><img src='/u/play.png'></a>",
        "<a href='https://shop.example/'><img src='/u/summer-banner.png'></a>",
    ],
)
def test_a_linked_picture_like_an_advert_is_one(markup: str) -> None:
    assert reasons(f"<p>{markup}</p>") == [ADVERT]


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='/u/quay.jpg' width='300' height='250'>",
        "<a href='/u/quay.jpg'><img src='/u/quay-300x250.jpg'></a>",
        "<a href='https://maker.example/lamp'><img src='/u/lamp.jpg' width='640'></a>",
        "<a href='https://www.patreon.com/x'><img src='/u/s.png' width='900' height='700'></a>",
        "<img src='/u/festival-banner.jpg'>",
        "<img src='/u/quay.jpg' class='block-image-ads hero-image'>",
        "<a href='/add/lamp'><img src='/u/quay.jpg' class='shadow added'></a>",
        "<aside><img src='/u/quay.jpg'></aside>",
    ],
)
def test_other_pictures_and_links_are_not(markup: str) -> None:
    assert reasons(f"<p>{markup}</p>") == [""]


def test_a_box_beside_the_text_is_not_one_with_most_of_it() -> None:
    link = "<a href='https://maker.example/lamp'><img src='/u/lamp.jpg'></a>"
    text = "The lamp shines over the quay until the last ferry has left the harbour. " * 20
    assert reasons(f"<div class='with-sidebar'><p>{text}</p>{link}</div>") == [""]
