"""The score of a part: from its probability, its words and its place."""

from __future__ import annotations

from block_page import PROSE
from scored_page import ARTICLE, scored


def test_a_likely_text_counts_more_the_longer_it_is() -> None:
    long, short, unlikely = scored(f"<p>{PROSE}</p><p>Short.</p><p>Menu</p>", 0.9, 0.9, 0.05)
    assert long > short > 0 > unlikely


def test_on_a_page_without_likely_texts_less_is_enough() -> None:
    assert scored(ARTICLE, 0.95, 0.95, 0.95, 0.45)[3] < 0
    assert scored(ARTICLE, 0.45)[3] > 0


def test_a_likely_line_among_unlikely_ones_counts_less() -> None:
    aside = "<div><p>Words of a teaser</p>" + "<p>Words of another teaser</p>" * 3 + "</div>"
    alone = scored(f"{ARTICLE}<p>Words of a teaser</p>", 0.9, 0.9, 0.9, 0.9, 0.7)[4]
    among = scored(ARTICLE + aside, 0.9, 0.9, 0.9, 0.9, 0.7, 0.05)[4]
    assert alone > 0 > among


def test_a_second_article_on_the_page_counts_less() -> None:
    page = f"<article>{ARTICLE}</article><article>{ARTICLE}</article>"
    values = scored(page, 0.8)
    assert min(values[:4]) > max(values[4:])


def test_a_caption_is_never_against_its_picture() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The quay</figcaption></figure>"
    assert scored(f"{ARTICLE}{figure}", 0.9, 0.9, 0.9, 0.9, 0.01)[-1] == 0
