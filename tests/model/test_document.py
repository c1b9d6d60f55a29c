"""What a document finds in its tree for several steps."""

from __future__ import annotations

from crosspost.model import Document
from crosspost.page.parse import parse_text


def document(html: str) -> Document:
    return parse_text(html, "https://example.org/otters")


def test_elements_are_found_by_name_in_the_order_of_the_page() -> None:
    page = document("<title>a</title><meta name=x><h1>b</h1><meta name=y><p>c")
    assert [element.get("name") for element in page.elements["meta"]] == ["x", "y"]
    assert [element.text for element in page.elements["h1"]] == ["b"]
    assert page.elements["script"] == []


def test_properties_count_only_where_an_element_is_an_item() -> None:
    meta = '<meta property="og:title" content="a">'
    assert document(f"{meta}<p itemprop=name>b").attributed == ()
    page = document(f"{meta}<div itemscope><p itemprop=name>b</div>")
    assert [element.tag for element in page.attributed] == ["meta", "div", "p"]
    assert [element.tag for element in document("<div typeof=Article>a</div>").attributed] == [
        "div"
    ]
