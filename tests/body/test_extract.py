"""What a user gets from a page: the article, in order and whole, and nothing around it."""

from __future__ import annotations

import lxml.html
import pytest
from lxml import etree

from crosspost.body import Body, find
from crosspost.errors import NoArticle
from crosspost.model import Document, Metadata
from crosspost.page.flow import walk

PROSE = (
    "The ferry leaves the harbour at six, and by seven the islands are behind it. Nobody on the "
    "lower deck looks up from the cards, because the weather has been like this for a week. "
)


def _document(root: etree._Element) -> Document:
    return Document("https://example.org/ferry", "", root, walk(root))


def page(body: str) -> Document:
    html = f"<html><head><title>The ferry | Island News</title></head><body>{body}</body></html>"
    return _document(lxml.html.document_fromstring(html))


def article(inside: str, around: str = "") -> Document:
    return page(
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
        f"<main><article><h1>The ferry</h1>{inside}</article></main>{around}"
        "<footer><p>Copyright Island News. All rights reserved.</p></footer>"
    )


def found(document: Document, title: str | None = "The ferry") -> Body:
    return find(document, Metadata(title=title))


def paragraphs(count: int) -> str:
    return "".join(f"<p>{PROSE} Part {number}.</p>" for number in range(count))


def test_the_text_is_the_article_without_title_menu_and_footer() -> None:
    text = found(article(paragraphs(4))).text
    assert text.split("\n\n") == [
        f"{PROSE}Part {number}.".replace("  ", " ") for number in range(4)
    ]


def test_a_table_comes_whole() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{name} pier</td></tr>" for name in ("Ar", "Be", "Ce"))
    tree = found(article(paragraphs(3) + f"<table>{rows}</table>" + paragraphs(2))).soup()
    assert [len(row.find_all("td")) for row in tree.find_all("tr")] == [2, 2, 2]


def test_a_list_comes_with_its_items_and_code_with_its_lines() -> None:
    inside = "<ul><li>oars</li><li>rope</li></ul><pre>tide --now\n  6:12\n</pre>"
    body = found(article(paragraphs(3) + inside + paragraphs(2)))
    assert "- oars\n- rope" in body.text and "tide --now\n  6:12" in body.text
    assert [item.get_text() for item in body.soup().find_all("li")] == ["oars", "rope"]


def test_a_heading_stays_with_its_text() -> None:
    tree = found(article(paragraphs(2) + "<h2>Night</h2>" + paragraphs(2))).soup()
    assert [tag.name for tag in tree.find_all(["h1", "h2", "p"])] == ["p", "p", "h2", "p", "p"]


def test_a_figure_comes_with_its_caption_and_the_source_of_a_lazy_picture() -> None:
    figure = (
        '<figure><img src="data:," data-src="/boat.jpg"><noscript><img src="/boat.jpg"></noscript>'
        "<figcaption>The boat at dawn, before the crossing.</figcaption></figure>"
    )
    tree = found(article(paragraphs(2) + figure + paragraphs(2))).soup()
    assert tree.figure is not None and tree.figcaption is not None
    assert tree.img is not None and tree.img["data-src"] == "/boat.jpg"
    assert tree.noscript is not None and tree.noscript.img is not None


def test_the_picture_between_title_and_text_is_kept() -> None:
    tree = found(article('<figure><img src="/lead.jpg"></figure>' + paragraphs(3))).soup()
    assert tree.img is not None and tree.img["src"] == "/lead.jpg"


@pytest.mark.parametrize(
    "around",
    [
        '<div class="comments"><p>' + PROSE + "</p></div>",
        '<div class="related-posts"><p>' + PROSE + "</p></div>",
        '<div class="newsletter-signup"><p>' + PROSE + "</p></div>",
        f"<aside><h2>Most read</h2><p><a href='/x'>{PROSE}</a></p></aside>",
    ],
)
def test_what_stands_around_the_article_is_left_out(around: str) -> None:
    assert found(article(paragraphs(5) + around)).text.count("ferry leaves") == 5


def test_the_tree_holds_the_same_words_as_the_text() -> None:
    body = found(
        article(paragraphs(3) + "<blockquote>Calm <b>sea</b></blockquote>" + paragraphs(1))
    )
    assert body.soup().get_text(" ").split() == body.text.split()


def test_the_tree_can_be_asked_for_twice() -> None:
    body = found(article(paragraphs(3)))
    assert str(body.soup()) == str(body.soup())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "no text"),
        ('<div id="root"></div>', "needs JavaScript"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript>", "JavaScript"),
        ('<form><label>Name</label><input type="password"><button>Log in</button></form>', "login"),
    ],
)
def test_a_page_without_an_article_says_why(body: str, reason: str) -> None:
    with pytest.raises(NoArticle, match=reason) as caught:
        found(page(body))
    assert caught.value.url == "https://example.org/ferry"


def test_a_document_without_a_body_is_no_article() -> None:
    with pytest.raises(NoArticle):
        find(_document(etree.Element("html")), Metadata())


def test_one_giant_paragraph_is_the_article() -> None:
    assert found(page(f"<p>{PROSE * 5000}</p>")).text.count("ferry leaves") == 5000


def test_nesting_of_any_depth_is_no_fault() -> None:
    root = etree.Element("html")
    inner = etree.SubElement(root, "body")
    for _ in range(10_000):
        inner = etree.SubElement(inner, "div")
    for _ in range(3):
        etree.SubElement(inner, "p").text = PROSE
    body = find(_document(root), Metadata())
    assert body.text.count("ferry leaves") == 3
    assert body.soup().get_text().count("ferry leaves") == 3
