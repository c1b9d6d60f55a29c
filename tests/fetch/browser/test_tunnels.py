"""The proxy of the browser, spoken to without one."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import pytest

from crosspost.config import Config
from crosspost.fetch import Clock
from crosspost.fetch.addresses import literal
from crosspost.fetch.attempt import Attempt
from crosspost.fetch.browser.tunnels import Tunnels
from crosspost.urls import Trust, read
from fetch.browser.drawing import wait_until
from server import Server, page, raw
from server.faults import flood, silence

REFUSED, UNREACHABLE = 2, 4


def looked_up(host: str, port: int) -> list[str]:
    """Return what a system answers that reads every form of an address; asks no network."""
    return [literal(host) or "127.0.0.1"]


@contextlib.contextmanager
def tunnels(
    url: str, *, trust: Trust = "own", home: frozenset[str] = frozenset(), most: int = 10**6
) -> Iterator[Tunnels]:
    link = read(url)
    assert link

    def attempt() -> Attempt:
        assert link
        config = Config(connect_timeout=2.0, total_timeout=4.0)
        return Attempt(url, link, config, Clock(), looked_up, trust)

    with Tunnels(link, attempt, home, is_named=trust != "remote", most_bytes=most) as made:
        yield made


def connected(proxy: Tunnels, host: str, port: int, kind: int = 3) -> tuple[socket.socket, int]:
    """Ask for a connection; return the socket and the reply."""
    sock = socket.create_connection(("127.0.0.1", proxy.port), timeout=5)
    sock.sendall(bytes([5, 1, 0]))
    assert sock.recv(2) == bytes([5, 0])
    if kind == 3:
        name = bytes([len(host), *host.encode()])
    else:
        name = socket.inet_pton(socket.AF_INET if kind == 1 else socket.AF_INET6, host)
    sock.sendall(bytes([5, 1, 0, kind]) + name + port.to_bytes(2, "big"))
    return sock, sock.recv(10)[1]


def reply(proxy: Tunnels, host: str, port: int, kind: int = 3) -> int:
    sock, code = connected(proxy, host, port, kind)
    sock.close()
    return code


def test_it_carries_bytes_in_both_directions() -> None:
    with Server({"/": page("<p>Hello")}) as web, tunnels(web.url()) as proxy:
        sock, code = connected(proxy, "127.0.0.1", web.port)
        with sock:
            sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert code == 0 and sock.recv(9999).startswith(b"HTTP/1.1 200 OK")
        assert web.paths() == ["/"]
        assert not proxy.failures and proxy.home == {"127.0.0.1"}


@pytest.mark.threat("21: A drawn page reaches what a fetched one may not")
def test_private_addresses_in_every_form_are_refused() -> None:
    with Server({}) as web, Server({}) as other, tunnels(web.url()) as proxy:
        for host, kind in (
            *(("127.0.0.1", 1), ("127.0.0.1", 3), ("localhost", 3), ("::1", 4), ("[::1]", 3)),
            *(("::ffff:127.0.0.1", 4), ("0.0.0.0", 1), ("10.0.0.1", 1), ("169.254.169.254", 3)),
            *(("127.1", 3), ("2130706433", 3), ("0x7f.1", 3)),
        ):
            assert reply(proxy, host, other.port, kind) == REFUSED, host
        assert not other.connections
        assert len(proxy.refused) >= 10 and f"127.0.0.1:{other.port}" in proxy.refused


@pytest.mark.threat("21: A drawn page reaches what a fetched one may not")
def test_the_page_s_own_service_is_where_it_was_found_first() -> None:
    with Server({}) as web:
        with tunnels(web.url(), trust="remote") as proxy:
            assert reply(proxy, "127.0.0.1", web.port) == REFUSED
        with tunnels(web.url(), trust="remote", home=frozenset({"127.0.0.1"})) as proxy:
            assert reply(proxy, "127.0.0.1", web.port) == 0
        with tunnels(web.url(host="localhost")) as proxy:
            assert reply(proxy, "localhost", web.port) == 0
            assert reply(proxy, "127.0.0.1", web.port) == REFUSED  # another host


def test_ports_of_other_protocols_are_refused_unless_they_are_the_page_s() -> None:
    with tunnels("http://127.0.0.1:25/") as proxy:
        assert reply(proxy, "127.0.0.1", 25) == UNREACHABLE  # nobody answers there
    with tunnels("http://127.0.0.1:25/", trust="local") as proxy:
        assert reply(proxy, "127.0.0.1", 25) == REFUSED
        assert "another protocol" in str(proxy.failures["127.0.0.1", 25])


def test_why_there_was_no_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with tunnels(f"http://127.0.0.1:{port}/") as proxy:
            assert reply(proxy, "127.0.0.1", port) == UNREACHABLE
            assert "connection refused" in str(proxy.failures["127.0.0.1", port])
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", proxy.closed_port))


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\4\1\0\1",
        b"\5\0",
        b"\5\1\2",
        b"\5\1\0\5\2\0\1\x7f\0\0\1\0\1",  # listen for a connection
        b"\5\1\0\5\3\0\1\x7f\0\0\1\0\1",  # datagrams
        b"\5\1\0\5\1\0\7",
        b"\5\1\0\5\1\0\3\xff\xff",
    ],
)
def test_anything_else_is_closed(sent: bytes) -> None:
    with Server({}) as web, tunnels(web.url()) as proxy:
        with socket.create_connection(("127.0.0.1", proxy.port), timeout=5) as sock:
            received = b""
            with contextlib.suppress(OSError):  # it may be closed before all is sent
                sock.sendall(sent)
                sock.shutdown(socket.SHUT_WR)
                while piece := sock.recv(99):
                    received += piece
        assert b"\5\0\0\1" not in received
        assert reply(proxy, "127.0.0.1", web.port) == 0  # it goes on


def test_so_many_bytes_and_no_more() -> None:
    endless = flood(b"HTTP/1.1 200 OK\r\n\r\n", b"x")
    with Server({"/": endless}) as web, tunnels(web.url(), most=200_000) as proxy:
        sock, _ = connected(proxy, "127.0.0.1", web.port)
        with sock:
            sock.sendall(b"GET / HTTP/1.1\r\n\r\n")
            received = sum(map(len, iter(lambda: sock.recv(9999), b"")))
        assert received <= 200_000 and proxy.is_full


def test_at_the_end_every_connection_is_closed() -> None:
    with Server({"/": silence(b"HTTP/1.1 200 OK\r\n")}) as web:
        with tunnels(web.url()) as proxy:
            sock, _ = connected(proxy, "127.0.0.1", web.port)
        with sock:
            assert sock.recv(9) == b""
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", proxy.port))
        assert wait_until(lambda: not web._open)


def test_a_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def accept(request, sock) -> bool:
        asked.append(f"{request.method} {request.path} {request.headers['proxy-authorization']}")
        return raw(b"HTTP/1.1 200 OK\r\n\r\nhello")(request, sock)

    for name in ("https_proxy", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Server({"*": accept}) as web:
        monkeypatch.setenv("http_proxy", web.url().replace("//", "//me:word@"))
        with tunnels("http://site.example:8080/") as proxy:
            sock, code = connected(proxy, "site.example", 8080)
            with sock:
                assert code == 0 and sock.recv(5) == b"hello"
            assert reply(proxy, "127.0.0.1", 8080) == REFUSED
        monkeypatch.setenv("http_proxy", "https://127.0.0.1:1")
        with tunnels("http://site.example:8080/") as proxy:
            assert reply(proxy, "site.example", 8080) == REFUSED
            assert "http:// proxies only" in str(proxy.failures["site.example", 8080])
    assert asked == ["CONNECT site.example:8080 Basic bWU6d29yZA=="]
