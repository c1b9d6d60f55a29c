"""The local server of ``crosspost clip``, running in a thread, and raw requests to it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from crosspost.clip.routes import Actions, Routes
from crosspost.clip.server import Limits, Server

BOUNDARY = "----a-boundary"


class Answer(NamedTuple):
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    body: str


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Run a server in a thread."""
    with server:
        thread = threading.Thread(target=server.serve)
        thread.start()
        try:
            yield server
        finally:
            server.stop()
            thread.join(10)
            assert not thread.is_alive()


@contextmanager
def serving(
    actions: Actions, *, body: int = 200_000, seconds: float = 5.0
) -> Iterator[tuple[Routes, Server]]:
    """Run the server of these actions."""
    routes = Routes("the-token", "the-key", "/blog/_posts", actions)
    with running(Server(routes.answer, routes.explain, Limits(body, seconds, 2.0))) as server:
        routes.origin = server.origin
        yield routes, server


def raw(server: Server, *pieces: bytes) -> bytes:
    """Send bytes; return all that comes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
        for piece in pieces:
            sock.sendall(piece)
        return received(sock)


def received(sock: socket.socket) -> bytes:
    """Return all that comes."""
    pieces = []
    while piece := sock.recv(65536):
        pieces.append(piece)
    return b"".join(pieces)


def ask(
    server: Server,
    path: str,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Send a request of a browser: a GET, or a POST with the fields of a form."""
    body = form(fields) if fields is not None else b""
    sent = {"Host": f"127.0.0.1:{server.port}"}
    if fields is not None:
        sent["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        sent["Content-Length"] = str(len(body))
    sent |= headers or {}
    lines = [f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in sent.items()]
    return parsed(raw(server, "\r\n".join([*lines, "", ""]).encode() + body))


def form(fields: Mapping[str, str]) -> bytes:
    """Return the body of a form as browsers write it."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


def parsed(content: bytes) -> Answer:
    """Read an answer."""
    head, _, body = content.partition(b"\r\n\r\n")
    first, *lines = head.decode("ascii").split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    headers = {name.lower(): value for name, value in pairs}
    return Answer(int(first.split()[1]), headers, body.decode("utf-8"))
