"""The quotation in the markup of a service."""

from __future__ import annotations

import pytest
from lxml import etree

from crosspost.page.quotation import read_quotation


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><blockquote class=x>b <b id=y>c</b></blockquote>d", "b <b>c</b>"),
        ('<blockquote><a href="/a" onclick="x()">b</a></blockquote>', '<a href="{}a">b</a>'),
        ("<blockquote>a<script>b</script>c<img src=d>e</blockquote>", "ace"),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>", "abc"),
        ("<blockquote>a</blockquote><blockquote>b</blockquote>", "a"),
    ],
)
def test_only_text_and_links_are_kept(html: str, expected: str) -> None:
    quote, _ = read_quotation(html, "https://example.org/")
    assert quote is not None and quote.getparent() is None
    text = expected.format("https://example.org/")
    assert etree.tostring(quote, encoding="unicode") == f"<blockquote>{text}</blockquote>"


def test_the_url_of_a_frame() -> None:
    assert read_quotation('<iframe src="/a"></iframe>', "https://example.org/b") == (
        None,
        "https://example.org/a",
    )
