"""Dialects of Markdown: what each capability changes, and that kramdown's output has none of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosspost.markdown import render
from crosspost.model.dialect import (
    COMMONMARK,
    GOLDMARK,
    KRAMDOWN_GFM,
    MARKDOWN_IT,
    MARKED,
    PYTHON_MARKDOWN,
    REMARK,
    Dialect,
)
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup

MDX = replace(REMARK, jsx=True, raw_html=False)
NOTE = (
    '<p>Text<sup id="r1"><a href="#n1">1</a></sup>.</p>'
    '<ol><li id="n1">Note <a href="#r1">↩</a></ol>'
)
HTML = replace(GOLDMARK, raw_html=True)


def markdown(html: str, dialect: Dialect) -> str:
    return render(to_soup(parse_fragment(html, None)), dialect).text.rstrip("\n")


@pytest.mark.parametrize(
    ("dialect", "html", "expected"),
    [
        (KRAMDOWN_GFM, "<ol start=5><li>a</ol>", '5. a\n{: start="5"}'),
        (GOLDMARK, "<ol start=5><li>a</ol>", "5. a"),
        (GOLDMARK, "<p><kbd>a</kbd> b<sup>2</sup> <q>c</q></p>", "`a` b^2 “c”"),
        (HTML, "<p><kbd>a</kbd> b<sup>2</sup></p>", "<kbd>a</kbd> b<sup>2</sup>"),
        (HTML, "<p><u>a*b</u></p>", "<u>a\\*b</u>"),
        (GOLDMARK, "<h2>a {b}</h2>", "## a \\{b}"),
        (MARKDOWN_IT, "<h2>a {b}</h2>", "## a {b}"),
        (GOLDMARK, "<p>a<b>“b”</b>c</p>", "a&#8203;**“b”**&#8203;c"),
        (KRAMDOWN_GFM, "<p>a<b>“b”</b>c</p>", "a**“b”**c"),
        (REMARK, "<p>~a~ https://example.org</p>", "\\~a\\~ https\\://example.org"),
        (
            GOLDMARK,
            "<table><tr><td>a<td><code>b|c</code></table>",
            "|  |  |\n|---|---|\n| a | `b\\|c` |",
        ),
        (
            COMMONMARK,
            "<table><tr><td>a<td>b</table>",
            "<table>\n<tr><td>a</td><td>b</td></tr>\n</table>",
        ),
        (COMMONMARK, "<p><s>a</s></p>", "<del>a</del>"),
        (MARKDOWN_IT, NOTE, "Text\\[1\\].\n\n\\[1\\] Note"),
        (GOLDMARK, NOTE, "Text[^1].\n\n[^1]: Note"),
        (
            MARKDOWN_IT,
            "<dl><dt>a<dd>b</dl>",
            "<dl>\n<dt>\n\na\n\n</dt>\n<dd>\n\nb\n\n</dd>\n</dl>",
        ),
        (MDX, "<dl><dt>a<dd>b</dl>", "**a**\n\nb"),
        (MARKED, "<p>a<br>: b [c]: d</p>", "a\n&#58; b &#91;c&#93;: d"),
        (MARKED, '<p><a href="/x">![a](b)</a></p>', "[!&#91;a&#93;(b)](/x)"),
        (MARKED, "<p>xhttp://example.org/a_</p>", "xhttp&#58;//example.org/a\\_"),
        (REMARK, "<p>--a ``b '' ....</p>", "\\-&#8203;\\-a \\`&#8203;\\`b '&#8203;' .&#8203;..."),
        (
            MDX,
            '<figure><img src="/a.png"><figcaption>a {b} &lt;c</figcaption></figure>',
            "![](/a.png)\\\n*a \\{b} \\<c*",
        ),
        (
            MDX,
            '<iframe src="https://example.net/x" title="{a} &lt;b"></iframe>',
            "[\\{a} \\<b](https://example.net/x)",
        ),
        (GOLDMARK, "<dl><dt>a<dd>b</dl>", "a\n: b"),
        (MDX, "<p>{a} &lt; b <b>c</b></p>", "\\{a} \\< b **c**"),
        (MDX, "<p>\\\\{a} \\\\&lt;</p>", "\\\\\\\\\\{a} \\\\\\\\\\<"),
        (MDX, "<p>export const a = 1</p>", "&#101;xport const a = 1"),
        (
            MDX,
            '<p><a href="https://example.org/">https://example.org/</a></p>',
            "[https\\://example.org/](https://example.org/)",
        ),
        (MDX, "<ul><li>a</ul><ul><li>b</ul>", "- a\n\n{/* */}\n\n- b"),
        (PYTHON_MARKDOWN, "<p>a &lt;b&gt; $$c$$</p>", "a &#60;b> &#36;&#36;c&#36;&#36;"),
        (PYTHON_MARKDOWN, "<ul><li>a<ul><li>b</ul></ul>", "- a\n    - b"),
        (PYTHON_MARKDOWN, "<p>a<br>b</p>", "a  \nb"),
        (
            HTML,
            "<details><summary>a</summary>b</details>",
            "<details>\n<summary>\n\na\n\n</summary>\n\nb\n\n</details>",
        ),
        (GOLDMARK, "<details><summary>a</summary>b</details>", "**a**\n\nb"),
        (GOLDMARK, "<p>1) a</p>", "1\\) a"),
        (
            GOLDMARK,
            '<iframe src="https://www.youtube.com/embed/abcdefghijk" title="A film"></iframe>',
            "[A film](https://www.youtube.com/embed/abcdefghijk)",
        ),
    ],
)
def test_a_form_is_that_of_the_dialect(dialect: Dialect, html: str, expected: str) -> None:
    assert markdown(html, dialect) == expected


@pytest.mark.parametrize("math", ["$", "\\(", "text"])
def test_formulas(math: str) -> None:
    html = '<p>a <math><annotation encoding="application/x-tex">x_1</annotation></math></p>'
    expected = {"$": "a $x_1$", "\\(": "a \\(x_1\\)", "text": "a \\\\(x\\_1\\\\)"}
    assert markdown(html, replace(GOLDMARK, math=math)) == expected[math]


def test_what_has_lost_its_form_is_said() -> None:
    html = "<p>a<sub>1</sub></p><table><tr><th colspan=2>a<tr><td>b<td>c</table>"
    written = render(to_soup(parse_fragment(html, None)), GOLDMARK)
    assert written.warnings == ("the site's goldmark shows no HTML: sub, table as plain Markdown",)
    assert render(to_soup(parse_fragment(html, None)), HTML).warnings == ()
