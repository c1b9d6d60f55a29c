"""Requests for the pictures of a page: what is sent, to whom, and to which addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosspost.errors import FetchError
from fetch.client import SHORT, Client
from pictures import PNG
from server import Server, page, redirect, status, then
from server.faults import PAGE

MOST = 1_000_000
SECRET = {"Authorization": "Bearer x", "X-Key": "k"}


def picture(client: Client, url: str, page_url: str, trust: Any = "own", **settings: Any) -> bytes:
    return client.fetcher(**settings).picture(url, page_url, MOST, trust=trust)


@pytest.mark.parametrize(
    ("page_url", "expected"),
    [
        ("http://news.example.org:{port}/a?b=1#c", "http://news.example.org:{port}/a?b=1"),
        ("http://me:secret@news.example.org:{port}/a", "http://news.example.org:{port}/a"),
        ("http://other.example.org/a?b=1", "http://other.example.org/"),
        ("http://other.example.org:8080/a", "http://other.example.org:8080/"),
        ("https://news.example.org/a", None),  # not from a page that nobody else can read
        ("", None),
    ],
)
def test_the_referrer_is_that_of_a_browser(
    client: Client, page_url: str, expected: str | None
) -> None:
    client.names = {"news.example.org": [["127.0.0.1"]]}
    with Server({"/river.png": page(PNG)}) as server:
        url = server.url("/river.png", host="news.example.org")
        page_url = page_url.format(port=server.port)
        assert picture(client, url, page_url, allow_private=True) == PNG
        sent = server.requests[0].headers
        assert sent.get("referer") == (expected and expected.format(port=server.port))
        assert sent["accept"].startswith("image/")


def test_headers_of_the_user_win(client: Client) -> None:
    own = {"Referer": "https://mine.example.org/", "Accept": "image/png"}
    with Server({"/": page(PAGE), "/river.png": page(PNG)}) as server:
        picture(client, server.url("/river.png"), server.url(), headers=own)
        sent = server.requests[0].headers
        assert (sent["referer"], sent["accept"]) == (own["Referer"], own["Accept"])


@pytest.mark.parametrize(
    ("host", "trust", "is_sent"),
    [
        ("news.example.org", "own", True),
        ("news.example.org", "local", False),  # a list of others named the page
        ("news.example.org", "remote", False),
        ("img.example.org", "own", False),
        ("news.example.org.evil.example", "own", False),
    ],
)
def test_headers_of_the_user_go_to_the_service_of_the_page_only(
    client: Client, host: str, trust: str, is_sent: bool
) -> None:
    client.names = {host: [["127.0.0.1"]]}
    with Server({"/river.png": page(PNG)}) as server:
        url, here = server.url("/river.png", host=host), server.url(host="news.example.org")
        picture(client, url, here, trust, headers=SECRET, allow_private=True)
        assert ({"authorization", "x-key"} <= server.requests[0].headers.keys()) == is_sent


def test_cookies_of_a_domain_go_to_its_hosts_and_others_stay(
    client: Client, tmp_path: Path
) -> None:
    file = tmp_path / "cookies.txt"
    rows = (
        (".example.org", "TRUE", "domain"), ("news.example.org", "FALSE", "page"),
        ("img.example.org", "FALSE", "picture"), (".evil.example", "TRUE", "other"),
    )  # fmt: skip
    file.write_text("".join(f"{host}\t{all_}\t/\tFALSE\t0\t{n}\t1\n" for host, all_, n in rows))
    hosts = ("news.example.org", "img.example.org", "x.evil.example")
    client.names = {host: [["127.0.0.1"]] for host in hosts}
    with Server({"/river.png": page(PNG)}) as server:
        here = server.url(host="news.example.org")
        for host in hosts:
            url = server.url("/river.png", host=host)
            picture(client, url, here, cookies=str(file), allow_private=True)
            picture(client, url, here, "remote", cookies=str(file), allow_private=True)
        sent = [request.headers.get("cookie", "") for request in server.requests]
    assert sorted(sent[0].split("; ")) == ["domain=1", "page=1"]
    assert sent[1:] == ["", "domain=1", "", "", ""]


def test_cookies_that_the_page_sets_are_sent_for_its_pictures_and_no_others(
    client: Client,
) -> None:
    client.names = {"other.example.org": [["127.0.0.1"]]}
    set_cookie = {"Set-Cookie": "visit=7; Path=/"}
    with Server({"/a": page(PAGE, headers=set_cookie), "/b": page(PAGE)}) as server:
        server.routes["/river.png"] = page(PNG)
        fetcher = client.fetcher(allow_private=True)
        first, second = (fetcher.get(server.url(path)).final_url for path in ("/a", "/b"))
        url = server.url("/river.png")
        fetcher.picture(url, first, MOST)
        fetcher.picture(url, second, MOST)
        fetcher.picture(url, first, MOST, trust="remote")
        fetcher.picture(server.url("/river.png", host="other.example.org"), first, MOST)
        sent = [request.headers.get("cookie") for request in server.requests[2:]]
    assert sent == ["visit=7", None, None, None]


@pytest.mark.threat("18: a picture redirects to another host")
def test_secrets_do_not_follow_a_redirect(client: Client) -> None:
    client.names = {"other.example.org": [["127.0.0.1"]]}
    with Server({"/there.png": page(PNG)}) as server:
        server.routes["/river.png"] = redirect(server.url("/there.png", host="other.example.org"))
        url = server.url("/river.png")
        picture(client, url, server.url(), headers=SECRET, allow_private=True)
        first, second = (request.headers for request in server.requests)
        assert "x-key" in first and "x-key" not in second
        assert second["referer"] == server.url()


# Private addresses


def test_a_page_of_this_machine_may_show_pictures_of_its_own(client: Client) -> None:
    client.names = {"preview.test": [["127.0.0.1"]]}
    with Server({"/": page(PAGE), "/river.png": page(PNG)}) as server:
        for host in (None, "preview.test"):
            fetcher = client.fetcher()
            here = fetcher.get(server.url(host=host)).final_url
            url = server.url("/river.png", host=host)
            assert fetcher.picture(url, here, MOST) == PNG


@pytest.mark.threat("18: a page shows pictures of private addresses")
@pytest.mark.parametrize("trust", ["own", "local", "remote"])
def test_a_page_of_the_web_shows_none_of_this_machine(client: Client, trust: Any) -> None:
    client.names = {"news.example.org": [["127.0.0.1"]]}
    with Server({"*": page(PNG)}) as server:
        for url in (server.url("/a.png"), server.url("/a.png", host="news.example.org")):
            with pytest.raises(FetchError, match="leads to a private address"):
                picture(client, url, "https://news.example.org/bridge", trust)
        assert not server.requests


@pytest.mark.threat("18: a picture’s host changes its address")
def test_a_name_that_changes_its_address_after_the_page_is_refused(client: Client) -> None:
    client.names = {"news.example.org": [["127.0.0.1"], ["127.0.0.2"]]}
    with Server({"*": page(PAGE)}) as server, Server({"*": page(PNG)}, host="127.0.0.2") as other:
        fetcher = client.fetcher()
        here = fetcher.get(server.url(host="news.example.org")).final_url
        server.__exit__(None, None, None)  # so that the connection is not used again
        with pytest.raises(FetchError, match="private"):
            fetcher.picture(server.url("/a.png", host="news.example.org"), here, MOST)
        assert not other.requests


def test_another_port_of_this_machine_is_another_service(client: Client) -> None:
    with Server({"*": page(PAGE)}) as server, Server({"*": page(PNG)}) as other:
        fetcher = client.fetcher()
        here = fetcher.get(server.url()).final_url
        with pytest.raises(FetchError, match="leads to a private address"):
            fetcher.picture(other.url("/a.png"), here, MOST)
        server.routes["/a.png"] = redirect(other.url("/a.png"))
        with pytest.raises(FetchError, match="private address"):
            fetcher.picture(server.url("/a.png"), here, MOST)
        assert not other.requests


# Limits


def test_a_picture_is_tried_twice(client: Client) -> None:
    busy = status("503 Service Unavailable")
    with Server({"/a.png": then(busy, page(PNG)), "/b.png": busy}) as server:
        fetcher = client.fetcher()
        assert fetcher.picture(server.url("/a.png"), server.url(), MOST) == PNG
        with pytest.raises(FetchError, match="503"):
            fetcher.picture(server.url("/b.png"), server.url(), MOST)
        assert server.paths() == ["/a.png"] * 2 + ["/b.png"] * 2


def test_a_picture_has_a_limit_of_its_own(client: Client) -> None:
    with Server({"/a.png": page(PNG * 9)}) as server:
        fetcher = client.fetcher(max_bytes=10, **SHORT)
        assert fetcher.picture(server.url("/a.png"), server.url(), MOST) == PNG * 9
        with pytest.raises(FetchError, match="larger than 300 bytes"):
            fetcher.picture(server.url("/a.png"), server.url(), 300)
