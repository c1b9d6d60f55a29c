"""The text of WordPress posts as HTML."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.batch.sources.wordpress_export import Attachment, Export
from crosspost.batch.sources.wordpress_text import as_html

EXPORT = Export(attachments={n: Attachment(n, f"https://example.org/{n}.png") for n in ("1", "2")})


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>"),
        ("<h2>Head</h2>\nText", "<h2>\nHead\n</h2>\n<p>Text</p>"),
        ("<ul><li>a</li>\n<li>b</li></ul>", "<ul>\n<li>\na\n</li>\n<li>\nb\n</li>\n</ul>"),
        ("A\n\n<pre>x\n\ny</pre>\n\nB", "<p>A</p>\n<pre>x\n\ny</pre>\n<p>B</p>"),
        ("<!-- wp:paragraph -->\n<p>Block</p>\n<!-- /wp:paragraph -->", "\n<p>Block</p>\n"),
        (
            '[caption id="x" width="3"]<img src="i.png" /> The words[/caption]',
            '<figure>\n<img src="i.png" />\n<figcaption>\nThe words\n</figcaption>\n</figure>',
        ),
        (
            '[caption caption="Old words"]<img src="i.png">[/caption]',
            '<figure>\n<img src="i.png">\n<figcaption>\nOld words\n</figcaption>\n</figure>',
        ),
        (
            "[embed]https://example.org/v?a=1&amp;b=2[/embed]",
            '<p><a href="https://example.org/v?a=1&amp;b=2">'
            "https://example.org/v?a=1&amp;b=2</a></p>",
        ),
        (
            '[gallery ids="1,2,9"]',
            '<figure>\n<img src="https://example.org/1.png">\n</figure>\n'
            '<figure>\n<img src="https://example.org/2.png">\n</figure>',
        ),
        ("An [unknown code] stays", "<p>An [unknown code] stays</p>"),
        ("[1] is no code", "<p>[1] is no code</p>"),
    ],
)
def test_text_becomes_what_wordpress_shows(text: str, html: str) -> None:
    assert as_html(text, EXPORT).html == html


@pytest.mark.parametrize("piece", ["[caption]", "<pre>", "[gallery ", "<!-- wp:", "<p ", "[embed]"])
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    with cpu_limit(2):
        as_html(piece * 40_000, Export())
