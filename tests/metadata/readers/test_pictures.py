"""The first large picture of the text, where no syntax names a lead image."""

from __future__ import annotations

from article_page import read


def test_the_first_large_picture_of_the_article_is_the_lead_image() -> None:
    body = (
        '<article><h1>Otters</h1><img src="/icon.png" width="32" height="32">'
        '<img src="/otter.jpg" width="1200" height="800"></article>'
    )
    article = read("", body)
    assert article.image == "https://example.org/otter.jpg"
    assert article.sources["image"] == "first large picture"


def test_a_picture_in_a_figure_counts_without_its_size() -> None:
    body = "<main><h1>Otters</h1><figure><img data-src='/otter.jpg' src='data:,'></figure></main>"
    assert read("", body).image == "https://example.org/otter.jpg"


def test_an_avatar_or_a_related_teasers_picture_is_none() -> None:
    body = (
        '<article><h1>Otters</h1><div class="author"><img src="/ann.jpg" width="400" height="400">'
        '</div><aside><img src="/ad.jpg" width="900" height="600"></aside></article>'
    )
    assert read("", body).image is None


def test_a_picture_that_is_loaded_late_is_taken_and_not_what_stands_for_it() -> None:
    body = (
        "<main><h1>Otters</h1><figure><img src='/grey.gif' data-lazy='true' "
        "data-large-file='/otter.jpg'></figure></main>"
    )
    assert read("", body).image == "https://example.org/otter.jpg"


def test_a_picture_that_is_a_link_to_a_page_is_an_advert_or_of_another_story() -> None:
    picture = '<img src="/offer.jpg" width="970" height="600">'
    linked = f'<article><h1>Otters</h1><a href="https://shop.example/">{picture}</a></article>'
    assert read("", linked).image is None
    file = linked.replace("https://shop.example/", "/full/offer.jpg")
    assert read("", file).image == "https://example.org/offer.jpg"
