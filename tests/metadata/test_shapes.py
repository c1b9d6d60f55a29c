"""Pages with one kind of metadata over and over take no longer than other pages of their size."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost import convert
from crosspost.errors import CrosspostError
from generated_pages import generated_pages
from shapes.metadata import SHAPES

# A page of so many headings takes about as long at 10 KB as at 1 MB.
SECONDS = {"headings in headings": 3}


@pytest.mark.threat("13: metadata that takes time by the square of its length")
@pytest.mark.parametrize("name", SHAPES)
def test_a_page_of_much_metadata_is_read_at_once(name: str) -> None:
    page = SHAPES[name].make(30_000)
    with cpu_limit(SECONDS.get(name, 1)):
        SHAPES[name].run(page)


@pytest.mark.threat("17: text that cannot be written")
def test_generated_pages_become_posts_or_are_refused() -> None:
    posts = 0
    for page in generated_pages(150, seed=1):
        try:
            post = convert(page, "https://example.com/otters")
        except CrosspostError:
            continue
        assert post.text.encode("utf-8")
        posts += 1
    assert posts > 90
