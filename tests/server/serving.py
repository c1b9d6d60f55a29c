"""The server: a thread a connection, everything stopped and joined at the end."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import BinaryIO

from server.answers import Answer, Request, status

_NOT_FOUND = status("404 Not Found", "<h1>Not found</h1>")
_IDLE = 10.0  # seconds after which a connection without a request is closed


class Server:
    """Serves ``routes`` (path → answer; ``*`` answers every other path) on a free port.

    Args:
        routes: looked up with the path as it was sent, then without the query.
        host: an address of the loopback.
        tls: where given, the server speaks TLS.
        on_connect: what happens instead of reading a request (for faults below HTTP).
    """

    def __init__(
        self,
        routes: Mapping[str, Answer],
        *,
        host: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
        on_connect: Answer | None = None,
    ) -> None:
        self.routes = dict(routes)
        self.requests: list[Request] = []
        self.connections = 0
        self._tls = tls
        self._on_connect = on_connect
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._stopping = False
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family, backlog=128)
        self.host = host
        self.port: int = self._listener.getsockname()[1]

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        """Return the address of a path, by another name of the host if one is given."""
        name = host or (f"[{self.host}]" if ":" in self.host else self.host)
        return f"{'https' if self._tls else 'http'}://{name}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def __enter__(self) -> Server:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping = True
        with contextlib.suppress(OSError):  # wakes the thread that waits in accept
            self._listener.shutdown(socket.SHUT_RDWR)
        with self._lock:
            for sock in self._open:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=5)
        self._listener.close()

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping:
            try:
                sock, peer = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._start(self._serve, sock, peer[:2])

    def _serve(self, sock: socket.socket, peer: tuple[str, int]) -> None:
        """Answer the requests of one connection; a client that goes away is no error here."""
        with self._lock:
            self._open.add(sock)
        try:
            sock.settimeout(_IDLE)
            if self._on_connect is not None:
                self._on_connect(Request("", "", {}, peer), sock)
                return
            if self._tls is not None:
                with self._lock:
                    self._open.discard(sock)
                    secure = self._tls.wrap_socket(
                        sock, server_side=True, do_handshake_on_connect=False
                    )
                    self._open.add(secure)
                sock = secure
                secure.do_handshake()
            with sock.makefile("rb") as reader:
                while (request := _read(reader, peer)) is not None:
                    self.requests.append(request)
                    if not self._answer(request)(request, sock):
                        return
        except (OSError, ValueError):
            return
        finally:
            with self._lock:
                self._open.discard(sock)
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_WR)
            sock.close()

    def _answer(self, request: Request) -> Answer:
        path = request.path
        for key in (path, path.partition("?")[0], "*"):
            if key in self.routes:
                return self.routes[key]
        return _NOT_FOUND


def _read(reader: BinaryIO, peer: tuple[str, int]) -> Request | None:
    """Read the head of a request; None where the client has gone."""
    line = reader.readline(65536)
    if not line.strip():
        return None
    method, path, _ = line.decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while (line := reader.readline(65536)) not in (b"\r\n", b"\n", b""):
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    return Request(method, path, headers, peer)
