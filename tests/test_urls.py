"""Addresses: what is the same article, what may be linked to."""

from __future__ import annotations

import random
from urllib.parse import urlsplit

import pytest
import urllib3

from cpu import cpu_limit
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
    ("query", "left"),
    [
        ("source=rss-1f2e3d------2", ""),
        ("ref=rss", ""),
        ("partner=rss_home&id=4", "?id=4"),
        ("source=post_page-----1f2e3d--------", ""),
        ("source=friends_link&sk=1f", "?sk=1f"),
        ("source=river&ref=12", "?source=river&ref=12"),
        ("source=rsst", "?source=rsst"),
        ("feed=rss", "?feed=rss"),
        ("from=mill--lane", "?from=mill--lane"),
    ],
)
def test_a_feed_or_a_place_of_the_site_that_a_reader_came_from_is_tracking(
    query: str, left: str
) -> None:
    assert urls.without_tracking(f"https://e.org/a?{query}") == f"https://e.org/a{left}"


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


# One way to read a URL

TWO_WAYS = pytest.mark.threat("2: URLs read two ways")


@TWO_WAYS
@pytest.mark.parametrize(
    "url",
    [
        "http://evil\\@good/",
        "https://evil\\@www.youtube.com/embed/x",
        "http://169.254.169.254\\@public/",
        "http://good\\@good/",  # the same host, but not the same path
        "http:\\\\evil\\x",
        "http:evil/x",
        "http:/evil/x",
        "http:///evil/x",
        "http:////evil/x",
        "http://a@evil@good/",
        "http://good\\@evil\\@x/",
        "http://ex%61mple.org/",
        "http://good%2eorg/",
        "http://good%00.org/",
        "http://good\uff0fevil/",  # a slash in full width
        "http://good\uff20evil/",
        "http://[::1%25eth0]/",
        "http://[::1]evil/",
        "http://good]/",
        "http://good /",
        "http://good:80:90/",
        "http://good:-1/",
        "http://good:\uff18\uff10/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://xn--a/",
        "http://e.org\udcff/",
        "http://e.org/\ud800",
    ],
)
def test_what_two_parsers_read_differently_is_no_web_url(url: str) -> None:
    assert urls.read(url) is None
    assert not urls.is_web(url) and urls.host(url) == ""


@TWO_WAYS
@pytest.mark.parametrize(
    ("url", "host", "href"),
    [
        ("HTTP://E.org", "e.org", "http://e.org/"),
        ("http://e.org:80/a/../b?x#part", "e.org", "http://e.org/b?x"),
        ("https://e.org:0443/", "e.org", "https://e.org/"),
        ("http://me:word@e.org/", "e.org", "http://e.org/"),
        ("http://Bücher.example/ü", "xn--bcher-kva.example", "http://xn--bcher-kva.example/%C3%BC"),
        ("http://e。org/", "e.org", "http://e.org/"),
        ("http://ｅ.org/", "e.org", "http://e.org/"),
        ("http://e.o\trg\n/", "e.org", "http://e.org/"),
        ("http://e.org./", "e.org.", "http://e.org./"),
        *((f"http://{name}/", "127.0.0.1", "http://127.0.0.1/") for name in ("127.1", "0x7f.1")),
        *(
            (f"http://{name}/", "127.0.0.1", "http://127.0.0.1/")
            for name in ("0177.1", "2130706433")
        ),
        ("http://[0:0::ffff:127.0.0.1]/", "[::ffff:7f00:1]", "http://[::ffff:7f00:1]/"),
        ("http://e.org/a\\..\\b", "e.org", "http://e.org/b"),
    ],
)
def test_a_url_is_read_as_browsers_read_it(url: str, host: str, href: str) -> None:
    found = urls.read(url)
    assert found and (found.host, found.href) == (host, href)


PIECES = [
    *("http:", "https:", "/", "//", "\\", "@", ":", "good", "evil", ".org", "127.1", "[::1]", "80"),
    *("%2e", "%40", "?", "#", " ", "\t", "。", "\u00ad", "é", "xn--a", "0x7f", "..", ";", "&", "'"),
]


@TWO_WAYS
def test_no_parser_takes_what_is_read_for_another_host() -> None:
    """Of 20,000 texts; urllib.parse and urllib3 are the others."""
    rng, seen = random.Random(2), 0
    for _ in range(20_000):
        text = "".join(rng.choices(PIECES, k=rng.randint(2, 9)))
        found = urls.read(f"http://{text}" if rng.random() < 0.5 else text)
        if found is None:
            continue
        seen += 1
        plain, pooled = urlsplit(found.href), urllib3.util.parse_url(found.href)
        assert f"{plain.hostname}" == found.host.strip("[]"), text
        assert pooled.host == found.host, text
        assert plain.port == pooled.port and (plain.port or found.port) == found.port, text
        assert urls.read(found.href) == found._replace(credentials=None), text
    assert seen > 1000


@TWO_WAYS
@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/there", "http://good.org/there"),
        ("there?x", "http://good.org/a/there?x"),
        ("//evil.org/x", "http://evil.org/x"),
        ("http://evil.org", "http://evil.org/"),
        ("\\there", "http://good.org/there"),
        ("\\\\evil.org/x", None),
        ("/\\evil.org/x", None),
        ("//evil.org\\@good.org/", None),
        ("https:evil.org/x", None),
        ("http:///evil.org/x", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_redirect_leads_where_all_parsers_say(href: str, target: str | None) -> None:
    base = urls.read("http://good.org/a/b")
    found = urls.read(href, base)
    assert (found.href if found else None) == target


@TWO_WAYS
def test_a_link_with_a_backslash_becomes_what_a_browser_makes_of_it() -> None:
    assert urls.absolute("https://e.org/a/", "\\\\evil.org\\x") == "https://evil.org/x"
    assert urls.absolute("https://e.org/a/", "b\\c") == "https://e.org/a/b/c"
    assert urls.absolute("", "https://evil\\@good/") == "https://evil/@good/"


@TWO_WAYS
def test_the_same_article_by_any_way_to_write_its_host() -> None:
    same = ["http://xn--bcher-kva.de/a/b", "https://BÜCHER.de:443/a/b", "http://bücher.de./a/./b"]
    assert len({urls.identity(url) for url in same}) == 1


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:word@e.org/a@b", "https://e.org/a@b"),
        ("https://e.org/a@b", "https://e.org/a@b"),
        ("http://me:wo/rd@e.org/", "http:…@e.org/"),
        ("http://me:word\\@e.org/", "http:…@e.org/"),
        ("ftp://me:word@e.org/", "ftp:…@e.org/"),
        ("mailto:me@e.org", "mailto:me@e.org"),
        ("page@2x.html", "page@2x.html"),
    ],
)
@pytest.mark.threat("low: passwords and control characters in messages")
def test_a_url_without_its_password(url: str, shown: str) -> None:
    assert urls.without_credentials(url) == shown


@pytest.mark.threat("13: host names that take quadratic time")
@pytest.mark.parametrize("host", ["漢字仮名交文" * 30_000, "a" + "\u0301\u0316" * 100_000])
def test_a_long_host_costs_nothing(host: str) -> None:
    with cpu_limit(0.5):
        assert not urls.is_web(f"https://{host}.org/")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.coast.example", "img.coast.example", True),
        ("www.abc.cn", "img.abc.cn", True),
        ("news.abc.co.uk", "abc.co.uk", True),
        ("abc.co.uk", "xyz.co.uk", False),
        ("coast.example", "shop.example", False),
    ],
)
def test_hosts_of_one_registered_domain(one: str, other: str, same: bool) -> None:
    assert urls.is_same_site(one, other) == same
