"""Addresses: what is the same article, what may be linked to."""

from __future__ import annotations

import pytest

from crosspost import urls


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a",
        "http://example.org/a",
        "https://www.example.org/a",
        "https://EXAMPLE.org:443/a/",
        "https://example.org/a#part-2",
        "https://example.org/a#:~:text=word",
        "https://example.org/a?utm_source=feed&utm_medium=rss&fbclid=x",
        "https://example.org/a/index.html",
    ],
)
def test_these_are_the_same_article(other: str) -> None:
    assert urls.identity(other) == urls.identity("https://example.org/a")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/b",
        "https://example.org/A",
        "https://example.org/a?page=2",
        "https://example.org:8080/a",
        "https://news.example.org/a",
    ],
)
def test_these_are_other_articles(other: str) -> None:
    assert urls.identity(other) != urls.identity("https://example.org/a")


def test_the_order_of_parameters_makes_no_difference() -> None:
    assert urls.identity("https://e.org/?a=1&b=2") == urls.identity("https://e.org/?b=2&a=1")


def test_an_encoded_path_is_the_same_as_a_plain_one() -> None:
    assert urls.identity("https://e.org/caf%C3%A9") == urls.identity("https://e.org/café")


def test_tracking_goes_and_the_rest_stays_as_it_was() -> None:
    url = "https://example.org/a?q=1%202&utm_campaign=x&flag&gclid=y#top"
    assert urls.without_tracking(url) == "https://example.org/a?q=1%202&flag#top"


@pytest.mark.parametrize("parameter", ["srsltid", "gad_source", "li_fat_id", "guce_referrer_sig"])
def test_what_search_engines_and_networks_add_is_tracking(parameter: str) -> None:
    assert urls.without_tracking(f"https://e.org/a?{parameter}=x") == "https://e.org/a"


@pytest.mark.parametrize(
    "url", ["https://e.org/", "mailto:a@e.org", "tel:+996312000000", "#part", "/a", "a/b?c=d:e", ""]
)
def test_such_links_may_stand_in_a_post(url: str) -> None:
    assert urls.is_safe_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVa\tScRiPt:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "blob:https://e.org/1",
        "file:///etc/passwd",
    ],
)
def test_such_links_may_not(url: str) -> None:
    assert not urls.is_safe_link(url)


def test_a_relative_link_is_resolved_and_an_in_page_one_is_left() -> None:
    assert urls.absolute("https://e.org/a/b", "../c") == "https://e.org/c"
    assert urls.absolute("https://e.org/a/b", "//n.org/c") == "https://n.org/c"
    assert urls.absolute("https://e.org/a/b", "#fn1") == "#fn1"


def test_what_is_no_address_is_none_and_never_an_error() -> None:
    assert urls.absolute("https://e.org/", "http://[::1") is None
    assert not urls.is_web("http://[::1")
    assert urls.host("http://[::1") == ""
    assert urls.identity("http://e.org:99999999/") == "http://e.org:99999999/"


@pytest.mark.parametrize("url", ["http://e.org", "HTTPS://e.org/x"])
def test_web_addresses(url: str) -> None:
    assert urls.is_web(url)


@pytest.mark.parametrize("url", ["ftp://e.org/", "e.org", "http:///x", "mailto:a@e.org", ""])
def test_no_web_addresses(url: str) -> None:
    assert not urls.is_web(url)
