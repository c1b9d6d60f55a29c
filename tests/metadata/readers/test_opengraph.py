"""Open Graph and article:* properties."""

from __future__ import annotations

from datetime import datetime

from article_page import read


def meta(**properties: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in properties.items()
    )


def test_open_graph_gives_title_site_image_and_address() -> None:
    article = read(
        meta(
            og__title="Otters return",
            og__site_name="The River Post",
            og__image="/img/otter.jpg",
            og__url="https://example.org/otters",
            og__description="They are back in town.",
        )
    )
    assert article.title == "Otters return"
    assert article.site == "The River Post"
    assert article.image == "https://example.org/img/otter.jpg"
    assert article.canonical_url == "https://example.org/otters"
    assert article.description == "They are back in town."
    assert article.sources["site"] == "meta og:site_name"


def test_published_and_modified_time_are_kept_with_their_offset() -> None:
    article = read(
        meta(
            article__published_time="2024-03-05T23:30:00+06:00",
            article__modified_time="2024-03-07T01:00:00+06:00",
        )
    )
    assert article.published == datetime.fromisoformat("2024-03-05T23:30:00+06:00")
    assert article.updated == datetime.fromisoformat("2024-03-07T01:00:00+06:00")


def test_an_author_given_as_an_address_is_no_name() -> None:
    assert read(meta(article__author="https://social.example.net/ann")).authors == ()
    assert read(meta(article__author="Ann Otter")).authors == ("Ann Otter",)


def test_tags_come_from_all_article_tags_and_the_section_is_a_category() -> None:
    head = meta(article__section="Nature") + "".join(
        meta(article__tag=tag) for tag in ("otters", "Otters", "rivers", "Nature")
    )
    article = read(head)
    assert article.tags == ("otters", "rivers", "Nature")
    assert article.categories == ("Nature",)


def test_names_in_any_case_and_in_the_name_attribute_count() -> None:
    assert read('<meta name="OG:Title" content="Otters return">').title == "Otters return"
