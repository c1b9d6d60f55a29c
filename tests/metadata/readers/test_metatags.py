"""Meta tags: HTML's own, Dublin Core, citation_*, Parse.ly, Sailthru, Twitter's labels."""

from __future__ import annotations

from datetime import date

import pytest

from article_page import read, values


def meta(name: str, content: str) -> str:
    return f"<meta name='{name}' content='{content}'>"


def test_dublin_core_gives_title_creator_and_day() -> None:
    head = meta("DC.title", "Otters return") + meta("DC.creator", "Ann Otter")
    article = read(head + meta("DC.date.issued", "2024-03-05"))
    assert article.title == "Otters return"
    assert article.authors == ("Ann Otter",)
    assert article.published == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("citation_authors", "Otter, Ann B.; Lee, Bo"),
        ("bepress_citation_author", "Otter, Ann B."),
        ("eprints.creators_name", "Otter, Ann B."),
        ("dc:creator", "Otter, Ann B."),
        ("DCTERMS.creator", "Otter, Ann B."),
    ],
)
def test_the_names_that_libraries_give_authors_are_known(name: str, content: str) -> None:
    assert read(meta(name, content)).authors[0] == "Ann B. Otter"


@pytest.mark.parametrize(
    "name",
    [
        *("dc:date", "dcterms:created", "prism.publicationDate", "bepress_citation_date"),
        *("eprints.date", "og:release_date", "article:published_date", "publish_time"),
        *("citation_publication_date", "sailthru.date", "parsely-pub-date", "datePublished"),
    ],
)
def test_the_names_of_the_day_are_known(name: str) -> None:
    assert read(meta(name, "2024/03/05")).published == date(2024, 3, 5)


def test_citation_authors_are_one_list_with_family_names_first_turned_round() -> None:
    head = meta("citation_author", "Otter, Ann B.") + meta("citation_author", "Lee, Bo")
    assert read(head).authors == ("Ann B. Otter", "Bo Lee")


def test_twitters_labelled_data_name_the_author_in_the_words_of_the_plugin() -> None:
    assert read(
        meta("twitter:label1", "Written by") + meta("twitter:data1", "Ann Otter")
    ).authors == ("Ann Otter",)
    assert (
        values(
            "authors",
            "meta twitter:data1",
            meta("twitter:label1", "Est. reading time") + meta("twitter:data1", "5 minutes"),
        )
        == []
    )


def test_parselys_page_object_is_read() -> None:
    data = '{"title": "Otters return", "author": "Ann Otter", "pub_date": "2024-03-05"}'
    article = read(meta("parsely-page", data))
    assert article.title == "Otters return"
    assert article.authors == ("Ann Otter",)
    assert article.published == date(2024, 3, 5)
    assert read(meta("parsely-page", "[1]")).title is None


def test_keywords_are_tags() -> None:
    assert read(meta("keywords", "otters, rivers,  otters")).tags == ("otters", "rivers")


def test_an_empty_tag_gives_nothing() -> None:
    assert read(meta("author", "  ") + meta("description", "")).authors == ()
