"""The license."""

from __future__ import annotations

import pytest

from article_page import json_ld, read
from crosspost.metadata.fields.license import tidy

DEEDS = "https://creativecommons.org/licenses/"


@pytest.mark.parametrize(
    ("text", "license"),
    [
        ("http://creativecommons.org/licenses/by-sa/3.0/igo/", f"{DEEDS}by-sa/3.0/igo/"),
        (f"{DEEDS}by/4.0/deed.de", f"{DEEDS}by/4.0/"),
        (f"Under the terms of CC ({DEEDS}by/4.0/), © 2024 Ann", f"{DEEDS}by/4.0/"),
        ("/terms/license", "https://example.org/terms/license"),
        ("CC BY-SA 4.0", f"{DEEDS}by-sa/4.0/"),
        ("CC-BY-NC-ND-3.0", f"{DEEDS}by-nc-nd/3.0/"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0", f"{DEEDS}by-nc-sa/4.0/"),
        (
            "https://wiki.example/Text_of_Creative_Commons_Attribution-ShareAlike_3.0_License",
            f"{DEEDS}by-sa/3.0/",
        ),
        ("CC BY-SA", "CC BY-SA"),
        ("Free Art License", "Free Art License"),
        ("#license", None),
        ("All rights reserved", None),
        ("© 2024 River Post", None),
        ("javascript:alert(1)//x", None),
        ("", None),
    ],
)
def test_a_license_is_an_address_or_words_and_no_reservation(
    text: str, license: str | None
) -> None:
    assert tidy(text, "https://example.org/a") == license


@pytest.mark.parametrize("name", ["dc.rights", "dcterms.rights", "copyright"])
def test_words_about_rights_count_only_if_they_name_a_license(name: str) -> None:
    def license(words: str) -> str | None:
        return read(f'<meta name="{name}" content="{words}">').license

    assert license("2025 River Post Limited") is None
    assert license("River Post only") is None
    assert license("Creative Commons Attribution 4.0") == f"{DEEDS}by/4.0/"
    assert license("Free Art License") == "Free Art License"


def test_json_ld_of_the_article_and_of_the_site_count_and_of_a_picture_does_not() -> None:
    article = '{"@type": "Article", "headline": "Otters", "license": "%s"}'
    site = '{"@type": "WebSite", "name": "River Post", "license": "%s"}'
    picture = '{"@type": "Article", "image": {"@type": "ImageObject", "license": "%s"}}'
    other = '{"@type": "Article", "hasPart": {"@type": "CreativeWork", "license": "%s"}}'
    url = f"{DEEDS}by/4.0/"
    assert read(json_ld(article % url)).license == url
    assert read(json_ld(site % url)).license == url
    assert read(json_ld(picture % url)).license is None
    assert read(json_ld(other % url)).license is None


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("by", "by-nc", "by-nc"),
        ("by-nc-sa", "by-sa", "by-nc-sa"),
        ("by-nc", "by-nc-nd", "by-nc-nd"),
        ("by-sa", "by", "by-sa"),
    ],
)
def test_of_two_the_more_restrictive_is_given_with_a_warning(
    first: str, second: str, wanted: str
) -> None:
    footer = f'<footer><a href="{DEEDS}{second}/4.0/">CC</a></footer>'
    article = read(f'<link rel="license" href="{DEEDS}{first}/4.0/">', footer)
    assert article.license == f"{DEEDS}{wanted}/4.0/"
    assert "several licenses" in article.warnings[0]
    assert all(f"{DEEDS}{name}/4.0/" in article.warnings[0] for name in (first, second))


def test_a_license_of_which_nothing_is_known_is_the_more_restrictive() -> None:
    footer = f'<footer><a href="{DEEDS}by/4.0/">CC</a></footer>'
    article = read('<link rel="license" href="/terms">', footer)
    assert (article.license, len(article.warnings)) == ("https://example.org/terms", 1)


def test_two_names_of_one_license_are_one() -> None:
    footer = (
        f'<footer><a rel="license" href="/by-sa">CC</a><a href="{DEEDS}by-sa/4.0/">it</a></footer>'
    )
    head = '<meta name="license" content="Creative Commons Attribution-ShareAlike">'
    article = read(head, footer.replace('href="/by-sa"', f'href="{DEEDS}by-sa/3.0/"'))
    assert article.license == f"{DEEDS}by-sa/3.0/"
    assert article.warnings == ()
