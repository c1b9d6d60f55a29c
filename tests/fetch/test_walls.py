"""Challenge pages and log-in forms are told from articles."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.errors import FetchError
from crosspost.fetch.walls import SIZE, challenge, is_login
from crosspost.model import Page
from fetch.client import Client
from server import Server, page, redirect, status
from server.faults import FAULTS

LOGIN = "<title>Log in</title><form><input name=u><input type='password' name=p></form>"
ARTICLE = "<title>On forms</title>" + "<p>Words about a form. " * 20


@pytest.mark.parametrize(
    "fault", ["challenge page with 200", "challenge page with 403", "challenge by header"]
)
def test_a_challenge_page_is_an_error_with_a_way_out(client: Client, fault: str) -> None:
    with Server({"/": FAULTS[fault]}) as server:
        error = client.error(server.url())
        assert error.reason == "challenge page (Cloudflare): the page is shown to browsers only"
        assert f"crosspost page.html --base-url {server.url()}" in error.hint
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("vendor", "content"),
    [
        ("Cloudflare", b"<title>Just a moment...</title>"),
        ("Imperva", b'<iframe src="/_Incapsula_Resource?SWUDNSAI=31"></iframe>'),
        ("DataDome", b'<script src="https://ct.captcha-delivery.com/c.js"></script>'),
        ("HUMAN", b'<div id="px-captcha"></div>'),
        ("Akamai", b'<div id="sec-if-cpt-container"></div>'),
        ("Sucuri", b"<script>sucuri_cloudproxy_js='';</script>"),
        ("AWS WAF", b"<script>window.awsWafCookieDomainList = [];</script>"),
        ("Anubis", b'<script id="anubis_challenge" type="application/json">{}</script>'),
        ("DDoS-Guard", b'<script src="/.well-known/ddos-guard/check"></script>'),
    ],
)
def test_the_service_is_named(vendor: str, content: bytes) -> None:
    assert challenge({}, content, 200) == challenge({}, content, 403) == vendor


def test_an_article_about_challenges_is_an_article(client: Client) -> None:
    text = ARTICLE + "<p>The page says <code>&lt;title&gt;Just a moment...</code>"
    got = client.answered(page(text + "<script>window._cf_chl_opt</script>"))
    assert isinstance(got, Page)


def test_a_page_that_was_let_through_with_the_challenges_script_is_a_page() -> None:
    script = b'<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>'
    filler = b"<script>" + b"var challenge = 1; " * 200 + b"</script>"
    text = b"<div>" + b"Words between line breaks and without paragraphs.<br>" * 50 + b"</div>"
    assert challenge({}, script + filler, 200) == "Imperva"
    assert challenge({}, script + filler + text, 200) is None


def test_a_redirect_to_a_login_form_asks_for_cookies(client: Client) -> None:
    with Server({"/story": redirect("/users/sign_in?next=/story")}) as server:
        server.routes["/users/sign_in"] = page(LOGIN.replace("Log in", "Welcome"))
        error = client.error(server.url("/story"))
        assert error.reason == "this page asks to log in and has no article"
        assert "--cookies FILE" in error.hint
        assert f"--base-url {server.url('/story')}" in error.hint


def test_a_page_called_log_in_asks_for_cookies(client: Client) -> None:
    error = client.answered(page(LOGIN))
    assert isinstance(error, FetchError) and error.reason.startswith("this page asks to log in")


@pytest.mark.parametrize(
    ("asked", "answered", "content", "login"),
    [
        ("https://example.org/a", "https://example.org/login", LOGIN, True),
        ("https://example.org/a", "https://login.example.org/signin?x", LOGIN, True),
        ("https://example.org/a", "https://example.org/wp-login.php", LOGIN, True),
        ("https://example.org/a", "https://example.org/account/login.aspx", LOGIN, True),
        ("https://example.org/a", "https://example.org/b", ARTICLE + LOGIN[21:], False),
        ("https://example.org/a", "https://example.org/a", ARTICLE + LOGIN[21:], False),
        ("https://example.org/login", "https://example.org/login/", ARTICLE + LOGIN[21:], False),
        ("https://example.org/a", "https://example.org/login", ARTICLE, False),
    ],
)
def test_a_form_in_a_page_is_not_a_login_page(
    asked: str, answered: str, content: str, login: bool
) -> None:
    assert is_login(asked, answered, content.encode()) is login


def test_an_error_whose_body_never_ends_is_told_soon(client: Client) -> None:
    error = client.answered(status("403 Forbidden", headers={"X-Other": "1"}))
    assert isinstance(error, FetchError) and error.reason.startswith("403")


@pytest.mark.threat("13: markup that takes time by the square of its length")
@pytest.mark.parametrize("piece", [b"< ", b"</script ", b"<input ", b"<title ", b"<script <svg "])
def test_a_short_page_is_judged_at_once(piece: bytes) -> None:
    content = b"window.KPSDK=" + piece * (SIZE // len(piece) - 20)
    with cpu_limit(0.3):
        challenge({}, content, 200)
        is_login("https://a.example/a", "https://a.example/login", content * 4)
