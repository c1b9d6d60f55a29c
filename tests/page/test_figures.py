"""Tables with a picture and its caption, and background images, become figures."""

from __future__ import annotations

import pytest
from lxml import etree
from lxml.html import fragment_fromstring

from crosspost.page.figures import to_figures


def made(html: str) -> str:
    tree = fragment_fromstring(html, create_parent="div")
    to_figures(tree)
    return etree.tostring(tree, encoding="unicode", method="html")[5:-6]


@pytest.mark.parametrize(
    "table",
    [
        "<table class='tr-caption-container' border='0' style='float: left'><tbody>"
        "<tr><td><a href='full.jpg'><img src='quay.jpg'></a></td></tr>"
        "<tr><td class='tr-caption'>The <b>old</b> quay</td></tr></tbody></table>",
        "<table align='right'><tr><td>\n<a href='full.jpg'><img src='quay.jpg'></a></td></tr>"
        "<tr><td><font size='1'>The <b>old</b> quay</font></td></tr></table>",
    ],
)
def test_a_table_of_a_picture_and_its_caption_is_a_figure(table: str) -> None:
    html = made(f"<p>Before</p>{table}after")
    tree = fragment_fromstring(html, create_parent="div")
    figure = tree.find("figure")
    assert figure is not None and figure.tail == "after"
    assert [child.tag for child in figure] == ["a", "figcaption"]
    assert figure.find("a/img").get("src") == "quay.jpg"
    assert figure.find("figcaption").text_content() == "The old quay"
    assert tree.text_content() == "BeforeThe old quayafter"


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td><img src='a.jpg'></td><td>Tea</td></tr><tr><td>1</td><td>2</td></tr>",
        "<tr><td><img src='a.jpg'> Ferry</td></tr><tr><td>The quay</td></tr>",
        "<tr><td><img src='a.jpg'></td></tr><tr><td><img src='b.jpg'> The quay</td></tr>",
        "<tr><td><img src='a.jpg'></td></tr><tr><td></td></tr>",
        "<tr><th><img src='a.jpg'></th></tr><tr><td>The quay</td></tr>",
        f"<tr><td><img src='a.jpg'></td></tr><tr><td>{'Word ' * 80}</td></tr>",
        "<tr><td>One</td></tr><tr><td>Two</td></tr>",
    ],
)
def test_other_tables_stay(rows: str) -> None:
    assert made(f"<table>{rows}</table>").count("<table>") == 1


@pytest.mark.parametrize(
    ("html", "image"),
    [
        (
            "<div role='img' aria-label='The bay' style='background-image: url(\"/bay.jpg\")'>"
            "</div>",
            '<img src="/bay.jpg" alt="The bay">',
        ),
        (
            "<figure><div class='cover' style='height: 9em; background: #eee url(/bay.jpg) 50%'>"
            "</div><figcaption>The bay</figcaption></figure>",
            '<img src="/bay.jpg" alt="">',
        ),
        (
            "<a href='/full/bay.jpg'><div data-thumbnail='/bay-300x200.jpg'></div></a>",
            '<img src="/full/bay.jpg" alt="">',
        ),
        (
            "<a href='/full/bay.jpg'><div role='img' data-thumbnail='/bay-300x200.jpg'></div></a>",
            '<img src="/full/bay.jpg" alt="">',
        ),
    ],
)
def test_an_empty_box_with_a_picture_as_background_has_it_as_an_image(
    html: str, image: str
) -> None:
    assert image in made(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div role='img' style='background-image: url(/bay.jpg)'>Text</div>",
        "<div style='background-image: url(/texture.jpg)'></div>",
        "<div role='img' style='background-image: url(/icons/logo.png)'></div>",
        "<div role='img' style='background-image: url(data:image/gif;base64,R0)'></div>",
        "<div role='img' aria-label='Chart'></div>",
        "<figure><div style='background-image: url(/blur.jpg)'></div><img src='a.jpg'></figure>",
    ],
)
def test_other_boxes_stay(html: str) -> None:
    assert made(html).count("<img") == html.count("<img")


def test_a_picture_of_mediawiki_is_a_figure() -> None:
    caption = '<div class="thumbcaption">The quay</div>'
    html = made(
        f'<div class="thumb"><div class="thumbinner"><img src="quay.jpg">{caption}</div></div>'
    )
    figure = '<figure class="thumbinner"><img src="quay.jpg">'
    caption = '<figcaption class="thumbcaption">The quay</figcaption>'
    assert html == f'<div class="thumb">{figure}{caption}</figure></div>'


def test_a_small_picture_that_leads_to_its_original_has_the_originals_url() -> None:
    html = made("<a href='/s1600/barn.jpg'><img src='/s320/barn.jpg'></a>")
    assert 'data-full-src="/s1600/barn.jpg"' in html
    html = made("<a href='/rope.jpg'><img src='/rope-300x200.jpg'></a>")
    assert 'data-full-src="/rope.jpg"' in html


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/other.jpg'><img src='/barn.jpg'></a>",
        "<a href='/barn.html'><img src='/barn.jpg'></a>",
        "<a href='/ann/boats/blob/main/barn.jpg'><img src='/ann/boats/raw/main/barn.jpg'></a>",
        "<a href='/big/barn.jpg'><img src='/barn.jpg'> Barn</a>",
    ],
)
def test_a_picture_that_leads_elsewhere_keeps_its_url(link: str) -> None:
    assert "data-full-src" not in made(link)


@pytest.mark.parametrize(
    "box",
    [
        "<dl class='gallery-item'><dt><a><img src='a.jpg'></a></dt>"
        "<dd class='wp-caption-text gallery-caption'>The bank</dd></dl>",
        "<div><a><img src='a.jpg'></a><div class='gallery-caption'>The bank</div></div>",
        "<div class='slate'><img src='a.jpg'><figcaption>The bank</figcaption></div>",
        "<figure><img src='a.jpg'><p>The bank</p></figure>",
    ],
)
def test_a_picture_with_its_caption_is_a_figure(box: str) -> None:
    tree = fragment_fromstring(made(box), create_parent="div")
    assert tree.findtext("figure/figcaption") == "The bank"


@pytest.mark.parametrize(
    "box",
    [
        "<dl><dt><img src='a.jpg'></dt><dd>The bank</dd></dl>",
        "<div><img src='a.jpg'><img src='b.jpg'></div><figcaption>The bank</figcaption>",
        "<figure><img src='a.jpg'><p>The bank</p><p>The river</p></figure>",
    ],
)
def test_a_text_that_may_not_be_a_caption_is_none(box: str) -> None:
    assert made(box) == box.replace("'", '"')
