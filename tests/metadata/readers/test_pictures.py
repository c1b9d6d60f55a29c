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
    assert read("", file).image == "https://example.org/full/offer.jpg"


def test_a_picture_is_taken_at_the_largest_size_that_the_page_has() -> None:
    late = '<img src="data:," data-src="/a-640.jpg" data-srcset="/a-640.jpg 640w, /a.jpg 1920w">'
    sources = (
        '<picture><source srcset="/a.jpg 1920w, /a-960.jpg 960w"><img src="/a-960.jpg"></picture>'
    )
    for picture in (late, sources, '<amp-img src="/a.jpg" width="1200" height="800"></amp-img>'):
        page = f"<article><h1>Otters</h1><figure>{picture}</figure></article>"
        assert read("", page).image == "https://example.org/a.jpg", picture


def test_a_picture_alone_in_its_paragraph_counts_without_its_size() -> None:
    alone = '<article><h1>Otters</h1><p><a href="/a.jpg"><img src="/a.jpg"></a></p></article>'
    assert read("", alone).image == "https://example.org/a.jpg"
    assert read("", alone.replace("<p>", "<p>A smile ")).image is None


def test_the_article_of_the_heading_and_not_a_teaser_before_it_has_the_picture() -> None:
    figure = '<figure><img src="/{}.jpg"></figure>'
    teaser = f"<article><h3>Wolves</h3>{figure.format('wolf')}</article>"
    own = f"<article><h1>Otters</h1>{figure.format('otter')}</article>"
    assert read("<title>Otters</title>", teaser + own).image == "https://example.org/otter.jpg"


def test_a_page_without_an_article_element_has_the_pictures_around_its_heading() -> None:
    body = f'<div><h1>Otters</h1><figure><img src="/a.jpg"></figure>{"<p>Swim.</p>" * 3}</div>'
    other = '<div><figure><img src="/b.jpg"></figure></div>'
    assert read("<title>Otters</title>", other + body).image == "https://example.org/a.jpg"


def test_a_picture_above_the_article_that_is_called_its_hero_leads() -> None:
    hero = '<figure class="hero"><img src="/a.jpg"></figure>'
    body = "<main><h1>Otters</h1></main>"
    assert read("", hero + body).image == "https://example.org/a.jpg"
    assert read("", hero.replace("hero", "wide") + body).image is None
    assert read("", f"<aside>{hero}</aside>{body}").image is None


def test_an_advert_is_known_by_its_class() -> None:
    advert = '<div class="{}"><img src="/car.jpg" width="970" height="400"></div>'
    for name in ("ad-slot", "top_ad", "ads", "advertisement", "sponsored-box"):
        assert read("", f"<main><h1>Otters</h1>{advert.format(name)}</main>").image is None, name
    other = advert.format("adventure shadow")
    assert read("", f"<main><h1>Otters</h1>{other}</main>").image is not None


def test_a_thumbnail_that_opens_the_picture_is_taken_as_the_picture() -> None:
    picture = '<a href="/s1600/a.jpg"><img src="/s320/a.jpg" width="320" height="213"></a>'
    page = f"<article><h1>Otters</h1>{picture}</article>"
    assert read("", page).image == "https://example.org/s1600/a.jpg"
    named = '<meta property="og:image" content="/s320/a.jpg">'
    assert read(named, page).image == "https://example.org/s320/a.jpg"
    page = page.replace("/a.jpg", "/barn.jpg")
    named = named.replace("/a.jpg", "/barn.jpg")
    assert read(named, page).image == "https://example.org/s1600/barn.jpg"
