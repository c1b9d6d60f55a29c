"""Every construct, as input beside output, in ``cases/*.txt``.

A case is a title, a line with a dot, HTML, a line with a dot, Markdown, a line with a dot.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from crosspost.jekyll.liquid import guard
from crosspost.markdown import to_markdown
from crosspost.parse import parse_fragment
from crosspost.soup import to_soup
from kramdown import to_html
from shown import text

CASES = Path(__file__).parent / "cases"
# Topics in which nothing is left out on purpose: the built page shows the very characters.
COMPLETE = ("definitions", "emphasis", "escaping", "inline-html", "links", "lists", "quotes")


class Case(NamedTuple):
    topic: str
    title: str
    html: str
    markdown: str


def read_cases(path: Path) -> list[Case]:
    parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.M)
    assert parts[-1] == "", f"{path.name} does not end with a dot"
    assert len(parts) % 3 == 1, f"a case of {path.name} lacks a part"
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [Case(path.stem, title.strip(), html, markdown) for title, html, markdown in triples]


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


def by_name(case: Case) -> str:
    return f"{case.topic}: {case.title}"


def markdown_of(html: str) -> str:
    return to_markdown(to_soup(parse_fragment(html, None)))


@pytest.mark.parametrize("case", ALL, ids=by_name)
def test_html_becomes_this_markdown(case: Case) -> None:
    assert markdown_of(case.html) == case.markdown


@pytest.mark.jekyll
@pytest.mark.parametrize("case", [case for case in ALL if case.topic in COMPLETE], ids=by_name)
def test_the_built_page_shows_the_same_words(case: Case) -> None:
    assert text(to_html(guard(case.markdown))) == text(case.html)


@pytest.mark.jekyll
@pytest.mark.parametrize("case", ALL, ids=by_name)
def test_markdown_of_the_built_page_stays_the_same(case: Case) -> None:
    once = markdown_of(to_html(guard(case.markdown)))
    assert markdown_of(to_html(guard(once))) == once


def test_no_stray_file_and_no_title_twice() -> None:
    assert [path.name for path in CASES.iterdir() if path.suffix != ".txt"] == []
    titles = [by_name(case) for case in ALL]
    assert len(titles) == len(set(titles))
    assert len(titles) >= 150
