"""The day in the address."""

from __future__ import annotations

from datetime import date

import pytest

from article_page import read, values


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2024/03/05/otters",
        "https://example.org/2024-03-05-otters",
        "https://example.org/news/20240305/otters",
        "https://example.org/2024/mar/05/otters",
        "https://example.org/2024/march/5/otters",
        "https://example.org/2024/3/5/otters",
    ],
)
def test_a_day_in_the_address_is_offered(url: str) -> None:
    assert values("published", "date in the URL", url=url) == [date(2024, 3, 5)]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2024/03/otters",
        "https://example.org/article/202403051234",
        "https://example.org/2024/13/45/otters",
        "https://example.org/otters?date=2024-03-05",
        "",
    ],
)
def test_an_address_without_a_day_offers_none(url: str) -> None:
    assert values("published", "date in the URL", url=url) == []


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://example.org/2024/03/05/otters">',
        '<meta property="og:url" content="https://example.org/2024-03-05-otters">',
        '<link rel="canonical" href="https://example.org/hl?a=20240305-otters">',
    ],
)
def test_a_day_in_the_canonical_url_is_offered(head: str) -> None:
    assert values("published", "date in the canonical URL", head) == [date(2024, 3, 5)]
    assert read(head, "<h1>Otters return</h1>").published == date(2024, 3, 5)
