"""The local server over real sockets: hosts, sizes, slow and silent clients, headers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from clip.local import ask, form, parsed, raw, received, running
from crosspost.clip.request import Refused, Request
from crosspost.clip.server import Limits, Response, Server

LARGE = 200_000


def answer(request: Request) -> Response:
    if request.path == "/slow":
        time.sleep(0.6)
    return Response(f"{request.method} {request.path} {len(request.body)}")


def explain(error: Refused) -> Response:
    return Response(error.words, status=error.status)


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server(answer, explain, Limits(LARGE, 1.5, 2.0))) as server:
        yield server


def head(server: Server, length: int, path: str = "/") -> bytes:
    lines = [f"POST {path} HTTP/1.1", f"Host: localhost:{server.port}", f"Content-Length: {length}"]
    return "\r\n".join([*lines, "", ""]).encode()


def test_it_answers_with_headers_that_keep_other_sites_out(server: Server) -> None:
    got = ask(server, "/a?b")
    assert (got.status, got.body) == (200, "GET /a 0")
    assert got.headers["referrer-policy"] == "no-referrer"
    assert got.headers["x-frame-options"] == "DENY"
    assert got.headers["content-security-policy"].startswith("default-src 'none'")
    assert got.headers["cross-origin-opener-policy"] == "same-origin"
    assert got.headers["cache-control"] == "no-store"
    assert not [name for name in got.headers if name.startswith("access-control")]


def test_it_listens_on_the_loopback_alone(server: Server) -> None:
    assert server._listener.getsockname()[0] == "127.0.0.1"
    assert server.origin == f"http://127.0.0.1:{server.port}"


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}"])
def test_its_own_names_are_answered(server: Server, host: str) -> None:
    assert ask(server, "/", headers={"Host": host.format(server.port)}).status == 200


@pytest.mark.threat("30: DNS rebinding")
@pytest.mark.parametrize(
    "host",
    [
        "rebound.example:{}", "127.0.0.1", "localhost", "127.0.0.1:1", "127.0.0.1.example:{}", "",
        "x@127.0.0.1:{}", "[::1]:{}", "LOCALHOST.example:{}", "127.0.0.1:{}.example", "0.0.0.0:{}",
    ],
)  # fmt: skip
def test_a_name_that_was_made_to_lead_here_is_refused(server: Server, host: str) -> None:
    got = ask(server, "/", headers={"Host": host.format(server.port)})
    assert got.status == 421 and "GET" not in got.body


def test_no_host_is_refused(server: Server) -> None:
    assert parsed(raw(server, b"GET / HTTP/1.1\r\n\r\n")).status == 421


def test_a_body_in_pieces_is_taken_in(server: Server) -> None:
    pieces = [b"x" * 30_000] * 6
    got = parsed(raw(server, head(server, 180_000)[:20], head(server, 180_000)[20:], *pieces))
    assert got.body == "POST / 180000"


@pytest.mark.parametrize("more", [1, 2_000_000])
def test_a_body_that_is_too_large_is_refused_and_not_kept(server: Server, more: int) -> None:
    size = LARGE + more
    got = parsed(raw(server, head(server, size), b"x" * size))
    assert got.status == 413 and "larger than" in got.body
    assert ask(server, "/").status == 200


def test_a_head_that_does_not_end_is_refused(server: Server) -> None:
    assert parsed(raw(server, b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000)).status == 431


def test_a_client_that_goes_away_is_no_error(server: Server) -> None:
    for sent in (b"", b"GET", head(server, 100) + b"x"):
        with socket.create_connection(("127.0.0.1", server.port)) as sock:
            sock.sendall(sent)
    assert ask(server, "/").status == 200


@pytest.mark.parametrize("sent", [b"GET / HT", b"POST", None])
def test_a_slow_client_is_ended_and_holds_up_nobody(server: Server, sent: bytes | None) -> None:
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as slow:
        slow.sendall(head(server, LARGE) + b"x" if sent is None else sent)
        assert ask(server, "/").status == 200  # meanwhile
        assert time.monotonic() - start < 1.2
        assert parsed(received(slow)).status == 408
    assert 1.4 < time.monotonic() - start < 6


def test_a_silent_connection_is_closed_without_a_word(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as silent:
        assert received(silent) == b""


def test_a_second_large_body_waits_for_the_first(server: Server) -> None:
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=10) as first,
        socket.create_connection(("127.0.0.1", server.port), timeout=10) as second,
    ):
        first.sendall(head(server, 150_000) + b"x" * 70_000)
        time.sleep(0.2)
        second.sendall(head(server, 100_000, "/second"))
        sender = threading.Thread(target=second.sendall, args=(b"y" * 100_000,))
        sender.start()
        time.sleep(0.3)
        held = sum(len(each.data) for each in list(server._connections.values()))
        assert held < 70_000 + 64 * 1024
        first.sendall(b"x" * 80_000)
        assert parsed(received(first)).body == "POST / 150000"
        assert parsed(received(second)).body == "POST /second 100000"
        sender.join(5)


def test_who_waits_while_another_is_answered_has_not_been_slow() -> None:
    with running(Server(answer, explain, Limits(LARGE, 0.5))) as server:
        got: list[int] = []
        threads = [
            threading.Thread(target=lambda: got.append(ask(server, "/slow").status))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert got == [200] * 4


def test_many_silent_connections_do_not_end_it(server: Server) -> None:
    socks = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(40)]
    time.sleep(0.2)
    assert len(server._connections) <= 32
    for sock in socks:
        sock.close()
    time.sleep(0.2)
    assert ask(server, "/").status == 200


def test_a_client_that_takes_nothing_is_left() -> None:
    def large(request: Request) -> Response:
        return Response("x" * (50_000_000 if request.path == "/large" else 1))

    with (
        running(Server(large, explain, Limits(LARGE, 5.0, 0.5))) as server,
        socket.create_connection(("127.0.0.1", server.port)) as sock,
    ):
        sock.sendall(f"GET /large HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        time.sleep(0.2)
        assert ask(server, "/").status == 200


def test_what_follows_an_answer_is_called_after_it() -> None:
    called: list[str] = []

    def with_more(request: Request) -> Response:
        return Response("done", then=lambda: called.append(request.path))

    with running(Server(with_more, explain, Limits(LARGE))) as server:
        assert ask(server, "/a", fields={}).body == "done"
        assert ask(server, "/b").body == "done"
    assert called == ["/a", "/b"]


def test_a_port_that_is_taken_is_an_error(server: Server) -> None:
    with pytest.raises(OSError):
        Server(answer, explain, Limits(1), server.port)


def test_a_form_comes_as_it_was_sent(server: Server) -> None:
    assert ask(server, "/f", {"a": "b"}).body == f"POST /f {len(form({'a': 'b'}))}"
