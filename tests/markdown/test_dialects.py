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
    PULLDOWN_CMARK,
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
EMOJI = replace(PULLDOWN_CMARK, emoji=True)
DEMOTED = replace(PYTHON_MARKDOWN, demotes=1)
HTML = replace(GOLDMARK, raw_html=True)
MARKDOWN = replace(MARKDOWN_IT, raw_html=False)
EMOJI = replace(GOLDMARK, emoji=True)
SPANNED = '<table><tr><td colspan=2>a<sup id="r1"><a href="#n1">1</a></sup><tr><td>b<td>c</table>'
NOTES = '<ol><li id="n1">Note <a href="#r1">↩</a></ol>'
WRITTEN = (
    '<table>\n<tr><td colspan="2">a<sup><a href="#fn-1">1</a></sup></td></tr>\n'
    "<tr><td>b</td><td>c</td></tr>\n</table>"
)
PLACES = (
    '<p><a href="#p">to p</a> <a href="#u">to u</a> <a href="#h">to h</a></p>'
    '<p id="p">P</p><ul id="u"><li>U</ul><h2 id="h">H</h2>'
)


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
        (GOLDMARK, "<h2>a {b}</h2>", "## a &#123;b}"),
        (GOLDMARK, "<h2>a {b} c</h2>", "## a \\{b} c"),
        (
            PULLDOWN_CMARK,
            '<p><a href="@/b">c</a> <a href="#d">e</a></p><h2 id=d>f</h2>',
            "[c](./@/b) [e](./#d)\n\n## f {#d}",
        ),
        (EMOJI, "<p>a :smile: 10:20:30</p>", "a :smile\\: 10:20\\:30"),
        (GOLDMARK, "<p>a<br>:b c</p>", "a\\\n\\:b c"),
        (MARKDOWN_IT, "<p>a<br>:b c</p>", "a\\\n:b c"),
        (DEMOTED, "<h2>a</h2><h1>b</h1>", "# a\n\n# b"),
        (
            PYTHON_MARKDOWN,
            "<table><tr><th>a<tr><td><code>b|c</code></table>",
            "| a |\n|---|\n| `b|c` |",
        ),
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
        (
            MARKDOWN_IT,
            NOTE,
            'Text<sup><a href="#fn-1">1</a></sup>.\n\n1. <a id="fn-1"></a>Note',
        ),
        (MARKDOWN, NOTE, "Text\\[1\\].\n\n\\[1\\] Note"),
        (
            MARKDOWN_IT,
            '<p>Text<sup id="r7"><a href="#n7">7</a></sup>'
            ' b<sup id="r9"><a href="#n9">9</a></sup></p>'
            '<p id="n7">7 A <a href="#r7">↩</a></p><p id="n9">9 B <a href="#r9">↩</a></p>',
            'Text<sup><a href="#fn-7">7</a></sup> b<sup><a href="#fn-9">9</a></sup>\n\n'
            '\\[7\\] <a id="fn-7"></a>A\n\n\\[9\\] <a id="fn-9"></a>B',
        ),
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
        (GOLDMARK, '<p><img src="/a" alt="it\'s \'a\' -- b"></p>', "![it’s ‘a’ – b](/a)"),
        (GOLDMARK, '<p><img src="/a" alt="a*b* [c]"></p>', "![`a*b* [c]`](/a)"),
        (GOLDMARK, '<p><img src="/a" alt="\\"></p>', "![`\\`](/a)"),
        (GOLDMARK, '<p><img src="/a" alt="^1"></p>', "![`^1`](/a)"),
        (
            GOLDMARK,
            '<table><tr><th>a<th>b<tr><td><img src="/a" alt="*c|*"><td>d</table>',
            "| a | b |\n|---|---|\n| ![`*c\\|*`](/a) | d |",
        ),
        (MARKDOWN_IT, '<p><img src="/a" alt="[a]"></p>', '<img src="/a" alt="[a]">'),
        (MARKDOWN_IT, '<p><img src="/a" alt="it\'s a_b"></p>', "![it's a_b](/a)"),
        (MARKDOWN_IT, '<p><img src="/a" alt="a\\ b"></p>', '<img src="/a" alt="a\\ b">'),
        (
            PYTHON_MARKDOWN,
            '<p><img src="/a" alt="&lt;b&gt;"></p>',
            '<img src="/a" alt="&lt;b&gt;">',
        ),
        (KRAMDOWN_GFM, "<p>What!--a &lt;!--more--&gt;</p>", "What!--a \\<!\\-\\-more\\-\\->"),
        (KRAMDOWN_GFM, '<p><img src="/a" alt="/"></p>', "![/](/a)"),
        (MARKDOWN, '<p><img src="/a" alt="[a]"></p>', "![\\[a\\]](/a)"),
        (REMARK, '<p><img src="/a" alt="~a"></p>', "![\\~a](/a)"),
        (
            GOLDMARK,
            '<p><a href="/{{a}}">b</a> <img src="/{{c"></p>',
            "[b](/%7B%7Ba%7D%7D) ![](/%7B%7Bc)",
        ),
        (KRAMDOWN_GFM, '<p><a href="/{{a}}">b</a></p>', "[b](/{{a}})"),
        (GOLDMARK, "<p>{.a}<br>{#b}</p>", "\\{.a}\\\n\\{#b}"),
        (EMOJI, "<p>:smile: a:b:c 10:30:00</p>", "\\:smile\\: a:b\\:c 10:30\\:00"),
        (GOLDMARK, "<p><s>~5 a~~b</s></p>", "~~\\~5 a\\~\\~b~~"),
        (
            REMARK,
            '<figure><img src="/a"><figcaption>https://a.example/</figcaption></figure>',
            "![](/a)\\\n*https\\://a.example/*",
        ),
        (
            GOLDMARK,
            "<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e</table>",
            "| a | b |\n|---|---|\n| c | d |\n|  | e |",
        ),
        (
            GOLDMARK,
            "<table><tr><th>a<th>b<th>c<tr><td colspan=2 rowspan=2>d<td>e<tr><td>f</table>",
            "| a | b | c |\n|---|---|---|\n| d |  | e |\n|  |  | f |",
        ),
        (HTML, f"{SPANNED}{NOTES}", f'{WRITTEN}\n\n1. <a id="fn-1"></a>Note'),
        (
            HTML,
            "<table><tr><th colspan=2><iframe src='https://e.example/x' title='A &amp; *b*'>"
            "</iframe><tr><td>a<td>b</table>",
            '<table>\n<tr><th colspan="2"><a href="https://e.example/x">A &amp; *b*</a></th></tr>\n'
            "<tr><td>a</td><td>b</td></tr>\n</table>",
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


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (GOLDMARK, "to p to u [to h](#h)\n\nP\n\n- U\n\n## H {#h}"),
        (MDX, "to p to u to h\n\nP\n\n- U\n\n## H"),
        (
            HTML,
            '[to p](#p) [to u](#u) [to h](#h)\n\n<a id="p"></a>P\n\n<div id="u"></div>\n\n- U\n\n'
            "## H {#h}",
        ),
        (
            MARKDOWN_IT,
            '[to p](#p) [to u](#u) [to h](#h)\n\n<a id="p"></a>P\n\n<div id="u"></div>\n\n- U\n\n'
            '## <a id="h"></a>H',
        ),
    ],
)
def test_a_link_leads_to_a_place_that_has_a_name_or_is_only_text(
    dialect: Dialect, expected: str
) -> None:
    written = render(to_soup(parse_fragment(PLACES, None)), dialect)
    assert written.text == f"{expected}\n"
    assert ("links to paragraphs" in str(written.warnings)) is not dialect.raw_html


def test_what_python_markdown_reads_in_another_way() -> None:
    cell = '<td><img src="https://e.org/a.jpg" alt="A|B"></td>'
    html = f"<table><tr><th>a</th></tr><tr>{cell}</tr></table>"
    assert r"![A\|B](https://e.org/a.jpg)" in markdown(html, PYTHON_MARKDOWN)
    html = '<p>a <img src="https://e.org/a.jpg" alt="b [c](d)"></p>'
    assert 'alt="b [c&#93;(d)"' in markdown(html, PYTHON_MARKDOWN)
    lists = markdown("<ol><li>a</li></ol><ul><li>b</li></ul>", PYTHON_MARKDOWN)
    assert lists.split() == ["1.", "a", "<!--", "-->", "-", "b"]
