"""All of a body that is an article as it is should be in its post."""

from __future__ import annotations

from crosspost.body.complete_body import parts_of_body
from crosspost.model import Part
from crosspost.page.parse import parse_fragment


def parts(html: str) -> tuple[Part, ...]:
    return parts_of_body(parse_fragment(html, "https://example.org/ferry"))


def test_all_parts_are_expected_whatever_is_around_them() -> None:
    body = (
        '<p>The <a href="/pier">pier</a>.</p><aside class="related"><h2>At seven</h2></aside>'
        '<img src="/ferry.jpg"><div class="ad"><pre>x = 1</pre></div>'
    )
    assert parts(body) == (
        Part("picture", ("https://example.org/ferry.jpg",)),
        Part("heading", ("At seven",)),
        Part("code block", ("x = 1",)),
        Part("link", ("https://example.org/pier",)),
    )


def test_icons_are_not_expected() -> None:
    assert parts('<p>Fog.</p><img src="/star.png" width="16">') == ()


def test_a_body_without_text_has_no_parts() -> None:
    assert parts('<img src="/ferry.jpg">') == ()
