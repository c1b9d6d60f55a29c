"""Title, standfirst and lead picture."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut, some, texts
from crosspost.body import opening
from crosspost.body.media import MediaFilter
from crosspost.body.title import find_title


def without_title(body: str, title: str | None) -> list[str]:
    found, _ = cut(body)
    kept = some(found, *found.texts)
    kept[opening.title_lines(found, kept, title)] = False
    return texts(found, kept)


def test_the_title_is_found_at_the_top_also_twice() -> None:
    body = f"<h1>The Ferry</h1><h2>The ferry!</h2><p>{PROSE}</p>"
    assert without_title(body, "The ferry") == [PROSE]


def test_a_first_heading_like_the_title_is_the_title() -> None:
    body = f"<h1>The ferry gets another winter</h1><p>{PROSE}</p>"
    assert without_title(body, "Ferry gets another winter | Coast Courier") == [PROSE]


def test_a_heading_that_says_something_else_is_not() -> None:
    body = f"<h1>Twelve knots in any weather</h1><p>{PROSE}</p>"
    assert without_title(body, "The ferry") == ["Twelve knots in any weather", PROSE]


LINE = "The old ferry stays for another winter, the board has decided"


def introduced(body: str, probability: float) -> list[str]:
    """The standfirst of a page whose text is kept; every other block is this likely."""
    found, page = cut(body)
    kept = some(found, PROSE)
    said = np.where(kept, 0.97, probability)
    at = find_title(found, page, "The ferry")
    lines = opening.standfirst(found, page, said, kept, ~kept, at)
    return [found.texts[line] for line in lines]


@pytest.mark.parametrize(
    ("line", "probability"),
    [
        (f"<p>{LINE}</p>", 0.2),
        (f"<h2>{LINE}</h2>", 0.2),
        (f"<p class='article-standfirst'>{LINE}</p>", 0.03),
        (f"<p>{LINE}</p>" + "<div>Share</div>" * 30, 0.2),
        (f"<time>8 May</time><div>By Tora</div><p>{LINE}</p>", 0.25),
    ],
)
def test_a_line_between_title_and_text_is_the_standfirst(line: str, probability: float) -> None:
    assert introduced(f"<h1>The ferry</h1>{line}<p>{PROSE}</p>", probability) == [LINE]


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Tora Moen</p>",
        f"<p>By Tora</p><p>9 May</p><p>8 May</p><p>{LINE}</p>" + "<div>Share</div>" * 30,
        f"<p><a href='/x'>{LINE}</a></p>",
        f"<div class='newsletter'><p>{LINE}</p></div>",
        f"<figure><img src='a.jpg'><figcaption>{LINE}</figcaption></figure>",
        f"<ul><li>{LINE}</li></ul>",
    ],
)
def test_other_lines_there_are_not(line: str) -> None:
    assert introduced(f"<h1>The ferry</h1>{line}<p>{PROSE}</p>", 0.3) == []


def test_without_a_title_a_standfirst_must_be_likelier() -> None:
    body = f"<p>{LINE}</p><p>{PROSE}</p>"
    assert (introduced(body, 0.25), introduced(body, 0.35)) == ([], [LINE])


def lead(body: str, *kept_texts: str) -> tuple[list[str], list[str]]:
    """The kept pictures and texts of a page."""
    found, page = cut(body)
    kept, media = some(found, *kept_texts), np.zeros(len(found.media), dtype=bool)
    opening.keep_lead(
        found, page, kept, media, MediaFilter(found, page), find_title(found, page, "The ferry")
    )
    nodes = [found.flow.nodes[node] for node, _, _ in found.media]
    pictures = [node.get("src") for node, is_kept in zip(nodes, media, strict=True) if is_kept]
    return pictures, texts(found, kept)


def test_the_picture_between_title_and_text_is_kept_with_its_caption() -> None:
    figure = "<figure><img src='lead.jpg'><figcaption>The quay.</figcaption></figure>"
    body = f"<h1>The ferry</h1>{figure}<p>By Tora Moen</p><p>{PROSE}</p>"
    assert lead(body, PROSE) == (["lead.jpg"], ["The quay.", PROSE])


@pytest.mark.parametrize(
    "box",
    [
        "<div class='lead-image'><img src='lead.jpg'><p>The quay.</p></div>",
        "<div class='featured'><img src='lead.jpg'>"
        "<div class='media-caption'>The quay.</div></div>",
        "<figure><a href='/gallery/7'><img src='lead.jpg'></a>"
        "<figcaption><a href='/gallery/7'>The quay.</a></figcaption></figure>",
    ],
)
def test_its_caption_may_be_in_another_box_than_a_figure(box: str) -> None:
    body = f"<h1>The ferry</h1>{box}<p>By Tora Moen</p><p>{PROSE}</p>"
    assert lead(body, PROSE) == (["lead.jpg"], ["The quay.", PROSE])


def test_a_link_to_another_page_is_no_lead_without_a_figure() -> None:
    link = "<div class='topic'><a href='/category/coast/'><img src='coast.jpg'></a></div>"
    assert lead(f"<h1>The ferry</h1>{link}<p>{PROSE}</p>", PROSE)[0] == []
    photo = link.replace("topic", "photo")
    assert lead(f"<h1>The ferry</h1>{photo}<p>{PROSE}</p>", PROSE)[0] == ["coast.jpg"]
    file = link.replace("/category/coast/", "/coast-full.jpg")
    assert lead(f"<h1>The ferry</h1>{file}<p>{PROSE}</p>", PROSE)[0] == ["coast.jpg"]


def test_a_drawing_beside_the_date_is_no_lead_without_a_figure() -> None:
    body = "<h1>The ferry</h1><div><img src='date.svg'>8 May</div><div><img src='lead.jpg'></div>"
    assert lead(f"{body}<p>{PROSE}</p>", PROSE)[0] == ["lead.jpg"]


def test_a_thumbnail_of_the_post_itself_is_one_that_of_a_teaser_is_not() -> None:
    box = "<article><h1>The ferry</h1><div class='{}'><img src='a.jpg'></div><p>{}</p></article>"
    assert lead(box.format("post-thumbnail", PROSE), PROSE)[0] == ["a.jpg"]
    assert lead(box.format("teaser-thumbnail", PROSE), PROSE)[0] == []


def test_it_is_also_below_a_standfirst() -> None:
    body = f"<h1>The ferry</h1><p>{LINE}.</p><img src='lead.jpg'><p>By Tora</p><p>{PROSE}</p>"
    assert lead(body, f"{LINE}.", PROSE)[0] == ["lead.jpg"]


@pytest.mark.parametrize(
    "above",
    [
        "<figure><img src='shop.jpg'><figcaption>Our new shop</figcaption></figure>"
        "<h1>The ferry</h1>",
        "<header><a href='/'><img src='logo.png'></a></header><h1>The ferry</h1>",
        "<h1>The ferry</h1><ul><li><img src='story.jpg'>Another story</li></ul>",
        "<h1>The ferry</h1><div class='author-box'><img src='tora.jpg'></div>",
    ],
)
def test_logos_portraits_and_pictures_of_other_stories_are_not_the_lead(above: str) -> None:
    assert lead(f"{above}<p>{PROSE}</p>", PROSE) == ([], [PROSE])


def test_a_picture_above_the_title_in_the_figure_of_the_article_is() -> None:
    body = f"<article><figure><img src='lead.jpg'></figure><h1>The ferry</h1><p>{PROSE}</p>"
    assert lead(f"{body}</article>", PROSE)[0] == ["lead.jpg"]


def test_a_figure_beside_the_title_is_also_without_an_article_element() -> None:
    body = f"<figure><img src='lead.jpg'></figure><h1>The ferry</h1></div><p>{PROSE}</p>"
    assert lead(f"<main><div>{body}</main>", PROSE)[0] == ["lead.jpg"]
    other = f"<div><figure><img src='lead.jpg'></figure></div><h1>The ferry</h1><p>{PROSE}</p>"
    assert lead(f"<main>{other}</main>", PROSE)[0] == []


def test_the_name_of_a_box_around_the_title_says_nothing_against_a_standfirst() -> None:
    box = f"<article class='newsletter'><h1>The ferry</h1><p>{LINE}</p><p>{PROSE}</p></article>"
    assert introduced(box, 0.3) == [LINE]
    again = f"<h1>{LINE}</h1><p>{LINE}</p><p>{PROSE}</p>"
    assert introduced(again, 0.3) == []
