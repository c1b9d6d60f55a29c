"""Whatever the source holds: of the built page, parsed again, nothing can run or reach out."""

from __future__ import annotations

import re

import pytest

import hostile
from active import active
from crosspost.markdown import to_markdown
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from crosspost.targets.jekyll.liquid import guard
from kramdown import to_html


@pytest.mark.jekyll
@pytest.mark.parametrize("html", hostile.PAGES.values(), ids=hostile.PAGES.keys())
def test_nothing_hostile_is_on_the_built_page(html: str) -> None:
    page = to_html(guard(to_markdown(to_soup(parse_fragment(html, None)))))
    assert active(page) == []
    assert all(len(url) < 9000 for url in re.findall(r'(?:src|href)="([^"]*)"', page))


def test_a_small_picture_as_data_is_kept() -> None:
    image = f'<img src="{hostile.PIXEL}">'
    assert hostile.PIXEL in to_markdown(to_soup(parse_fragment(image, None)))
