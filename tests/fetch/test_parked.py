"""Pages of parked domains, and pages that only look so."""

from __future__ import annotations

import pytest

from crosspost.fetch.parked import is_front_page, is_parked

URL = "https://valley.example/2013/bridge"


@pytest.mark.parametrize(
    "html",
    [
        "<h1>valley.example</h1><p>The domain valley.example is for sale!</p>",
        "<p>This domain name has expired.</p>",
        "<p>Die Domain <b>valley.example</b> steht zum Verkauf.</p>",
        "<p>Ce nom de domaine est à vendre</p>",
        "<p>Este dominio está en venta</p>",
        "<p>Домен valley.example продаётся</p>",
        "<html data-adblockkey='x'><script>window.park = 'y'</script></html>",
        "<script>window.location.href='/lander'</script>",
    ],
)
def test_parked(html: str) -> None:
    assert is_parked(URL, URL, html.encode())


def test_a_redirect_to_a_seller_of_names() -> None:
    assert is_parked(URL, "https://www.hugedomains.com/domain_profile?d=x", b"<p>Hello</p>" * 99)
    assert not is_parked("https://sedo.com/blog/a", "https://sedo.com/blog/a", b"<p>Hello</p>" * 99)


@pytest.mark.parametrize(
    "html",
    [
        "<p>The bridge is open.</p>",
        "<p>The domain of the river is vast.</p>" * 2,
        "<p>This domain is for sale, the letter said.</p>" + "<p>They laughed.</p>" * 9,
        "<div>This domain is for sale, he read. " + "He did not care at all. " * 90 + "</div>",
    ],
)
def test_not_parked(html: str) -> None:
    assert not is_parked(URL, URL, html.encode())


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ("https://valley.example/", True),
        ("https://www.valley.example", True),
        ("https://valley.example/en/", True),
        ("https://valley.example/pt-BR", True),
        ("https://valley.example/home.html", True),
        ("https://valley.example/en/index.php", True),
        ("https://valley.example/homes", False),
        ("https://valley.example/2013/bridge/", False),
        ("https://valley.example/?p=7", False),
        ("https://other.example/bridge", False),
    ],
)
def test_the_front_page_instead(answered: str, expected: bool) -> None:
    assert is_front_page(URL, answered) is expected
