"""The canonical address: believed where it can be this article's."""

from __future__ import annotations

import pytest

from article_page import read

PAGE = "https://example.org/notes/otters?utm_source=mail&id=7"


def canonical(href: str, url: str = PAGE) -> str | None:
    return read(f'<link rel="canonical" href="{href}">', url=url).canonical_url


def test_without_one_it_is_the_pages_address_without_tracking() -> None:
    assert read(url=PAGE).canonical_url == "https://example.org/notes/otters?id=7"


def test_a_canonical_link_wins_and_is_made_absolute() -> None:
    assert canonical("/notes/otters") == "https://example.org/notes/otters"


def test_the_place_of_first_publication_on_another_host_is_kept() -> None:
    first = "https://river.example.net/2024/otters"
    assert canonical(first) == first


@pytest.mark.parametrize(
    "lie",
    ["https://example.org/", "https://example.net", "javascript:alert(1)", "", "ftp://x/y", "/"],
)
def test_the_home_page_and_what_is_no_web_address_are_not_believed(lie: str) -> None:
    assert canonical(lie) == "https://example.org/notes/otters?id=7"


def test_another_host_in_open_graph_alone_is_not_believed() -> None:
    head = '<meta property="og:url" content="https://other.example.com/otters">'
    assert (
        read(head, url="https://example.org/otters").canonical_url == "https://example.org/otters"
    )


def test_a_page_without_address_takes_what_it_says() -> None:
    assert (
        canonical("https://example.org/notes/otters", url="") == "https://example.org/notes/otters"
    )
