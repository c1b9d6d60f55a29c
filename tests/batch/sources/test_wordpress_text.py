"""The text of WordPress posts as HTML."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost import to_markdown
from crosspost.batch.sources.wordpress_export import Attachment, Export
from crosspost.batch.sources.wordpress_text import as_html

EXPORT = Export(attachments={n: Attachment(n, f"https://example.org/{n}.png") for n in ("1", "2")})
NO_PARAGRAPHS = "<!-- wp:paragraph -->\n<p>Block</p>\n<!-- /wp:paragraph -->"


def markdown(text: str, **how: object) -> str:
    """Return the text of a post as Markdown."""
    return to_markdown(as_html(text, EXPORT, "7", **how).html).strip()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>"),
        ("<h2>Head</h2>\nText", "<h2>\nHead\n</h2>\n<p>Text</p>"),
        ("<ul><li>a</li>\n<li>b</li></ul>", "<ul>\n<li>\na\n</li>\n<li>\nb\n</li>\n</ul>"),
        ("A\n\n<pre>x\n\ny</pre>\n\nB", "<p>A</p>\n<pre>x\n\ny</pre>\n<p>B</p>"),
        (NO_PARAGRAPHS, "\n<p>Block</p>\n"),
        ("An [unknown code] stays", "<p>An [unknown code] stays</p>"),
        ("[1] is no code", "<p>[1] is no code</p>"),
    ],
)
def test_text_becomes_what_wordpress_shows(text: str, html: str) -> None:
    assert as_html(text, EXPORT).html == html


def test_markdown_stays_markdown_where_the_post_is_marked() -> None:
    text = "## Head\n\n- *one*\n- `two`\n\n~~~js\na[1] < b;\n~~~\n\n> said\n\nA note."
    made = f"{text}[^1]\n\n[^1]: Below."
    assert markdown(f"{text}[^n]\n\n[^n]: Below.", is_markdown=True) == made
    assert markdown("2 * 3 * 4\n\n# five") == "2 * 3 * 4\n\n\\# five"


def test_a_marked_post_that_is_html_already_is_not_read_as_markdown() -> None:
    assert markdown("<p>2 *3* 4</p>", is_markdown=True) == "2 \\*3\\* 4"


def test_markdown_of_a_post_is_cleaned_like_that_of_a_page() -> None:
    text = "[a](javascript:x) <script>x</script> {{ site.x }}"
    made = markdown(text, is_markdown=True)
    assert "\\](javascript:x)" in made and "<script" not in made and "{{ '{{' }}" in made


@pytest.mark.parametrize("piece", ["[a](", "**a", "![", "`a", "a_", "<a ", "| a "])
def test_a_long_line_of_markdown_takes_no_longer(piece: str) -> None:
    with cpu_limit(4):
        as_html(piece * 40_000, Export(), is_markdown=True)
        as_html(f"{piece * 2000}\n" * 20, Export(), is_markdown=True)


@pytest.mark.parametrize(
    "piece",
    [
        *("[caption]", "<pre>", "[gallery ", "<!-- wp:", "<p ", "[embed]", "[code]", "[[code]"),
        *("<code>", '[vc_row a="', "https://a.example/b\n", "[/a_b]", "<!--more", '[x y="['),
        *('<div style="background-image:url(', '<!-- wp:block {"ref":1} /-->', "[audio]"),
    ],
)
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    with cpu_limit(4):
        as_html(piece * 40_000, Export())
