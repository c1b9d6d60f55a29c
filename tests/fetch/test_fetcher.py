"""A link's page: redirects, statuses, tries, what is sent and to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosspost
from crosspost.config import Config
from crosspost.errors import ConfigError, FetchError
from crosspost.fetch import Clock, Fetcher, fetch
from crosspost.model import Page
from fetch.client import NOW, Client
from server import Answer, Server, page, redirect, status, then
from server.faults import FAULTS, PAGE


def test_a_page(client: Client) -> None:
    with Server({"/a": page(PAGE, content_type="text/html; charset=windows-1251")}) as server:
        got = client.get(server.url("/a#part"))
        assert got == Page(
            url=server.url("/a#part"),
            final_url=server.url("/a"),
            content=PAGE,
            charset="windows-1251",
            fetched_at=NOW,
        )


def test_fetch_takes_a_link_as_it_is_pasted() -> None:
    with Server({"/": page(PAGE)}) as server:
        assert fetch(f"  {server.url()}\n", Config()).content == PAGE


def test_a_server_on_ipv6(client: Client) -> None:
    with Server({"/": page(PAGE)}, host="::1") as server:
        assert client.get(server.url()).content == PAGE


def test_letters_and_blanks_in_a_link_are_encoded(client: Client) -> None:
    client.names = {"xn--bcher-kva.example": [["127.0.0.1"]]}
    with Server({"*": page(PAGE)}) as server:
        client.get(server.url("/ü?q=a b", host="Bücher.example"))
        assert server.paths() == ["/%C3%BC?q=a%20b"]


def test_name_and_password_are_sent_and_shown_nowhere(client: Client) -> None:
    with Server({"/": page(PAGE), "/no": status("404 Not Found")}) as server:
        got = client.get(server.url(host="me:secret@127.0.0.1"))
        assert got.url == got.final_url == server.url()
        assert server.requests[0].headers["authorization"].startswith("Basic ")
        assert "secret" not in str(client.error(server.url("/no", host="me:secret@127.0.0.1")))


# What is sent


def test_the_user_agent_names_crosspost_its_version_and_home_page(client: Client) -> None:
    with Server({"/": page(PAGE)}) as server:
        client.get(server.url())
        client.get(server.url(), user_agent="mine/1")
        first, second = (request.headers["user-agent"] for request in server.requests)
        assert f"crosspost/{crosspost.__version__}" in first
        assert "+https://github.com/crosspost/crosspost" in first
        assert second == "mine/1"


def test_headers_of_the_configuration_are_sent(client: Client) -> None:
    with Server({"/": page(PAGE)}) as server:
        client.get(server.url(), headers={"accept-language": "ky", "X-Key": " abc "})
        sent = server.requests[0].headers
        assert (sent["accept-language"], sent["x-key"]) == ("ky", "abc")
        assert sent["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("name", "value"),
    [("X Y", "a"), ("X:", "a"), ("", "a"), ("X-A", "a\nX-B: c"), ("X-A", "ж"), ("Host", "a")],
)
def test_a_header_that_cannot_be_sent_is_a_wrong_setting(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match="headers"):
        Fetcher(Config(headers={name: value}))


def test_private_headers_stay_with_the_host_they_were_meant_for(client: Client) -> None:
    secret = {"Authorization": "Bearer x", "Cookie": "id=1", "X-Key": "k", "Accept-Language": "ky"}
    client.names = {"other.example.org": [["127.0.0.1"]]}
    with Server({"/there": page(PAGE)}) as server:
        server.routes["/"] = redirect("/here")
        server.routes["/here"] = redirect(server.url("/there", host="other.example.org"))
        client.get(server.url(), headers=secret, allow_private=True)
        for request in server.requests[:2]:
            assert {"authorization", "cookie", "x-key"} <= request.headers.keys()
        there = server.requests[2].headers
        assert not {"authorization", "cookie", "x-key"} & there.keys()
        assert there["accept-language"] == "ky"


def test_netrc_is_not_read(client: Client, tmp_path: Path) -> None:
    netrc = tmp_path / ".netrc"  # the client's home
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    with Server({"/": page(PAGE)}) as server:
        client.get(server.url())
        assert "authorization" not in server.requests[0].headers


# Redirects


@pytest.mark.parametrize("line", ["301 Moved", "302 Found", "303 See", "307 Temp", "308 Perm"])
@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/there", "/there"),
        ("there?x=1", "/old/there?x=1"),
        ("../there", "/there"),
        ("  /there\t", "/there"),
        ("?x=1", "/old/page?x=1"),
        ("/caf\xc3\xa9", "/caf%C3%A9"),  # UTF-8, as http.client reads it
        ("/caf\xe9", "/caf%E9"),  # not UTF-8
    ],
)
def test_a_redirect_is_followed(client: Client, line: str, location: str, path: str) -> None:
    with Server({"*": page(PAGE), "/old/page": redirect(location, line=line)}) as server:
        if "?x=1" in path:
            server.routes[path] = page(PAGE)
        got = client.get(server.url("/old/page"))
        assert got.final_url == server.url(path) and server.paths()[1:] == [path]


def test_a_redirect_without_a_scheme_keeps_the_scheme(client: Client) -> None:
    with Server({"/there": page(PAGE)}) as server:
        server.routes["/"] = redirect(f"//127.0.0.1:{server.port}/there")
        assert client.get(server.url()).final_url == server.url("/there")


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        ("redirect to a file", "file:///etc/passwd"),
        ("redirect to ftp", "ftp://example.org/x"),
        ("redirect to data", "data:text/html,hello"),
        ("redirect to javascript", "javascript:alert(1)"),
        ("redirect to half an address", "http://[::1"),
        ("redirect to port zero", "http://example.org:0/"),
    ],
)
def test_a_redirect_off_the_web_is_an_error(client: Client, fault: str, detail: str) -> None:
    error = client.answered(FAULTS[fault])
    assert isinstance(error, FetchError)
    assert (error.reason, error.detail) == ("redirects to something that is not a web URL", detail)
    assert not error.retry


def test_a_redirect_to_nowhere_is_an_error(client: Client) -> None:
    error = client.answered(FAULTS["redirect to nowhere"])
    assert isinstance(error, FetchError)
    assert error.reason == "redirect (302) without a URL"


def test_a_redirect_loop_ends_and_shows_the_chain(client: Client) -> None:
    with Server({"/": FAULTS["redirect loop"]}) as server:
        error = client.error(server.url())
        assert error.reason == "more than 5 redirects"
        chain = " → ".join(server.url(path) for path in ("/", "/?n=1", "/?n=2"))
        assert error.detail.startswith(chain) and chain in str(error)
        assert len(server.requests) == 6


def test_as_many_redirects_as_allowed(client: Client) -> None:
    with Server({"/0": redirect("/1"), "/1": redirect("/2"), "/2": page(PAGE)}) as server:
        assert client.get(server.url("/0"), max_redirects=2).content == PAGE
        assert client.error(server.url("/0"), max_redirects=1).reason == "more than 1 redirects"
        assert client.error(server.url("/0"), max_redirects=0).reason == "more than 0 redirects"


MOVED = '<title>Moved</title><meta http-equiv="refresh" content="0; url={}"><a href="/new">New</a>'


@pytest.mark.parametrize(
    "stub",
    [
        MOVED.format("/new"),
        MOVED.format("new"),
        "<META CONTENT='3;URL=/new' HTTP-EQUIV=Refresh>",
        "<meta http-equiv=refresh content=\"1.5, '/new'\"><noscript>x</noscript>",
    ],
)
def test_a_page_that_only_sends_elsewhere_is_a_redirect(client: Client, stub: str) -> None:
    with Server({"/": page(stub), "/new": page(PAGE)}) as server:
        assert client.get(server.url()).final_url == server.url("/new")


@pytest.mark.parametrize(
    "html",
    [
        MOVED.format("/"),  # reloads itself
        MOVED.format("javascript:alert(1)"),
        MOVED.format("http://["),
        MOVED.replace("0;", "300;").format("/new"),
        "<noscript>" + MOVED.format("/new") + "</noscript>",
        MOVED.format("/new") + "<p>Words." * 2,
        '<meta http-equiv="refresh" content="5"><meta name="refresh">',
    ],
)
def test_a_refresh_of_a_page_with_content_is_not_followed(client: Client, html: str) -> None:
    with Server({"/": page(html)}) as server:
        assert client.get(server.url()).final_url == server.url()
        assert server.paths() == ["/"]


def test_a_page_that_sends_to_a_private_address_is_refused(client: Client) -> None:
    error = client.answered(page(MOVED.format("http://169.254.169.254/secret")))
    assert isinstance(error, FetchError) and error.reason == "redirects to a private address"


# Statuses and tries


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("not found", 404),
        ("gone", 410),
        ("unauthorized", 401),
        ("forbidden", 403),
        ("legal reasons", 451),
    ],
)
def test_what_the_server_refuses_is_not_asked_for_again(
    client: Client, fault: str, code: int
) -> None:
    with Server({"/": FAULTS[fault]}) as server:
        error = client.error(server.url())
        assert (error.status, error.retry, len(server.requests)) == (code, False, 1)
        assert str(code) in str(error) and error.hint


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("418 Tea", "418 I'm a Teapot"),
        ("300 \x1b[31mRed", "300 Multiple Choices"),
        ("999 Denied", "999"),
    ],
)
def test_an_unusual_status_is_told_in_our_words(client: Client, line: str, reason: str) -> None:
    error = client.answered(status(line, PAGE))
    assert isinstance(error, FetchError) and error.reason == reason


def test_busy_busy_page(client: Client) -> None:
    busy = FAULTS["unavailable"]
    with Server({"/": then(busy, busy, page(PAGE))}) as server:
        assert client.get(server.url()).content == PAGE
        assert client.waits == [1, 2]


@pytest.mark.threat("low: an interim response taken for the answer")
def test_what_comes_before_the_answer_is_passed_over(client: Client) -> None:
    got = client.answered(FAULTS["early hints"])
    assert isinstance(got, Page) and got.content == PAGE
    for fault in ("early hints for ever", "switching protocols"):
        error = client.answered(FAULTS[fault], total_timeout=1.0, tries=1)
        assert isinstance(error, FetchError) and not error.retry


@pytest.mark.threat("low: Retry-After on every link")
def test_a_host_that_always_asks_to_wait_is_left_after_ten_minutes(client: Client) -> None:
    slow = status("429 Slow down", headers={"Retry-After": "100"})
    client.names = {"other.example": [["127.0.0.1"]]}
    with Server({"*": slow}) as server:
        fetcher = client.fetcher()
        reasons = []
        for number in range(5):
            with pytest.raises(FetchError) as caught:
                fetcher.get(server.url(f"/{number}"))
            reasons.append((caught.value.reason, caught.value.retry_after))
        assert reasons[:3] == [("429 Too Many Requests, 3 tries", None)] * 3
        later = "deferred: the server asked to wait too often"
        assert reasons[3:] == [(later, 100)] * 2
        assert client.waits == [100] * 6
        with pytest.raises(FetchError, match="3 tries"):  # another host has its own patience
            fetcher.get(server.url(host="other.example"))


@pytest.mark.parametrize("code", [408, 425, 429, 500, 502, 503, 504, 522, 524])
def test_a_server_that_stays_busy_is_given_up(client: Client, code: int) -> None:
    with Server({"/": status(f"{code} Busy")}) as server:
        error = client.error(server.url())
        assert error.reason.startswith(f"{code}") and error.reason.endswith(", 3 tries")
        assert error.status == code
        assert error.retry and len(server.requests) == 3


def busy(retry_after: str) -> Answer:
    return then(status("429 Slow down", headers={"Retry-After": retry_after}), page(PAGE))


def test_retry_after_in_seconds_is_waited_for(client: Client) -> None:
    got = client.answered(busy("2"))
    assert isinstance(got, Page) and client.waits == [2]


def test_retry_after_as_a_date_is_waited_for(client: Client) -> None:
    got = client.answered(busy("Wed, 01 May 2024 12:01:30 GMT"))
    assert isinstance(got, Page) and client.waits == [90]


@pytest.mark.parametrize("header", ["-5", "soon", "0", "Wed, 01 May 2024 11:00:00 GMT"])
def test_retry_after_without_sense_is_left_aside(client: Client, header: str) -> None:
    got = client.answered(busy(header))
    assert isinstance(got, Page) and client.waits == [1]


@pytest.mark.parametrize(
    ("header", "wait"), [("86400", "24 hours"), ("Fri, 01 May 2065 12:00:00 GMT", "14975 days")]
)
def test_a_long_retry_after_is_left_to_a_later_run(client: Client, header: str, wait: str) -> None:
    error = client.answered(busy(header))
    assert isinstance(error, FetchError)
    assert error.reason == "deferred: the server asks to retry later (429)"
    assert error.detail == f"in {wait}"
    assert error.retry and error.retry_after and error.retry_after >= 86400
    assert client.waits == []


@pytest.mark.parametrize("fault", ["closed at once", "reset in mid-body"])
def test_after_a_broken_connection_the_page_is_asked_for_from_scratch(
    client: Client, fault: str
) -> None:
    got = client.answered(then(FAULTS[fault], page(PAGE)))
    assert isinstance(got, Page) and got.content == PAGE and client.waits == [1]


@pytest.mark.parametrize(
    "fault",
    ["5,000 headers", "header line of 200 KB", "random bytes", "HTTP/0.9"],
)
def test_what_is_not_http_is_an_error(client: Client, fault: str) -> None:
    error = client.answered(FAULTS[fault])
    assert isinstance(error, FetchError)
    assert (error.reason, error.retry) == ("the answer is not valid HTTP", False)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_as_a_page_or_an_error_in_words(client: Client, fault: str) -> None:
    got = client.answered(FAULTS[fault], total_timeout=0.3, read_timeout=0.2, tries=1)
    assert isinstance(got, Page) or (str(got).isprintable() and len(str(got)) < 800 and got.hint)


# Proxies


def test_a_proxy_of_the_environment_is_used(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server({"http://example.org/a": page(PAGE)}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url())
        assert client.get("http://example.org/a").content == PAGE
        assert client.asked == ["127.0.0.1"]  # example.org is for the proxy to look up
        monkeypatch.setenv("no_proxy", "example.org")
        assert client.error("http://example.org/a").reason == "host not found, 3 tries"


def test_behind_a_proxy_an_address_spelled_out_is_checked_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = ("127.0.1", "0x7f.1", "10.0.0.1", "localhost.", "[::ffff:7f00:1]")
    routes = {f"http://n{n}.example/": redirect(f"http://{to}/") for n, to in enumerate(private)}
    with Server(routes) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url())
        for url in routes:
            assert client.error(url).reason == "redirects to a private address"


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [
        ("http://127.0.0.1:1", "the proxy 127.0.0.1:1: connection refused, 3 tries"),
        ("http://[::1", "the proxy cannot be used"),
        ("http://127.0.0.1:port", "the proxy cannot be used"),
        ("gopher://127.0.0.1:70", "the proxy cannot be used"),
        ("socks5://127.0.0.1:1", "the proxy cannot be used"),
    ],
)
def test_a_bad_proxy_is_named(
    client: Client, monkeypatch: pytest.MonkeyPatch, proxy: str, reason: str
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    error = client.error("http://example.org/")
    assert error.reason == reason
    assert "http_proxy" in error.hint


def test_the_password_of_a_proxy_is_not_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://me:secret@[::1")
    error = client.error("http://example.org/")
    assert "secret" not in f"{error} {error.hint}"


# Files of any type


def test_a_file_of_any_type_can_be_downloaded(client: Client) -> None:
    with Server({"/robots.txt": page("User-agent: *", content_type="text/plain")}) as server:
        assert client.fetcher().download(server.url("/robots.txt"), 100) == b"User-agent: *"
        with pytest.raises(FetchError, match="larger than 5 bytes"):
            client.fetcher().download(server.url("/robots.txt"), 5)


# Interruption


def test_an_interrupted_wait_ends_the_fetch() -> None:
    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    with (
        Server({"/": FAULTS["server error"]}) as server,
        Fetcher(Config(), clock=Clock(sleep=interrupt)) as fetcher,
        pytest.raises(KeyboardInterrupt),
    ):
        fetcher.get(server.url())
