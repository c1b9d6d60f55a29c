"""The server at the loopback: one thread, many slow or hostile clients, one request at a time.

It reads from all connections as they send, so that one that is open and silent (browsers keep such)
holds up nobody, and answers one request after the other. Without threads the process may fork for
each page. No answer has a header of CORS: pages of other sites can send a form, and read nothing.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType

from crosspost.clip.request import MOST_HEAD, Refused, Request, read_head

HOST = "127.0.0.1"
_SMALL = 64 * 1024  # bytes of a body; only one larger body is taken in at a time
_MOST_CONNECTIONS = 32
_PIECE = 256 * 1024
_TICK = 0.5  # seconds
_HEADERS = (
    "Content-Type: text/html; charset=utf-8",
    "Cache-Control: no-store",
    "Connection: close",
    "Referrer-Policy: no-referrer",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Cross-Origin-Resource-Policy: same-origin",
)


@dataclass(frozen=True)
class Response:
    """An answer.

    Attributes:
        body: a page.
        policy: its Content-Security-Policy.
        status: of HTTP, with its words.
        location: where the browser goes on, for a status of 303.
        has_opener: the page may speak with the one that opened it.
        then: called when the answer has been sent.
    """

    body: str = ""
    policy: str = "default-src 'none'; frame-ancestors 'none'"
    status: str = "200 OK"
    location: str = ""
    has_opener: bool = False
    then: Callable[[], None] | None = None

    def as_bytes(self) -> bytes:
        """Return the answer as it is sent."""
        body = self.body.encode("utf-8", "replace")
        lines = [f"HTTP/1.1 {self.status}", *_HEADERS, f"Content-Length: {len(body)}"]
        lines.append(f"Content-Security-Policy: {self.policy}")
        if self.location:
            lines.append(f"Location: {self.location}")
        if not self.has_opener:
            lines.append("Cross-Origin-Opener-Policy: same-origin")
        return "\r\n".join([*lines, "", ""]).encode("ascii") + body


@dataclass(frozen=True)
class Limits:
    """What a client may take.

    Attributes:
        body: bytes.
        seconds: for a request to arrive, from the start of the connection.
        sending: seconds for an answer to be taken.
    """

    body: int
    seconds: float = 20.0
    sending: float = 10.0


@dataclass(eq=False)
class _Connection:
    sock: socket.socket
    until: float
    data: bytearray = field(default_factory=bytearray)
    request: Request | None = None
    dropped: int = 0  # bytes of a body that is too large

    @property
    def has_large_body(self) -> bool:
        return self.request is not None and self.request.length > _SMALL


class Server:
    """Answers requests to ``127.0.0.1``.

    Args:
        answer: called with each request whose host is right and whose body is there.
        explain: makes the page of a refused request.
        limits: of a client.
        port: 0 for a free one.

    Attributes:
        origin: such as ``http://127.0.0.1:4100``.

    Raises:
        OSError: the port cannot be used.
    """

    def __init__(
        self,
        answer: Callable[[Request], Response],
        explain: Callable[[Refused], Response],
        limits: Limits,
        port: int = 0,
    ) -> None:
        self._answer, self._explain, self._limits = answer, explain, limits
        self._listener = socket.create_server((HOST, port), backlog=_MOST_CONNECTIONS)
        self._listener.setblocking(False)
        self.port: int = self._listener.getsockname()[1]
        self.origin = f"http://{HOST}:{self.port}"
        self._hosts = (f"{HOST}:{self.port}", f"localhost:{self.port}")
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._connections: dict[socket.socket, _Connection] = {}
        self._large: _Connection | None = None
        self._is_stopped = False

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for connection in list(self._connections.values()):
            self._close(connection)
        self._selector.close()
        self._listener.close()

    def stop(self) -> None:
        """Make ``serve`` return soon; may be called by another thread."""
        self._is_stopped = True

    def serve(self) -> None:
        """Answer requests until ``stop`` is called, or ``KeyboardInterrupt`` is raised."""
        while not self._is_stopped:
            for key, _ in self._selector.select(_TICK):
                if key.fileobj is self._listener:
                    self._accept()
                elif connection := self._connections.get(key.fileobj):  # type: ignore[call-overload]
                    self._take(connection)
            self._end_late()

    def _accept(self) -> None:
        try:
            sock, _ = self._listener.accept()
        except OSError:
            return
        if len(self._connections) >= _MOST_CONNECTIONS:
            sock.close()
            return
        sock.setblocking(False)
        self._connections[sock] = _Connection(sock, time.monotonic() + self._limits.seconds)
        self._selector.register(sock, selectors.EVENT_READ)

    def _end_late(self) -> None:
        now = time.monotonic()
        for connection in [each for each in self._connections.values() if each.until < now]:
            if connection.data or connection.request:
                words = "The request took too long to arrive."
                self._refuse(connection, Refused("408 Request Timeout", words))
            else:  # opened in advance by a browser
                self._close(connection)

    def _take(self, connection: _Connection) -> None:
        """Take in what has come, and answer a request that is complete."""
        if connection.has_large_body and self._large not in (None, connection):
            time.sleep(0.01)  # until the other one is done
            return
        try:
            piece = connection.sock.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self._close(connection)
            return
        start = time.monotonic()
        try:
            self._add(connection, piece)
        except Refused as error:
            self._refuse(connection, error)
        work = time.monotonic() - start
        for other in self._connections.values():  # they could not be read meanwhile
            other.until += work

    def _add(self, connection: _Connection, piece: bytes) -> None:
        connection.data += piece
        if connection.request is None:
            head, end, _ = bytes(connection.data[: MOST_HEAD + 4]).partition(b"\r\n\r\n")
            if not end:
                if len(connection.data) > MOST_HEAD:
                    words = "The head of the request is too large."
                    raise Refused("431 Request Header Fields Too Large", words)
                return
            connection.request = read_head(head)
            self._check_host(connection.request)
            del connection.data[: len(head) + len(end)]
            if connection.has_large_body and self._large is None:
                self._large = connection
        request = connection.request
        if request.length > self._limits.body:
            # A browser reads no answer before it has sent all; what it sends is not kept.
            connection.dropped += len(connection.data)
            connection.data.clear()
            if connection.dropped >= request.length:
                most = f"{self._limits.body / 2**20:.3g} MiB"
                raise Refused("413 Content Too Large", f"The page is larger than {most}.")
        elif len(connection.data) >= request.length:
            body = bytes(connection.data[: request.length])
            connection.data.clear()
            self._send(connection, self._answer(replace(request, body=body)))

    def _check_host(self, request: Request) -> None:
        """Refuse another name of this machine: a name can be made to lead here (DNS rebinding)."""
        if request.headers.get("host") not in self._hosts:
            words = f"This server answers at {self.origin} only."
            raise Refused("421 Misdirected Request", words)

    def _refuse(self, connection: _Connection, error: Refused) -> None:
        self._send(connection, self._explain(error))

    def _send(self, connection: _Connection, response: Response) -> None:
        """Send an answer and close the connection; a client that is gone is not an error."""
        with contextlib.suppress(OSError):
            connection.sock.settimeout(self._limits.sending)
            connection.sock.sendall(response.as_bytes())
            connection.sock.shutdown(socket.SHUT_WR)
        self._close(connection)
        if response.then:
            response.then()

    def _close(self, connection: _Connection) -> None:
        if self._large is connection:
            self._large = None
        if self._connections.pop(connection.sock, None):
            self._selector.unregister(connection.sock)
        connection.sock.close()
