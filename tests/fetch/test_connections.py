"""Deadlines, checked addresses, certificates, connections that are kept open."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from crosspost.errors import ConfigError, FetchError
from crosspost.fetch import Clock, Fetcher
from fetch.client import SHORT, Client
from server import Request, Server, page, redirect
from server.faults import FAULTS, PAGE, drip, silence

TOTAL = SHORT["total_timeout"]
LATE = 5  # seconds that a busy machine may add to a deadline; what never ends takes longer


@pytest.mark.parametrize(
    "fault", ["a byte now and then", "slow headers", "100 Continue for ever", "endless trailer"]
)
def test_what_never_ends_is_given_up_at_the_deadline_and_not_tried_again(
    client: Client, fault: str
) -> None:
    with Server({"/": FAULTS[fault]}) as server:
        start = time.monotonic()
        error = client.error(server.url(), **SHORT)
        assert error.reason == "not complete after 0.6 s"
        assert TOTAL <= time.monotonic() - start < TOTAL + LATE
        assert len(server.requests) == 1 and error.retry


def test_the_deadline_counts_over_redirects(client: Client) -> None:
    def slow_redirect(request: object, sock: socket.socket) -> bool:
        time.sleep(0.22)
        return redirect("/again")(request, sock)  # type: ignore[arg-type]

    with Server({"*": slow_redirect}) as server:
        assert client.error(server.url(), **SHORT).reason == "not complete after 0.6 s"
        assert len(server.requests) <= 3


def test_a_redirect_with_an_endless_body_is_followed_without_reading_it(client: Client) -> None:
    with Server({"/": page(PAGE), "/old": FAULTS["redirect with an endless body"]}) as server:
        start = time.monotonic()
        page_after = client.get(server.url("/old"), read_timeout=LATE, total_timeout=2 * LATE)
        assert page_after.final_url == server.url()
        assert time.monotonic() - start < LATE


def test_a_silent_server_is_tried_again(client: Client) -> None:
    with Server({"/": FAULTS["silent after the request"]}) as server:
        error = client.error(server.url(), tries=2, read_timeout=0.3)
        assert error.reason == "read time-out: no byte for 0.3 s, 2 tries"
        assert len(server.requests) == 2


def test_connection_refused(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    error = client.error(f"http://127.0.0.1:{port}/")
    assert (error.reason, error.retry) == ("connection refused, 3 tries", True)
    assert client.waits == [1, 2]


def test_host_not_found(client: Client) -> None:
    error = client.error("http://nowhere.example.org/")
    assert (error.reason, error.retry) == ("host not found, 3 tries", True)
    assert client.asked == ["nowhere.example.org"] * 3
    assert "network connection" in error.hint


def test_the_second_address_of_a_host_is_tried(client: Client) -> None:
    with Server({"/": page(PAGE)}) as server:
        # Nobody else listens there: 127.0.0.2 may be another test's of the same port.
        client.names = {"two.example.org": [["127.9.8.7", "127.0.0.1"]]}
        assert client.get(server.url(host="two.example.org")).content == PAGE


def test_a_resolver_that_never_answers_ends_at_the_connect_timeout(client: Client) -> None:
    release = threading.Event()

    def resolver(host: str, port: int) -> list[str]:
        release.wait(10)
        return []

    config = replace(client.config, tries=1, connect_timeout=0.3)
    with Fetcher(config, resolver=resolver, clock=Clock(sleep=client.waits.append)) as f:
        with pytest.raises(FetchError, match="host not found"):
            f.get("http://slow.example.org/")
        release.set()


def test_names_are_looked_up_by_one_thread_as_long_as_it_answers(client: Client) -> None:
    threads = []

    def resolver(host: str, port: int) -> list[str]:
        threads.append(threading.get_ident())
        return ["127.0.0.1"]

    with Server({"/": page(PAGE)}) as server, Fetcher(client.config, resolver=resolver) as fetcher:
        for number in range(3):
            fetcher.get(server.url(host=f"h{number}.example.org"))
    assert len(threads) == 3 and len({*threads, threading.get_ident()}) == 2


# Private addresses


@pytest.mark.parametrize(
    "target",
    [
        *("10.0.0.1", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0", "127.0.0.9"),
        *("[::1]", "[fd00::1]", "[64:ff9b::7f00:1]", "[::ffff:7f00:1]", "[fe80::1]"),
    ],
)
def test_a_redirect_to_a_private_address_is_refused_before_connecting(
    client: Client, target: str
) -> None:
    with Server({"/": redirect(f"http://{target}:1/secret")}) as server:
        error = client.error(server.url())
        assert (error.reason, error.retry) == ("redirects to a private address", False)
        assert error.detail == target.strip("[]") and "--allow-private" in error.hint


@pytest.mark.parametrize("name", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0"])
def test_an_address_in_disguise_is_refused_by_what_it_resolves_to(
    client: Client, name: str
) -> None:
    client.names = {"front.example.org": [["127.0.0.1"]]}
    with Server({"/secret": page("secret")}) as server:
        server.routes["/"] = redirect(f"http://{name}:{server.port}/secret")
        error = client.error(server.url(host="front.example.org"))
        assert error.reason == "redirects to a private address"
        assert server.paths() == ["/"]


def test_a_redirect_to_a_name_with_a_private_address_is_refused(client: Client) -> None:
    client.names = {"inside.example.org": [["127.0.0.1"]]}
    with Server({"/secret": page("secret")}) as server:
        server.routes["/"] = redirect(server.url("/secret", host="inside.example.org"))
        error = client.error(server.url())
        assert error.detail == "inside.example.org, 127.0.0.1"
        assert server.paths() == ["/"] and server.connections == 1


def test_a_name_is_looked_up_once_for_a_connection_that_goes_to_the_answer(
    client: Client,
) -> None:
    """Rebinding: the second answer of the name server would be private; it is never asked."""
    client.names = {"rebind.example.org": [["127.0.0.1"], ["10.0.0.1"]]}
    with Server({"/": page(PAGE)}) as server:
        assert client.get(server.url(host="rebind.example.org")).content == PAGE
        assert client.asked == ["rebind.example.org"]


def test_a_name_that_becomes_private_after_a_redirect_to_itself_is_refused(
    client: Client,
) -> None:
    client.names = {"rebind.example.org": [["127.0.0.1"], ["127.0.0.2"]]}
    with Server({"/secret": page("secret")}) as server:
        server.routes["/"] = redirect("/secret")
        error = client.error(server.url(host="rebind.example.org"))
        assert error.detail == "rebind.example.org, 127.0.0.2"


def test_only_the_public_addresses_of_a_name_are_used(client: Client) -> None:
    client.names = {"mixed.example.org": [["10.0.0.1", "169.254.169.254"]]}
    with Server({"/": redirect("http://mixed.example.org/")}) as server:
        assert client.error(server.url()).detail == "mixed.example.org, 10.0.0.1"


def test_a_local_preview_may_redirect_within_itself(client: Client) -> None:
    with Server({"/blog": redirect("/blog/"), "/blog/": page(PAGE)}) as server:
        assert client.get(server.url("/blog")).final_url == server.url("/blog/")


def test_a_local_page_may_not_redirect_to_another_port(client: Client) -> None:
    with Server({"/": page("secret")}) as other, Server({"/": redirect(other.url())}) as server:
        assert client.error(server.url()).reason == "redirects to a private address"
        assert other.connections == 0


def test_allow_private_follows(client: Client) -> None:
    with Server({"/": page(PAGE)}) as other, Server({"/": redirect(other.url())}) as server:
        assert client.get(server.url(), allow_private=True).content == PAGE


def test_a_kept_connection_to_a_private_address_serves_no_redirect(client: Client) -> None:
    with Server({"/": page(PAGE)}) as other, Server({"/": redirect(other.url())}) as server:
        fetcher = client.fetcher()
        assert fetcher.get(other.url()).content == PAGE
        with pytest.raises(FetchError, match="redirects to a private address"):
            fetcher.get(server.url())
        assert len(other.requests) == 1


# Connections that are kept open


def test_links_of_one_host_share_a_connection(client: Client) -> None:
    with Server({"*": page(PAGE)}) as server:
        fetcher = client.fetcher()
        for number in range(5):
            fetcher.get(server.url(f"/{number}"))
        assert server.connections == 1


def test_after_an_error_the_next_link_is_unaffected(client: Client) -> None:
    routes = {f"/{number}": answer for number, answer in enumerate(FAULTS.values())}
    with Server({"/": page(PAGE), **routes}) as server:
        fetcher = client.fetcher(tries=1, total_timeout=0.8, read_timeout=0.6)
        for path in routes:
            try:
                fetcher.get(server.url(path))
            except FetchError as error:
                assert error.url == server.url(path)
            assert fetcher.get(server.url()).content == PAGE


def test_a_connection_that_the_server_has_closed_meanwhile_is_no_failure(client: Client) -> None:
    def once(request: object, sock: socket.socket) -> bool:
        page(PAGE)(request, sock)  # type: ignore[arg-type]
        return False  # though the answer does not say that the connection will be closed

    with Server({"/": once}) as server:
        fetcher = client.fetcher(tries=1)
        for _ in range(5):
            assert fetcher.get(server.url()).content == PAGE
        assert client.waits == []


def test_several_threads_use_one_fetcher(client: Client) -> None:
    with Server({"/slow": FAULTS["slow headers"], "*": page(PAGE)}) as server:
        fetcher = client.fetcher(tries=1, total_timeout=1.5)
        got: list[str] = []

        def work(path: str) -> None:
            try:
                got.append(fetcher.get(server.url(path)).url)
            except FetchError as error:
                got.append(str(error))

        paths = [f"/{number}" for number in range(8)] + ["/slow"]
        threads = [threading.Thread(target=work, args=(path,)) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        slow = f"{server.url('/slow')}: not complete after 1.5 s"
        assert sorted(got) == sorted([*(server.url(f"/{number}") for number in range(8)), slow])


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Return a certificate authority that nobody knows."""
    return trustme.CA()


def tls(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """Return what a server with a certificate for these names needs."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def trusted(
    client: Client, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trust the authority, the way a person does."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.mark.usefixtures("trusted")
def test_https_checks_the_name_and_connects_to_the_checked_address(
    client: Client, authority: trustme.CA
) -> None:
    client.names = {"secure.example.org": [["127.0.0.1"]]}
    with Server({"*": page(PAGE)}, tls=tls(authority, "secure.example.org")) as server:
        fetcher = client.fetcher()
        for path in ("/a", "/b"):
            got = fetcher.get(server.url(path, host="secure.example.org"))
            assert got.content == PAGE
        assert server.requests[0].headers["host"] == f"secure.example.org:{server.port}"
        assert server.connections == 1


def test_a_certificate_of_an_unknown_authority_is_refused(
    client: Client, authority: trustme.CA
) -> None:
    with Server({"/": page(PAGE)}, tls=tls(authority, "127.0.0.1")) as server:
        error = client.error(server.url())
        assert (error.reason, error.retry) == ("the certificate is not valid", False)
        assert server.requests == [] and server.connections == 1
        assert "Save the page" in error.hint


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_host_is_refused(client: Client, authority: trustme.CA) -> None:
    client.names = {"other.example.org": [["127.0.0.1"]]}
    with Server({"/": page(PAGE)}, tls=tls(authority, "secure.example.org")) as server:
        error = client.error(server.url(host="other.example.org"))
        assert error.reason == "the certificate is not valid"
        assert "other.example.org" in error.detail and server.requests == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("fault", ["a byte now and then", "slow headers"])
def test_the_deadline_holds_inside_tls(client: Client, authority: trustme.CA, fault: str) -> None:
    with Server({"/": FAULTS[fault]}, tls=tls(authority, "127.0.0.1")) as server:
        assert client.error(server.url(), **SHORT).reason == "not complete after 0.6 s"


@pytest.mark.usefixtures("trusted")
def test_a_page_cut_inside_tls_is_not_taken(client: Client, authority: trustme.CA) -> None:
    with Server({"/": FAULTS["gzip cut short"]}, tls=tls(authority, "127.0.0.1")) as server:
        assert client.error(server.url()).reason.startswith("incomplete")


@pytest.mark.usefixtures("trusted")
def test_https_through_a_proxy_is_checked_end_to_end(
    client: Client, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = tls(authority, "secure.example.org")

    def tunnel(request: Request, sock: socket.socket) -> bool:
        sock.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with context.wrap_socket(sock, server_side=True) as secure:
            assert secure.recv(65536).startswith(b"GET /a HTTP/1.1\r\nHost: secure.example.org")
            page(PAGE)(request, secure)
        return False

    with Server({"secure.example.org:443": tunnel, "wrong.example.org:443": tunnel}) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url())
        assert client.get("https://secure.example.org/a").content == PAGE
        assert client.asked == ["127.0.0.1"]
        assert proxy.requests[0].method == "CONNECT"
        error = client.error("https://wrong.example.org/a")
        assert error.reason == "the certificate is not valid"


@pytest.mark.usefixtures("trusted")
def test_a_redirect_from_https_to_http_is_told(client: Client, authority: trustme.CA) -> None:
    with (
        Server({"/": page(PAGE)}) as plain,
        Server({"/": redirect(plain.url())}, tls=tls(authority, "127.0.0.1")) as secure,
    ):
        got = client.get(secure.url(), allow_private=True)
        assert got.warnings == (
            "redirected from https to http: the page may have been changed in transit",
        )


def test_a_silent_handshake_is_tried_again(client: Client) -> None:
    with Server({}, on_connect=silence()) as server:
        error = client.error(server.url().replace("http:", "https:"), tries=2, read_timeout=0.3)
        assert error.reason == "read time-out: no byte for 0.3 s, 2 tries"
        assert server.connections == 2


def test_a_handshake_byte_by_byte_ends(client: Client) -> None:
    hello = b"\x16\x03\x03\x20\x00"  # the beginning of a record of 8 KB
    with Server({}, on_connect=drip(hello, b"\x02")) as server:
        start = time.monotonic()
        assert client.error(server.url().replace("http:", "https:"), tries=1, **SHORT).retry
        assert time.monotonic() - start < TOTAL + LATE


def test_https_asked_of_a_server_that_speaks_http(client: Client) -> None:
    with Server({}, on_connect=drip(b"HTTP/1.1 400 Bad Request\r\n\r\n", b"")) as server:
        error = client.error(server.url().replace("http:", "https:"))
        assert (error.reason, error.retry) == ("no secure connection", False)


def test_trusted_certificates_that_cannot_be_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file.pem")
    with pytest.raises(ConfigError, match="cannot be read") as caught:
        client.get("https://127.0.0.1:1/")
    assert "SSL_CERT_FILE" in caught.value.hint
