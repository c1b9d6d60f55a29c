"""Ids that links of other posts lead to: written if the post is the owner's own."""

from __future__ import annotations

import pytest

from crosspost.markdown import render
from crosspost.model.dialect import GOLDMARK, KRAMDOWN_GFM, MARKED, REMARK, Dialect
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup


def written(html: str, dialect: Dialect = KRAMDOWN_GFM, *, keep_ids: bool = True) -> str:
    body = to_soup(parse_fragment(html, "https://a.example.org/"))
    return render(body, dialect, keep_ids=keep_ids).text


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        (KRAMDOWN_GFM, "## Some part {#c}"),
        (GOLDMARK, "## Some part {#c}"),
        (MARKED, '## <a id="c"></a>Some part'),
        (REMARK, '## <a id="c"></a>Some part'),
    ],
)
def test_the_id_of_a_heading_is_kept(dialect: Dialect, text: str) -> None:
    html = '<h2 id="c">Some part</h2><p>Text.</p>'
    assert written(html, dialect) == f"{text}\n\nText.\n"
    assert written(html, dialect, keep_ids=False) == "## Some part\n\nText.\n"


def test_an_id_that_the_generator_makes_of_the_text_is_not_written() -> None:
    html = '<h2 id="some-part">Some part</h2>'
    assert written(html) == written(html, GOLDMARK) == written(html, REMARK) == "## Some part\n"
    assert written(html, MARKED) == '## <a id="some-part"></a>Some part\n'  # it keeps the capital


def test_of_two_headings_with_one_text_the_second_needs_its_id() -> None:
    html = '<h2>Some part</h2><p>a</p><h2 id="some-part">Some part</h2>'
    assert written(html) == "## Some part\n\na\n\n## Some part {#some-part}\n"


def test_all_names_of_a_heading_are_kept() -> None:
    html = '<section id="s"><h2 id="h"><span id="i">Part</span></h2><p>Text.</p></section>'
    assert written(html) == '## <a id="i"></a><a id="s"></a>Part {#h}\n\nText.\n'
    linked = html.replace("Text.", 'Text.</p></section><p>See <a href="#s">it</a>.')
    assert written(linked).startswith('## <a id="i"></a><a id="h"></a>Part {#s}\n')


def test_paragraphs_items_and_anchors_are_kept() -> None:
    html = '<p id="p">a</p><ul><li id="l">b</li></ul><p><a name="n"></a></p><h2>c</h2>'
    assert written(html) == 'a\n{: id="p"}\n\n- {: id="l"} b\n\n## c {#n}\n'
    assert written(html, GOLDMARK) == "a\n\n- b\n\n## c {#n}\n"


def test_ids_that_programs_number_are_not_kept() -> None:
    html = '<div id="attachment_12"><p>a</p></div><p><span id="more-7"></span>b</p>'
    assert written(html) == "a\n\nb\n"


@pytest.mark.threat("7: an id of an element that is Markdown or HTML")
def test_an_id_is_no_markup() -> None:
    html = """<h2 id='x"><script>'>a</h2><h2 id="x}{: .y">b</h2><p id="x y">c</p>"""
    assert written(html) == "## a\n\n## b\n\nc\n"
