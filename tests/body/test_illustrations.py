"""Pictures between kept paragraphs are kept, with their captions."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut, some, texts
from crosspost.body.illustrations import keep_between
from crosspost.body.media import MediaFilter

ENDS = (f"<p>{PROSE}</p>", f"<p>{PROSE} Two.</p>")


def kept_between(markup: str, *others: str) -> tuple[int, list[str]]:
    """How many pictures are kept, and which texts but the paragraphs around them."""
    found, page = cut(f"<div>{ENDS[0]}{markup}{ENDS[1]}</div>")
    kept = some(found, PROSE, f"{PROSE} Two.", *others)
    media = np.zeros(len(found.media), dtype=bool)
    media_filter = MediaFilter(found, page, url="https://coast.example/ferry")
    keep_between(found, page, kept, media, ~kept, media_filter)
    return int(media.sum()), texts(found, kept)[1:-1]


@pytest.mark.parametrize(
    ("markup", "captions"),
    [
        ("<p>Maps</p><figure><img src='quay.jpg'></figure><p>Open</p>", []),
        ("<p>Maps</p><figure><img src='quay.jpg'><figcaption>The quay</figcaption></figure>",
         ["The quay"]),
        ("<p>Maps</p><div class='photo'><a href='/gallery/1'><img src='quay.jpg'></a>"
         "<a href='/gallery/1'>The quay</a></div><p>Open</p>", ["The quay"]),
        ("<p>Maps</p><figure><h4>Figure 3.</h4><p><img src='quay.jpg'></p><a href='/f'>Open in a "
         "tab</a><figcaption>The quay</figcaption></figure>", ["Figure 3.", "The quay"]),
        ("<div class='related-work'><figure><img src='quay.jpg'><figcaption>The quay</figcaption>"
         "</figure></div>", ["The quay"]),
        ("<section><div><img src='quay.jpg'></div><div>Price</div></section>", []),
    ],
)  # fmt: skip
def test_a_picture_between_paragraphs_is_kept(markup: str, captions: list[str]) -> None:
    assert kept_between(markup) == (1, captions)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Maps</p><div><a href='/2023/other'><img src='thumb.jpg'></a></div><p>Open</p>",
        "<div class='related'><p>Maps</p><div><img src='thumb.jpg'></div></div>",
        "<div class='related'><figure><a href='/2023/other'><img src='thumb.jpg'></a><figcaption>"
        "A story</figcaption></figure></div>",
        "<div class='ad'><figure><img src='boat.jpg'><figcaption>Boats</figcaption></figure></div>",
        "<div class='newsletter'><img src='letter.jpg'></div>",
        "<section><p>Maps</p><div><img src='quay.jpg'></div><p>Open</p></section>",
        "<div><img src='/img/site-logo.png'></div>",
        "<section><img src='/img/arrow.svg'><p>Open</p></section>",
        "<img src='pixel.gif' width='20' height='20'>",
        "<iframe src='https://video.example/1'></iframe>",
    ],
)
def test_other_pictures_stay_cut(markup: str) -> None:
    assert kept_between(markup) == (0, [])
