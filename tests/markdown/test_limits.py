"""No text hangs or kills a build, and what is cut is told."""

from __future__ import annotations

import random
from html import escape

import pytest

import kramdown
from active import active
from cpu import check_growth, cpu_limit
from crosspost.markdown import Markdown, render
from crosspost.markdown.truncate import MAX_BYTES
from crosspost.markdown.writer import write
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from crosspost.targets.jekyll.liquid import guard
from kramdown import RenderError, to_html
from shapes import Shape
from shapes.markdown import NAMED, SHAPES
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
    built = text(to_html(guard(written(html).text), seconds=8))
    assert built.replace("<", "") == text(html).replace("<", "")  # ``text`` keeps some of these


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
    assert found.warnings == ("nested deeper than 20 levels: deeper levels were flattened",)


def test_what_is_nested_less_is_not_warned_of() -> None:
    assert written("<ul><li>" * 19 + "x").warnings == ()


@pytest.mark.parametrize("number", [50, 20_000])
def test_quotes_are_left_to_the_site_however_many(number: int) -> None:
    assert written(f"<p>{'&quot;a ' * number}</p>").text.startswith('"a "a')


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
    monkeypatch.setattr("crosspost.markdown.truncate.MAX_BYTES", 10_000)
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


@pytest.mark.threat("13: an article that takes the square of its size to write")
@pytest.mark.parametrize("shape", NAMED.values(), ids=NAMED.keys())
def test_writing_takes_time_in_proportion_to_the_article(shape: Shape) -> None:
    page = shape.make(40_000)
    with cpu_limit(0.4):  # ten seconds a megabyte
        shape.run(page)
    check_growth(shape.make, shape.run, size=10_000, times=4)


@pytest.mark.threat("13: an article that takes the square of its size to write")
def test_no_element_repeated_nested_or_beside_another_takes_long() -> None:
    for name in random.Random(5).sample(sorted(SHAPES), 100):  # of thousands
        page = SHAPES[name].make(10_000)
        with cpu_limit(0.25):
            SHAPES[name].run(page)


@pytest.mark.threat("5: a page of a megabyte that takes gigabytes")
@pytest.mark.parametrize(
    "name",
    [
        "one row of many cells among many of one",
        "spans of a thousand",
        "a long link around paragraphs",
        "a long link around broken lines",
        "a long abbreviation around paragraphs",
        "a long base of links",
        "one picture of many sources and images",
    ],
)
def test_what_is_written_is_bounded_by_what_the_page_holds(name: str) -> None:
    page = SHAPES[name].make(60_000)
    blocks = write(to_soup(parse_fragment(page, None))).blocks
    assert sum(len(block.text) for block in blocks) < 3 * MAX_BYTES


@pytest.mark.threat("5: a page of a megabyte that takes gigabytes")
def test_a_table_with_one_long_row_keeps_its_cells_and_gets_no_others() -> None:
    rows = "".join(f"<tr><td>r{n}</td></tr>" for n in range(300))
    cells = "".join(f"<td>c{n}</td>" for n in range(300))
    found = written(f"<table>{rows}<tr>{cells}</tr></table>").text
    assert found.count("<td>") == 600 and "<td>r299</td>" in found and "<td>c299</td>" in found


def test_a_table_with_a_few_short_rows_is_filled_up() -> None:
    found = written("<table><tr><th>a<th>b<th>c<tr><td>1<tr><td>2<td>3</table>").text
    assert "| 1 |  |  |" in found


@pytest.mark.threat("13: an article that Jekyll takes the square of its size to build")
@pytest.mark.jekyll
@pytest.mark.parametrize("place", ["p", "td", "h2", "code", "link"])
@pytest.mark.parametrize("hazard", ["`", "'", "a_b ", " -- ", "~", "\\[x\\] "])
def test_kramdown_builds_a_long_text_soon(hazard: str, place: str) -> None:
    found = guard(written(SHAPES[f"{hazard!r} in {place}"].make(12_000)).text)
    to_html("é")  # once it has seen a text that is not ASCII, kramdown takes ten times as long
    with cpu_limit(1.9, kramdown.cpu_seconds):  # tildes take 1.3 s, and 3 s in one paragraph
        to_html(found, seconds=30)


@pytest.mark.threat("13: an article that Jekyll takes the square of its size to build")
@pytest.mark.jekyll
def test_a_paragraph_that_kramdown_is_slow_at_ends_and_begins_again_with_its_marks() -> None:
    found = written(f'<p><a href="/x">{"a &quot;b " * 8000}</a></p>').text
    paragraphs = found.strip().split("\n\n")
    assert len(paragraphs) > 1
    assert all(p.startswith("[") and p.endswith("](/x)") for p in paragraphs)
    assert text(to_html(found)) == 'a"b' * 8000


def test_tildes_count_as_the_entities_that_they_are_written_as() -> None:
    found = written(f"<p>{'~' * 20_000}</p>").text
    assert max(map(len, found.split("\n\n"))) <= 30_000


def test_long_prose_is_one_paragraph() -> None:
    sentence = "The otters came back, the town's paper wrote, and “all were glad” of it. "
    assert "\n\n" not in written(f"<p>{sentence * 400}</p>").text


@pytest.mark.parametrize(
    ("template", "start"),
    [
        ("<h2>{}</h2>", "word word"),
        ("<dl><dt>{}</dt><dd>b</dd></dl>", "word word"),
        ("<figure><img src=/a.jpg><figcaption>{}</figcaption></figure>", "![](/a.jpg)\n\nword"),
        ("<details><summary>{}</summary><p>b</p></details>", '<details markdown="1">\nword'),
        ("<table><tr><th>a<th>b<tr><td>{}<td>b</table>", '<table markdown="0">'),
    ],
    ids=["heading", "term", "caption", "summary", "cell"],
)
def test_what_should_be_one_line_and_is_a_chapter_is_paragraphs(template: str, start: str) -> None:
    found = written(template.format("word " * 2000)).text
    assert found.startswith(start) and found.count("word") == 2000


def test_a_long_paragraph_behind_others_is_cut_and_not_dropped(small: int) -> None:
    found = written("<p>First.</p>" + f"<p>{'some words ' * 1200}</p>").text
    assert found.startswith("First.\n\nsome words") and len(found) > small * 0.9


def test_a_list_that_is_all_in_one_item_is_cut_and_not_dropped(small: int) -> None:
    found = written("<ul><li>one<ul>" + "<li>some words" * 1200 + "</ul></ul>").text
    assert found.startswith("- one\n  - some words") and len(found) > small * 0.9


def test_a_table_of_html_is_cut_behind_a_row(small: int) -> None:
    rows = "<tr><td rowspan=2>some<td>words" * 1200
    found = written(f"<table><tbody>{rows}</table>").text
    assert len(found) > small * 0.9
    assert "</td></tr>\n</tbody>\n</table>\n\n*The text is cut here" in found
