"""Every construct, as input beside output, in ``cases/*.txt``."""

from __future__ import annotations

import pytest

from crosspost.markdown import to_markdown
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from crosspost.targets.jekyll.liquid import guard
from kramdown import to_html
from markdown_cases import ALL, CASES, COMPLETE, Case, by_name
from shown import text


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
