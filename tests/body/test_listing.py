"""``is_listing``: lists of stories and products, and articles with links or prices."""

from __future__ import annotations

import pytest

from block_page import PROSE, document
from crosspost.body.blocks import group
from crosspost.body.listing import is_front_page, is_listing

TEXT = f"<p>{PROSE}</p>"


def listing(body: str, *, head: str = "", url: str = "https://example.org/sea/ferries") -> bool:
    page = document(body, head=head, url=url)
    found = group(page.flow)
    return is_listing(page, found, range(len(found.texts)))


def stories(count: int, text: str = "", site: str = "") -> str:
    return "".join(
        f"<h2><a href='{site}/story/{i}'>The story of ferry number {i}</a></h2>{text}"
        for i in range(count)
    )


def test_titles_that_lead_to_other_pages_of_the_site() -> None:
    assert listing(stories(6, "<p>It sails.</p>"))
    assert listing(stories(9, TEXT))
    assert not listing(stories(3) + TEXT * 9)


def test_titles_that_lead_to_other_sites_or_into_the_page() -> None:
    assert not listing(stories(9, TEXT, site="https://shop.example"))
    within = "".join(f"<li><a href='#{i}'>Chapter number {i} of this</a></li>" for i in range(9))
    assert not listing(f"<ul>{within}</ul>{TEXT}")


def test_a_page_that_calls_itself_an_article_is_one_unless_it_is_nearly_all_links() -> None:
    head = "<meta property='og:type' content='article'>"
    assert not listing(stories(9, TEXT), head=head)
    assert listing(stories(9), head=head)


@pytest.mark.parametrize("kind", ["CollectionPage", "ItemList", "Product"])
def test_a_page_that_calls_itself_a_list_or_a_product(kind: str) -> None:
    said = f'{{"@type": "{kind}"}}'
    assert listing(TEXT * 5, head=f"<script type='application/ld+json'>{said}</script>")
    both = f'[{{"@type": "NewsArticle"}}, {said}]'
    assert not listing(TEXT * 5, head=f"<script type='application/ld+json'>{both}</script>")


def test_prices() -> None:
    goods = "".join(f"<p>Sail number {i}</p><p>$ {i}0.00</p>" for i in range(8))
    assert listing(goods)
    assert not listing(goods + TEXT * 9)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/", False),
        ("https://example.org/category/sea/", True),
        ("https://example.org/collections/sails", True),
        ("https://example.org/sea/the-category-of-ferries", False),
    ],
)
def test_the_url(url: str, expected: bool) -> None:
    assert listing(TEXT * 5, url=url) is expected


def test_a_front_page_is_a_list_if_it_has_titles_of_stories() -> None:
    assert listing(stories(3, TEXT) + TEXT * 3, url="https://example.org/")
    assert not listing(stories(2, TEXT) + TEXT * 3, url="https://example.org/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", True),
        ("https://example.org/?utm_source=feed", True),
        # A permalink of WordPress.
        ("https://example.org/?p=4711", False),
        ("https://example.org/sea", False),
        ("", False),
    ],
)
def test_a_front_page(url: str, expected: bool) -> None:
    assert is_front_page(document(TEXT, url=url)) is expected
    article = "<meta property='og:type' content='article'>"
    assert not is_front_page(document(TEXT, head=article, url=url))


def test_a_list_of_offers_does_not_make_a_page_one() -> None:
    said = '{"@type": "Service", "hasOfferCatalog": {"@type": "OfferCatalog"}}'
    assert not listing(TEXT * 5, head=f"<script type='application/ld+json'>{said}</script>")
