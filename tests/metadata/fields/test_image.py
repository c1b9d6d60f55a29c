"""The lead image: an absolute web address of a real picture."""

from __future__ import annotations

import pytest

from article_page import document, json_ld, read
from crosspost.metadata import Reading


def image(*addresses: str) -> str | None:
    return read("".join(f'<meta property="og:image" content="{a}">' for a in addresses)).image


def test_a_relative_address_is_resolved() -> None:
    assert image("/img/otter.jpg") == "https://example.org/img/otter.jpg"
    assert image("//cdn.example.net/otter.jpg") == "https://cdn.example.net/otter.jpg"


@pytest.mark.parametrize(
    "ornament",
    [
        "/img/logo.png",
        "/img/site-logo-2024.png",
        "/img/default-image.jpg",
        "/img/placeholder.png",
        "/favicon.ico",
        "/img/mark.svg",
        "https://secure.gravatar.com/avatar/abc?s=96",
        "https://ads.example.com/pixel.gif",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
    ],
)
def test_an_ornament_is_passed_over_for_a_real_picture(ornament: str) -> None:
    assert image(ornament) is None
    assert image(ornament, "/otter.jpg") == "https://example.org/otter.jpg"


def test_a_word_inside_a_name_does_not_make_an_ornament() -> None:
    assert image("/img/catalogue-of-icons-and-logotypes.jpg") is not None


def sized(address: str, width: int, height: int) -> str:
    return f'{{"@type": "ImageObject", "url": "{address}", "width": {width}, "height": {height}}}'


def test_of_several_pictures_the_largest_leads() -> None:
    pictures = f"[{sized('/small.jpg', 300, 200)}, {sized('/large.jpg', 1600, 900)}]"
    head = json_ld(f'{{"@type": "Article", "headline": "Otters", "image": {pictures}}}')
    assert read(head).image == "https://example.org/large.jpg"


def test_a_thumbnail_gives_way_to_the_picture_whose_size_is_known() -> None:
    pictures = f'["/otter-thumb.jpg", {sized("/large.jpg", 1600, 900)}]'
    head = json_ld(f'{{"@type": "Article", "headline": "Otters", "image": {pictures}}}')
    assert read(head).image == "https://example.org/large.jpg"


def test_a_small_picture_is_taken_where_there_is_no_other() -> None:
    assert image("/otter-150x150.jpg") == "https://example.org/otter-150x150.jpg"
    assert image("/otter-150x150.jpg", "/river.jpg") == "https://example.org/river.jpg"


def test_the_publishers_logo_leads_nowhere() -> None:
    head = json_ld(
        '{"@type": "Article", "headline": "Otters", "publisher": {"@type": "Organization",'
        ' "name": "River Post", "logo": {"@type": "ImageObject", "url": "/brand.png"}}}'
    )
    assert read(head + '<meta property="og:image" content="/brand.png">').image is None


FIGURE = '<figure><img src="/photos/otter.jpg" width="1600" height="900"></figure>'
OTTER = "https://example.org/photos/otter.jpg"


def lead(offered: str, body: str = FIGURE, site: str = "") -> str | None:
    """Return the image of a page with this ``og:image`` and these pictures in its text."""
    head = f'<meta property="og:image" content="{offered}">'
    head += f'<meta property="og:site_name" content="{site}">' if site else ""
    return read(head, f"<article><h1>Otters</h1>{body}</article>").image


@pytest.mark.parametrize(
    "card",
    [
        "/img/default-share.jpg",
        "/og-image.png",
        "/og.png?v=46ac2375",
        "/uploads/2024/12/share.png",
        "/img/river-post-social-1200x630.png",
        "/img/RiverPost_OG_image_1.png",
        "/img/riverpostlogo_1200x630.png",
        "/img/sitelogo.png",
        "https://b.scorecardresearch.com/p?c1=2",
        "/",
        "/notes/otters-return",
    ],
)
def test_the_picture_for_all_pages_of_a_site_gives_way_to_one_of_the_article(card: str) -> None:
    assert lead(card, site="River Post") == OTTER
    assert lead(card, "", site="River Post") is None


@pytest.mark.parametrize(
    "own",
    [
        "/og-image.png?title=Otters+return+to+the+river",
        "/notes/otters-return/opengraph.png",
        "/media/GettyImages_2206/open-graph.jpg",
        "/img/otters-social.jpg",
        "/img/river-post.jpg",
        "/2025/IMG_4101.jpg",
    ],
)
def test_a_picture_for_sharing_that_is_made_for_the_article_is_its_own(own: str) -> None:
    assert lead(own, site="River Post") == f"https://example.org{own}"


def test_of_one_picture_the_largest_copy_is_taken_wherever_the_page_has_it() -> None:
    for small in (
        "/photos/otter-300x200.jpg",
        "/photos/otter.jpg?w=300&amp;h=200&amp;crop=1",
        "https://cdn.example.net/300x200/otter.jpg",
    ):
        assert lead(small) == OTTER, small
    assert lead("/photos/other.jpg") == "https://example.org/photos/other.jpg"
    assert lead("/photos/other-1200x800.jpg") == "https://example.org/photos/other-1200x800.jpg"


def test_a_crop_of_another_shape_is_no_larger_copy() -> None:
    square = '<figure><img src="/otter.jpg?width=1200&height=1200" width="1200" height="1200">'
    own = "/otter.jpg?width=1200&amp;height=630"
    assert lead(own, square) == "https://example.org/otter.jpg?width=1200&height=630"


def test_the_original_is_no_smaller_than_a_copy_that_the_page_shows() -> None:
    shown = FIGURE.replace("otter.jpg", "otter.jpg?w=1024")
    assert lead("/photos/otter.jpg", shown) == OTTER
    size = '<meta property="og:image:width" content="900"><meta property="og:image:height" '
    head = f'<meta property="og:image" content="/photos/otter.jpg">{size} content="600">'
    assert read(head, f"<article><h1>Otters</h1>{shown}</article>").image == OTTER


def test_a_small_picture_gives_way_to_one_of_unknown_size_in_the_head() -> None:
    size = '<meta property="og:image:width" content="300"><meta property="og:image:height" '
    head = f'<meta property="og:image" content="/a.jpg">{size} content="200">'
    head += '<meta name="twitter:image" content="/b.jpg">'
    assert read(head).image == "https://example.org/b.jpg"


def test_the_picture_of_another_story_in_the_data_is_not_taken() -> None:
    other = (
        f'{{"@type": "NewsArticle", "headline": "Wolves", "image": {sized("/w.jpg", 900, 600)}}}'
    )
    own = '{"@type": "NewsArticle", "headline": "Otters return", "author": "Ann Otter"}'
    head = "<title>Otters return</title>" + json_ld(f"[{other}, {own}]")
    assert read(head).image is None


def test_explain_tells_why_a_picture_was_not_taken() -> None:
    head = (
        '<meta property="og:image" content="/og-image.png"><meta name="twitter:image" '
        'content="/favicon.ico"><link rel="image_src" href="/">'
    )
    page = document(head, "<h1>Otters</h1>")
    reasons = [c.reason for c in Reading(page).considered if c.candidate.field == "image"]
    assert reasons == [
        "the picture that the site has for all of its pages",
        "a logo, an icon or a placeholder",
        "the URL of a page",
    ]
