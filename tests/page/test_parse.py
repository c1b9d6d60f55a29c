"""Page → Document: nothing of the page is lost without a word."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from lxml import etree

from cpu import cpu_limit
from crosspost.errors import NoArticle
from crosspost.model import Page
from crosspost.page.parse import MAX_ELEMENTS, parse, parse_fragment, parse_text

URL = "https://example.org/blog/post"


def page(content: bytes, charset: str | None = None, url: str = URL) -> Page:
    now = datetime(2024, 5, 1, tzinfo=UTC)
    return Page(url, url, content, charset, now, warnings=("from the fetch",))


def text(html: str) -> str:
    """Return the text of a page's body."""
    return "".join(parse_text(html, URL).tree.itertext())


# Pages that are none


@pytest.mark.parametrize("html", ["", "  \n", "<!-- nothing -->", "\ufeff", "\0\x01"])
def test_an_empty_page_is_no_article(html: str) -> None:
    with pytest.raises(NoArticle, match="empty"):
        parse_text(html, URL)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG image"),
        (b"\x7fELF\x02\x01" + bytes(100), "program"),
        (b"%PDF-1.4\n%", "PDF file"),
        (b"odd\0" + bytes(900), "binary file"),
        (random.Random(1).randbytes(2000), "binary file"),
    ],
)
def test_a_file_that_is_no_text(content: bytes, kind: str) -> None:
    with pytest.raises(NoArticle) as caught:
        parse(page(content, "utf-8"))
    assert caught.value.reason == f"this is not a text page ({kind})"


# Characters


def test_the_encoding_of_the_bytes_is_found_and_warnings_are_kept() -> None:
    document = parse(page("<p>Кыргызстан".encode("koi8_r") + b"<meta charset=koi8-r>", "utf-8"))
    assert document.tree.findtext(".//p") == "Кыргызстан"
    assert document.warnings == ("from the fetch",)


def test_replaced_bytes_are_told() -> None:
    document = parse(page("<p>Кыргызстан ".encode() * 20 + b"\xff"))
    assert document.warnings == (
        "from the fetch",
        "1 byte is not valid UTF-8: replaced by U+FFFD",
    )


@pytest.mark.parametrize(
    "html",
    [
        "a\0b\x01\x08\x0b\x1b[31m\x7f",
        "a&#0;b&#x1;&#8;&#x0B;&#27;[31m&#x7F;",
        "a\ufffeb&#xFFFE;&#65535;&#x1B[31m",
        "a\x81b&#1;[31m",
    ],
)
def test_control_characters_are_removed(html: str) -> None:
    assert text(f"<p>{html}</p>") == "ab[31m"


def test_numbers_that_only_begin_like_a_control_character_stay() -> None:
    assert text("<p>&#160;&#8217;&#x1F600;&#12345;&#0169;&#9;</p>") == "\xa0’😀〹©\t"


def test_quotes_of_windows_are_read_as_browsers_read_them() -> None:
    assert text("<p>\x93it\x92s\x94 &#147;it&#146;s&#148;</p>") == "“it’s” “it’s”"


def test_a_form_feed_is_a_blank() -> None:
    assert text("<p\fclass=x>a\fb</p>") == "a b"


def test_a_text_in_utf8_read_as_latin1_is_put_right() -> None:
    assert text("<p>itâ\x80\x99s</p>") == "it’s"


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert text("<p>a\ud800b</p>") == "a?b"


def test_a_meta_tag_does_not_change_a_text_that_is_decoded() -> None:
    assert text('<meta charset="iso-8859-1"><p>Кыргызстан') == "Кыргызстан"


def test_the_tree_holds_elements_only() -> None:
    tree = parse_text("<?php echo ?><!-- a --><p>a<!-- b -->b<?x?>c</p>", URL).tree
    assert all(isinstance(element.tag, str) for element in tree.iter())
    assert tree.findtext(".//p") == "abc"


# What libxml2 would lose


def test_empty_elements_of_xhtml_do_not_swallow_the_page() -> None:
    html = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        '<script src="a>b"/></head><body><a id="x"/><p>one<br/>two</p><iframe/>three</body></html>'
    )
    tree = parse_text(html, URL).tree
    assert "".join(tree.itertext()) == "onetwothree"
    assert tree.findtext(".//a") in (None, "")


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><p>one</p></body></html> <div><p>two</p></div></body></html>",
        "<HTML><BODY><p>one</p></BODY></HTML>two",
        "<p>one</p></html><p>two",
        "<html><body>one</html>two</html>",
        "<html><body><header>one</header></body></html>\n<script>x</script><p>two</body></html>",
    ],
)
def test_what_stands_behind_the_end_of_the_page_is_kept(html: str) -> None:
    body = parse_text(html, URL).tree.find("body")
    assert body is not None
    assert "".join(body.itertext()).replace("x", "").split() in (["one", "two"], ["onetwo"])


@pytest.mark.parametrize("name", ["div", "b", "blockquote", "x-card"])
@pytest.mark.parametrize("levels", [300, 20_000])
def test_deep_nesting_keeps_its_text_and_takes_little_time(name: str, levels: int) -> None:
    html = f"<{name}>" * levels + "deep" + f"</{name}>" * levels + "<p>after</p>"
    with cpu_limit(5):
        document = parse_text(html, URL)
    assert "".join(document.tree.itertext()).split() == ["deepafter"]
    assert document.warnings == ("nested deeper than 200 levels: flattened",)
    deepest = next(e for e in document.tree.iter() if "deep" in (e.text or "") + (e.tail or ""))
    assert sum(1 for _ in deepest.iterancestors()) < 210


@pytest.mark.parametrize("opening", ["<ul><li>", "<table><tr><td>", "<b><div></b>", "<dl><dd>"])
def test_deep_lists_and_tables_keep_their_text(opening: str) -> None:
    document = parse_text(opening * 3_000 + "deep", URL)
    assert "".join(document.tree.itertext()) == "deep"
    assert document.warnings == ("nested deeper than 200 levels: flattened",)


def test_a_text_of_more_than_10_mb_is_kept() -> None:
    words = "word " * 2_200_000
    document = parse_text(f"<p>{words}</p><p>after</p>", URL)
    assert document.tree.findtext(".//p") == words and document.warnings == ()


def test_a_tag_with_100_000_attributes_takes_little_time() -> None:
    attributes = " ".join(f'a{n}="1"' for n in range(100_000))
    with cpu_limit(5):
        document = parse_text(f"<p {attributes}>text</p>", URL)
    assert document.tree.findtext(".//p") == "text"
    assert document.warnings == ("a tag has more than 1000 attributes: the rest is ignored",)


def test_a_million_nodes() -> None:
    with cpu_limit(20), pytest.raises(NoArticle, match="too many elements: 1,000,000"):
        parse_text("<p>x" * 1_000_000, URL)


def test_as_many_nodes_as_the_largest_pages_have_and_more() -> None:
    document = parse_text("<p>x" * (MAX_ELEMENTS - 2), URL)
    assert len(document.tree[0]) == MAX_ELEMENTS - 2


@pytest.mark.parametrize(
    "void", ["<embed src='a>b'>", '<EMBED src="x">', "<wbr>", "<source>", "<track/>"]
)
def test_an_element_without_content_swallows_nothing(void: str) -> None:
    tree = parse_text(f"<p>one {void} two</p><p>three</p>", URL).tree
    (element,) = tree.xpath("//p[1]/*")
    assert (element.text, len(element), element.tail) == (None, 0, " two")


def test_a_thousand_line_break_opportunities_are_no_levels() -> None:
    document = parse_text(f"<p>{'a<wbr>' * 1000}end</p><p>after</p>", URL)
    assert "".join(document.tree.itertext()) == "a" * 1000 + "endafter"
    assert not document.warnings


# Addresses


@pytest.mark.parametrize(
    ("head", "url", "base"),
    [
        ("", URL, URL),
        ('<base href="/other/">', URL, "https://example.org/other/"),
        ('<base href="https://example.net/x/">', URL, "https://example.net/x/"),
        ('<base target=_top><base href="/a/"><base href="/b/">', URL, "https://example.org/a/"),
        ('<base href="javascript:x">', URL, URL),
        ('<base href="data:text/html,x">', URL, URL),
        ('<base href="http://[">', URL, URL),
        ('<base href="/a/">', None, ""),
    ],
)
def test_base_url(head: str, url: str | None, base: str) -> None:
    document = parse_text(f"<html><head>{head}</head><p>x", url)
    assert (document.base_url, document.url) == (base, url or "")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href=" https://example.org/x ">', "https://example.org/x"),
        ('<link rel="Canonical" href="/x">', ""),
        ('<meta property="og:url" content="https://example.org/y">', "https://example.org/y"),
        ('<link rel="canonical" href="javascript:x">', ""),
        ("", ""),
    ],
)
def test_a_saved_page_without_an_address_takes_its_own(head: str, url: str) -> None:
    html = f'<head>{head}</head><a href="z">x</a>'
    document = parse(page(html.encode(), url=""))
    assert document.url == document.base_url == url == parse_text(html, None).url


def test_addresses_are_relative_to_the_base_element_and_stay_so_until_they_are_needed() -> None:
    html = '<head><base href="https://example.net/x/"></head><a href="y">z</a>'
    document = parse_text(html, URL)
    assert document.base_url == "https://example.net/x/"
    link = document.tree.find(".//a")
    assert link is not None and link.get("href") == "y"


# Fragments


@pytest.mark.parametrize(
    ("html", "inside"),
    [
        ("<p>a</p>b<p>c</p>", "<p>a</p>b<p>c</p>"),
        ("only text", "only text"),
        ("</div></body><p>a</p></html>b", "<p>a</p>b"),
        ("<td>a</td>", "<td>a</td>"),
        ("", ""),
        ("<!-- x -->", ""),
        ("<title>t</title><p>a", "<title>t</title><p>a</p>"),
        ('<html lang="ky"><body><p>a</p></body></html>', "<p>a</p>"),
    ],
)
def test_a_fragment_is_held_by_a_div(html: str, inside: str) -> None:
    div = parse_fragment(html, None)
    assert div.tag == "div" and div.getparent() is None and div.tail is None
    assert etree.tostring(div, encoding="unicode", method="html")[5:-6] == inside


def test_links_of_a_fragment_without_a_base_stay() -> None:
    link = parse_fragment('<a href="a">x</a>', None).find("a")
    assert link is not None and link.get("href") == "a"
