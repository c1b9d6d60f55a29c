"""The markup of platforms and scripts on a page, as HTML beside the Markdown that it becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpu import cpu_limit
from crosspost import convert, to_markdown
from crosspost.markdown import to_markdown as write
from crosspost.page.parse import parse_text
from crosspost.page.soup import to_soup
from markdown_cases import Case, by_name, read_cases

CASES = Path(__file__).parent / "cases"
ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]
URL = "https://example.org/a/page.html"


@pytest.mark.parametrize("case", ALL, ids=by_name)
def test_the_markup_of_a_platform_is_read(case: Case) -> None:
    body = parse_text(f"<html><body>{case.html}", URL).tree.find("body")
    assert body is not None
    assert write(to_soup(body, base_url=URL)) == case.markdown


def test_a_clean_body_keeps_the_labels_of_its_code() -> None:
    html = "<p>Python</p><pre>print(1)</pre>"
    assert to_markdown(html, URL) == "Python\n\n~~~\nprint(1)\n~~~\n"


def test_a_link_to_a_part_of_the_page_that_the_post_has_not_leads_to_the_page() -> None:
    text = "<p>The bell hangs in the tower and is rung at six, whoever may be asleep then.</p>" * 6
    link = '<p>All other bells are in <a href="#menu">this list</a> or <a href="/a#menu">that</a>.'
    nav = '<nav id="menu"><a href="/">Home</a></nav>'
    html = f"<body>{nav}<main><article><h1>Bell</h1>{text}{link}{text}</article></main>"
    body = convert(html, "https://example.org/a").body
    assert "in this list or [that](https://example.org/a#menu)." in body


def test_posts_within_each_other_without_end_are_left_alone_in_time() -> None:
    post = '<div class="js-comment"><p class="js-comment-body">text</p>'
    html = f'<div class="js-discussion">{post * 100}{"</div>" * 100}' * 40
    with cpu_limit(3):
        tree = parse_text(f"<html><body>{html}", URL).tree
    assert "".join(tree.itertext()).count("text") == 4000


def test_no_stray_file() -> None:
    assert [path.name for path in CASES.iterdir() if path.suffix != ".txt"] == []
