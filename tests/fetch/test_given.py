"""Whose URL it is: where headers, cookies, passwords and private addresses go, and where not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosspost.errors import FetchError
from crosspost.fetch import Clock, Fetcher
from crosspost.urls import Trust
from fetch.client import Client
from server import Answer, Request, Server, page, redirect, status
from server.faults import FAULTS, PAGE

SECRET = {"Authorization": "Bearer x", "X-Key": "k", "Accept-Language": "ky"}
LOGIN = "<title>Log in</title><form><input type=password></form>"
HEADERS = pytest.mark.threat("4: headers and cookies to hosts that a list names")
PRIVATE = pytest.mark.threat("3: links of a remote list to private addresses")
TWO_WAYS = pytest.mark.threat("2: URLs read two ways")


@pytest.fixture
def jar(tmp_path: Path) -> str:
    """A file of cookies for all hosts of the test, as a browser exports it."""
    file = tmp_path / "cookies.txt"
    hosts = ("mine.example", "other.example", "127.0.0.1", "evil.example")
    file.write_text("".join(f"{host}\tFALSE\t/\tFALSE\t0\tid\tsecret\n" for host in hosts))
    return str(file)


def fetcher(client: Client, jar: str, *given: str, allow_private: bool = True) -> Fetcher:
    names = ("mine.example", "other.example", "evil.example", "www.mine.example")
    client.names = {name: [["127.0.0.1"]] for name in names}
    config = replace(client.config, headers=SECRET, cookies=jar, allow_private=allow_private)
    return Fetcher(
        config, resolver=client.resolve, clock=Clock(sleep=client.waits.append), given=given
    )


def secrets(request: Request) -> set[str]:
    return {"authorization", "x-key", "cookie"} & request.headers.keys()


ALL = {"authorization", "x-key", "cookie"}


@HEADERS
@pytest.mark.parametrize(
    ("trust", "host", "expected"),
    [
        ("own", "mine.example", ALL),
        ("own", "other.example", ALL),
        ("local", "mine.example", ALL),  # of the service of a URL on the command line
        ("remote", "mine.example", ALL),
        ("local", "other.example", set()),
        ("remote", "other.example", set()),
        ("remote", "www.mine.example", set()),
    ],
)
def test_secrets_go_to_the_services_that_the_person_named(
    client: Client, jar: str, trust: Trust, host: str, expected: set[str]
) -> None:
    with Server({"/": page(PAGE)}) as server:
        list_url = server.url("/feed.xml", host="mine.example")
        with fetcher(client, jar, list_url, "links.txt") as fetch:
            fetch.get(server.url(host=host), trust=trust)
        (request,) = server.requests
        assert secrets(request) == expected
        assert request.headers["accept-language"] == "ky"  # says nothing about the person


@HEADERS
def test_secrets_do_not_go_to_another_port_of_the_host(client: Client, jar: str) -> None:
    with Server({"/": page(PAGE)}) as mine, Server({"/": page(PAGE)}) as other:
        with fetcher(client, jar, mine.url(host="mine.example")) as fetch:
            fetch.get(other.url(host="mine.example"), trust="remote")
        assert secrets(other.requests[0]) == set()


@HEADERS
def test_robots_txt_gets_no_secrets_and_a_list_of_the_person_does(client: Client, jar: str) -> None:
    with Server({"*": page(PAGE)}) as server:
        with fetcher(client, jar) as fetch:
            fetch.download(server.url("/robots.txt", host="mine.example"), 10_000, bare=True)
            fetch.download(server.url("/feed.xml", host="mine.example"), 10_000)
        robots, feed = server.requests
        assert (secrets(robots), secrets(feed)) == (set(), ALL)


@HEADERS
@pytest.mark.parametrize("way", ["redirect", "refresh"])
def test_secrets_do_not_go_along_to_another_service_and_come_back(
    client: Client, jar: str, way: str
) -> None:
    """Not to one that the person named, too, and not to one for which the file has cookies."""
    with Server({"/end": page(PAGE)}) as server:
        to = server.url("/there", host="other.example")
        stub = f'<meta http-equiv="refresh" content="0; url={to}">'
        server.routes["/"] = redirect(to) if way == "redirect" else page(stub)
        server.routes["/there"] = redirect(server.url("/end", host="mine.example"))
        urls = [server.url(host=host) for host in ("mine.example", "other.example")]
        with fetcher(client, jar, *urls) as fetch:
            fetch.get(urls[0])
        assert [secrets(request) for request in server.requests] == [ALL, set(), ALL]


@HEADERS
def test_a_password_in_a_url_counts_for_the_persons_own_url_only(client: Client, jar: str) -> None:
    with Server({"/": redirect("/here"), "/here": page(PAGE)}) as server:
        with fetcher(client, "") as fetch:
            for trust in ("own", "remote"):
                fetch.get(server.url(host="mé:wörd@mine.example"), trust=trust)  # type: ignore[arg-type]
        sent = [request.headers.get("authorization") for request in server.requests]
        assert sent == ["Basic bcOpOnfDtnJk"] * 2 + [None] * 2  # in UTF-8 (RFC 7617)


@HEADERS
def test_a_password_in_a_redirect_is_not_sent(client: Client) -> None:
    client.names = {"other.example": [["127.0.0.1"]]}
    with Server({"/there": page(PAGE)}) as server:
        server.routes["/"] = redirect(server.url("/there", host="me:word@other.example"))
        got = client.get(server.url(), allow_private=True)
        assert "authorization" not in server.requests[1].headers
        assert got.final_url == server.url("/there", host="other.example")


@HEADERS
@pytest.mark.parametrize("answer", [status("403 Forbidden"), page(LOGIN)])
def test_who_passed_cookies_is_told_why_they_did_not_come_along(
    client: Client, jar: str, answer: Answer
) -> None:
    with Server({"/login": answer}) as server:
        server.routes["/"] = redirect(server.url("/login", host="www.mine.example"))
        with fetcher(client, jar) as fetch, pytest.raises(FetchError) as caught:
            fetch.get(server.url(host="mine.example"))
    assert (
        "They are sent to mine.example only; use the URL at www.mine.example" in caught.value.hint
    )


# Private addresses


@PRIVATE
def test_a_robots_txt_that_redirects_inside_is_refused(client: Client) -> None:
    inside = redirect("http://169.254.169.254/")
    with Server({"/robots.txt": inside}) as server, client.fetcher() as fetch:
        with pytest.raises(FetchError, match="redirects to a private address"):
            fetch.download(server.url("/robots.txt"), 1000, bare=True)
        assert server.paths() == ["/robots.txt"]


@PRIVATE
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "[::ffff:7f00:1]", "localhost.", "inside.example"]
)
@pytest.mark.parametrize("what", ["page", "robots", "list"])
def test_what_a_remote_list_names_may_not_be_private(client: Client, host: str, what: str) -> None:
    client.names = {"inside.example": [["127.0.0.1"]], "localhost.": [["127.0.0.1"]]}
    with Server({"*": page("router admin page")}) as server, client.fetcher() as fetch:
        url = server.url(host=host)
        with pytest.raises(FetchError) as caught:
            if what == "page":
                fetch.get(url, trust="remote")
            else:
                fetch.download(url, 1000, trust="remote", bare=what == "robots")
        assert caught.value.reason == "leads to a private address"
        assert "--allow-private" in caught.value.hint and not caught.value.retry
        assert server.connections == 0
        client.fetcher(allow_private=True).download(server.url(), 1000, trust="remote")


@PRIVATE
def test_links_of_a_private_list_may_be_where_the_list_was(client: Client) -> None:
    """A local preview with its own feed: the same service, at the very address of the list."""
    client.names = {"preview.example": [["127.0.0.1"]]}
    with Server({"*": page(PAGE)}) as server, Server({"*": page(PAGE)}) as other:
        fetch = client.fetcher()
        fetch.download(server.url("/feed.xml", host="preview.example"), 10_000, trust="local")
        fetch.get(server.url("/post", host="preview.example"), trust="remote")
        for url in (other.url("/post", host="preview.example"), server.url("/post")):
            with pytest.raises(FetchError, match="leads to a private address"):
                fetch.get(url, trust="remote")
        assert other.connections == 0 and server.paths() == ["/feed.xml", "/post"]


@PRIVATE
def test_a_name_that_was_public_for_the_list_may_not_become_private(client: Client) -> None:
    """Rebinding: the name of the list leads into the network when its links are fetched."""
    client.names = {"feed.example": [["127.0.0.1"], ["127.0.0.2"]]}
    with Server({"*": FAULTS["no length, whole"]}) as server:  # which closes the connection
        url = server.url(host="feed.example")
        with Fetcher(client.config, resolver=client.resolve, given=[url]) as fetch:
            fetch.download(url, 10_000)
            with pytest.raises(FetchError, match=r"private address \(feed.example, 127.0.0.2\)"):
                fetch.get(url, trust="remote")
        assert server.connections == 1


@PRIVATE
@pytest.mark.parametrize("port", [22, 25, 6667])
def test_ports_of_other_protocols_are_for_the_persons_own_urls(client: Client, port: int) -> None:
    client.names = {"mail.example": [["93.184.216.34"]]}
    with (
        client.fetcher(tries=1) as fetch,
        pytest.raises(FetchError, match=f"port {port} belongs to"),
    ):
        fetch.get(f"http://mail.example:{port}/", trust="remote")
    error = client.answered(redirect(f"http://mail.example:{port}/"))
    assert isinstance(error, FetchError) and f"port {port} belongs to" in error.reason


@PRIVATE
def test_behind_a_proxy_a_private_address_of_a_remote_list_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server({"*": page(PAGE)}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url())
        for url in ("http://169.254.169.254/", "http://localhost./", "http://0x7f.1/"):
            with client.fetcher() as fetch, pytest.raises(FetchError, match="private address"):
                fetch.get(url, trust="remote")
        assert proxy.requests == []


# URLs that two parsers read differently


@TWO_WAYS
@pytest.mark.parametrize(
    "target", ["http://evil.example:{}\\@mine.example:{}/", "/\\evil.example:{}/"]
)
@pytest.mark.parametrize("way", ["redirect", "refresh"])
def test_no_request_goes_to_a_host_that_a_backslash_hides(
    client: Client, jar: str, target: str, way: str
) -> None:
    with Server({"*": page(PAGE)}) as evil, Server({}) as server:
        to = target.format(evil.port, server.port)
        stub = f'<meta http-equiv="refresh" content="0; url={to}"><p>Moved'
        server.routes["/"] = redirect(to) if way == "redirect" else page(stub)
        url = server.url(host="mine.example")
        with fetcher(client, jar, url) as fetch:
            if way == "redirect":
                with pytest.raises(
                    FetchError, match="redirects to something that is not a web URL"
                ):
                    fetch.get(url)
            else:
                assert fetch.get(url).final_url == url
        assert evil.connections == 0 and len(server.requests) == 1


@TWO_WAYS
def test_behind_a_proxy_a_backslash_hides_no_private_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server({}) as proxy:
        proxy.routes["http://a.example/"] = redirect("http://169.254.169.254\\@public.example/")
        monkeypatch.setenv("http_proxy", proxy.url())
        assert (
            client.error("http://a.example/").reason
            == "redirects to something that is not a web URL"
        )
        assert proxy.paths() == ["http://a.example/"]


@TWO_WAYS
def test_a_cookie_of_a_file_is_for_the_host_that_browsers_see(
    client: Client, tmp_path: Path
) -> None:
    file = tmp_path / "cookies.txt"
    file.write_text("Bücher.example\tFALSE\t/\tFALSE\t0\tid\t1\n", "utf-8")
    client.names = {"xn--bcher-kva.example": [["127.0.0.1"]]}
    with Server({"/": page(PAGE)}) as server:
        for host in ("BÜCHER.example", "xn--bcher-kva.example", "bücher。example"):
            client.get(server.url(host=host), cookies=str(file))
        assert [request.headers.get("cookie") for request in server.requests] == ["id=1"] * 3


# The other pages of an article


def test_another_page_gets_what_its_first_page_got(client: Client, jar: str) -> None:
    web = fetcher(client, jar)
    with Server({"*": page(PAGE)}) as server:
        first = web.get(server.url("/a", host="mine.example"))
        web.follow(server.url("/a/2", host="mine.example"), first)
        assert [secrets(request) for request in server.requests] == [ALL, ALL]


def test_another_page_of_a_link_of_others_gets_no_secrets(client: Client, jar: str) -> None:
    web = fetcher(client, jar)
    with Server({"*": page(PAGE)}) as server:
        first = web.get(server.url("/a", host="other.example"), trust="remote")
        web.follow(server.url("/a/2", host="other.example"), first, trust="remote")
        assert [secrets(request) for request in server.requests] == [set(), set()]


@pytest.mark.parametrize("url", ["http://other.example:{}/a/2", "https://mine.example:{}/a/2"])
def test_another_page_is_of_the_same_service(client: Client, jar: str, url: str) -> None:
    web = fetcher(client, jar)
    with Server({"*": page(PAGE)}) as server:
        first = web.get(server.url("/a", host="mine.example"))
        with pytest.raises(FetchError, match="it is on another host"):
            web.follow(url.format(server.port), first)
        assert server.paths() == ["/a"]


@PRIVATE
def test_another_page_may_be_private_where_the_first_one_was(client: Client) -> None:
    client.names = {"mine.example": [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]]}
    web = client.fetcher()
    with Server({"*": page(PAGE, headers={"Connection": "close"})}) as server:
        first = web.get(server.url("/a", host="mine.example"))
        web.follow(server.url("/a/2", host="mine.example"), first)
        web.close()
        with pytest.raises(FetchError, match="private address"):
            web.follow(server.url("/a/3", host="mine.example"), first)
        assert server.paths() == ["/a", "/a/2"]


@PRIVATE
def test_the_private_address_of_a_page_is_not_for_links_of_others(client: Client) -> None:
    client.names = {"mine.example": [["127.0.0.1"]]}
    web = client.fetcher()
    with Server({"*": page(PAGE)}) as server:
        web.get(server.url("/a", host="mine.example"))
        with pytest.raises(FetchError, match="private address"):
            web.get(server.url("/b", host="mine.example"), trust="remote")
