"""Addresses become absolute, in links and media, the quick way and the slow."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from lxml import etree

from crosspost.page.parse import parse_fragment

URL = "https://example.org/blog/post"


def html_of(html: str) -> str:
    """Return a fragment as it stands in the tree."""
    return etree.tostring(parse_fragment(html, URL), encoding="unicode")


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("other", "https://example.org/blog/other"),
        ("a/b?c#d", "https://example.org/blog/a/b?c#d"),
        ("a/../b", "https://example.org/blog/b"),
        ("./a", "https://example.org/blog/a"),
        ("/other?a=b#c", "https://example.org/other?a=b#c"),
        ("/a/../b", "https://example.org/b"),
        ("//example.net/x", "https://example.net/x"),
        ("?page=2", "https://example.org/blog/post?page=2"),
        ("https://example.net/a/../b", "https://example.net/a/../b"),
        (" \n https://example.net/\tx ", "https://example.net/x"),
        ("#note-1", "#note-1"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("java\tscript:alert(1)", "javascript:alert(1)"),
        ("", "https://example.org/blog/post"),
        ("a b", "https://example.org/blog/a b"),
        ("кыргыз", "https://example.org/blog/кыргыз"),
        ("http://[", None),
    ],
)
def test_a_link_becomes_absolute(href: str, absolute: str | None) -> None:
    link = parse_fragment(f'<a href="{href}">x</a>', URL).find("a")
    assert link is not None and link.get("href") == absolute


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="a.png" data-src="b.png" alt="a.png">', 'src="{}a.png" data-src="{}b.png"'),
        ('<video poster="a.png" src="b.mp4"></video>', 'poster="{}a.png" src="{}b.mp4"'),
        ('<blockquote cite="a">x</blockquote>', 'cite="{}a"'),
        ('<iframe src="a"></iframe>', 'src="{}a"'),
        ('<object data="a.svg"></object>', 'data="{}a.svg"'),
        ('<area href="a">', 'href="{}a"'),
        ('<source srcset="a.png 1x, b.png 2x">', 'srcset="{}a.png 1x, {}b.png 2x"'),
        ('<img srcset="a,b.png 100w,c.png 200w">', 'srcset="{}a,b.png 100w, {}c.png 200w"'),
        ('<img data-srcset=" a.png , b.png 2x ,">', 'data-srcset="{}a.png, {}b.png 2x"'),
        ('<img srcset="data:image/gif;base64,R0 1x">', 'srcset="data:image/gif;base64,R0 1x"'),
        ('<img srcset="http://[ 1x, a 2x">', 'srcset="{}a 2x"'),
        ('<img srcset="">', 'srcset=""'),
    ],
)
def test_media_addresses_become_absolute(html: str, expected: str) -> None:
    assert expected.replace("{}", "https://example.org/blog/") in html_of(html)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://example.org",
            "https://example.org/",
            "https://example.org/a",
            "https://e.org?q",
        ),
        *("https://example.org/a/", "https://example.org/a/../b/c", "https://example.org/a/./b"),
        *("https://e.org/a/b?c=/d/e", "https://e.org/a/b#/c/d", "http://e.org:8080/a/b", ""),
    ],
)
@pytest.mark.parametrize("href", ["x", "x/y", "/x", "x?y=/../z", "x:y", "x//y", ".x", "x.", "x/.y"])
def test_the_quick_way_gives_what_the_standard_library_gives(url: str, href: str) -> None:
    link = parse_fragment(f'<a href="{href}">x</a>', url).find("a")
    assert link is not None and link.get("href") == urljoin(url, href)


def test_images_inside_svg_and_lazy_frames() -> None:
    html = html_of(
        '<svg><image xlink:href="a.png"></image></svg><iframe data-src="b.html"></iframe>'
    )
    assert 'xlink:href="https://example.org/blog/a.png"' in html
    assert 'data-src="https://example.org/blog/b.html"' in html


def test_a_picture_in_a_million_sizes_keeps_the_first() -> None:
    html = html_of('<img srcset="' + "a.png 1x, " * 1_000_000 + '">')
    assert html.count("a.png") == 100


def test_a_relative_lazy_url_beside_an_absolute_picture_is_for_a_script_alone() -> None:
    def lazy(src: str) -> bool:
        page = parse_fragment(f'<img src="{src}" data-src="ferry.jpg">', URL)
        return "data-src" in page[0].attrib

    assert not lazy("https://cdn.example.org/img/ferry.jpg")
    assert lazy("https://cdn.example.org/img/blank.gif")
    assert lazy("ferry-small.jpg")
