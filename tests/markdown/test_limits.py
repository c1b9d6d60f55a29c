"""No text hangs or kills a build, and what is cut is told."""

from __future__ import annotations

from html import escape

import pytest

from active import active
from crosspost.jekyll.liquid import guard
from crosspost.markdown import Markdown, render
from crosspost.markdown.cut import MAX_BYTES
from crosspost.parse import parse_fragment
from crosspost.soup import to_soup
from kramdown import RenderError, to_html
from shown import text

# What hangs kramdown when it stands in a post as it is, or overflows its stack; how often is enough
# to see that, and harmless once it is escaped.
BOMBS = {
    "pictures": "![a" * 3000,
    "strong": "**a " * 3000,
    "emphasis": "*a " * 3000,
    "brackets": "[" * 6000,
    "links": "[a](" * 6000,
    "underscores": "_a" * 6000,
    "underscores in words": "ab_cd " * 8000,
    "elements": "<div>" * 4000,
    "inline elements": "<b>" * 4000,
    "quotes": "> " * 4000,
    "bullets": "- " * 4000,
    "dollars": "$$ " * 4000,
    "backticks": "`a " * 4000,
    "attribute lists": "{: a" * 4000,
    "footnotes": "[^1]" * 4000,
    "abbreviations": "*[a]: " * 4000,
    "comments": "<!--" * 4000,
}


def written(html: str) -> Markdown:
    return render(to_soup(parse_fragment(html, None)))


@pytest.mark.jekyll
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.parametrize("place", ["p", "li", "h2", "blockquote", "strong"])
def test_a_bomb_in_the_text_is_text(bomb: str, place: str) -> None:
    inner = f"<{place}>{escape(bomb)}</{place}>"
    html = f"<ul>{inner}</ul>" if place == "li" else inner
    # 0.1 to 0.3 s on an idle core; unescaped, most need minutes.
    assert text(to_html(guard(written(html).text), seconds=8)) == text(html)


@pytest.mark.jekyll
def test_the_bombs_are_bombs() -> None:
    with pytest.raises(RenderError):
        to_html(BOMBS["pictures"], seconds=2)


@pytest.mark.jekyll
@pytest.mark.parametrize(
    "level",
    ["<ul><li>", "<ol><li>", "<blockquote>", "<details>", "<table><tr><td><ul><li>", "<dl><dd>"],
)
def test_nesting_ends_at_twenty_levels_and_loses_no_word(level: str) -> None:
    found = written(f"{level}x" * 200 + "deepest")
    assert "deepest" in to_html(found.text)
    assert found.text.count("x") == 200
    assert found.warnings == ("nested deeper than 20 levels: what is deeper was flattened",)


def test_what_is_nested_less_is_not_warned_of() -> None:
    assert written("<ul><li>" * 19 + "x").warnings == ()


def test_a_long_paragraph_of_quotes_keeps_them_as_typed() -> None:
    assert written(f"<p>{'&quot;a ' * 50}</p>").text.startswith('"a "a')
    assert written(f"<p>{'&quot;a ' * 20_000}</p>").text.startswith('\\"a \\"a')


def test_a_paragraph_of_many_marks_is_broken_into_lines() -> None:
    found = written(f"<p>{'<b>a</b> ' * 1000}</p>").text
    assert "\n**a**" in found and "\\\n" not in found
    assert text(to_html(found)) == "a" * 1000


def test_an_article_beyond_a_megabyte_is_cut_and_says_so() -> None:
    found = written("<pre>a first line\n" + "some more lines\n" * 70_000 + "</pre>")
    assert len(found.text) < MAX_BYTES + 100
    assert found.warnings == ("the article is longer than 1 MB; the rest was cut",)
    assert found.text.endswith("lines\n~~~\n\n*The text is cut here: it is longer than 1 MB.*\n")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """Cut at ten kilobytes, so that the test is quick."""
    monkeypatch.setattr("crosspost.markdown.cut.MAX_BYTES", 10_000)
    return 10_000


@pytest.mark.parametrize(
    ("html", "end"),
    [
        (f"<p>{'some words ' * 1200}</p>", "words"),
        ("<p>some words</p>" * 1200, "\n\nsome words"),
        (f"<ul>{'<li>some words</li>' * 1200}</ul>", "\n- some words"),
        (f"<blockquote>{'<p>some words</p>' * 1200}</blockquote>", "\n> some words\n>"),
        (f"<table>{'<tr><td>a</td><td>b</td></tr>' * 1200}</table>", "\n| a | b |"),
        ("<p>some words</p>" + f"<pre>{'some code ' * 1200}</pre>", "some words"),
    ],
    ids=["a paragraph", "paragraphs", "a list", "a quote", "a table", "code behind words"],
)
def test_what_fits_stays_whole(small: int, html: str, end: str) -> None:
    found = written(html).text
    assert len(found) < small + 100
    kept, word = found.rsplit("\n\n", 1)
    assert word == "*The text is cut here: it is longer than 1 MB.*\n"
    assert kept.endswith(end)


LIVE = "\n&lt;script&gt;x&lt;/script&gt;"
LINES = "\na line" * 1500


@pytest.mark.jekyll
@pytest.mark.threat("7: a cut in the middle of code, of which the rest is live")
@pytest.mark.parametrize(
    "html",
    [
        f"<p>some words <code>{LIVE} {'a ' * 9000}</code></p>",
        f"<p>some words {'a ' * 4900}<code>``</code> <code>``{LIVE} {'a ' * 900}</code></p>",
        f"<blockquote>some words<pre>{LIVE + LINES}</pre></blockquote>",
        f"<ul><li>some words<li>a<pre>~~~{LIVE + LINES}</pre></ul>",
        f"<pre>{LIVE + LINES}</pre>",
    ],
    ids=["a code span", "a code span behind another", "a quote", "a list", "a code block"],
)
def test_a_cut_leaves_no_code_open(small: int, html: str) -> None:
    found = written(html)
    assert found.warnings
    assert active(to_html(found.text)) == []


def test_a_cut_article_keeps_the_notes_that_it_cites(small: int) -> None:
    mark = '<p>One<a href="#n1" id="r1">1</a></p>'
    late = '<p>Two<a href="#n2" id="r2">2</a></p>'
    notes = '<ol><li id="n1">First <a href="#r1">^</a></li><li id="n2">Second <a href="#r2">^</a>'
    found = written(mark + "<p>some words</p>" * 1200 + late + notes).text
    assert found.startswith("One[^1]\n") and found.endswith("[^1]: First\n")
    assert "Second" not in found
