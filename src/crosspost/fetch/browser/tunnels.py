"""The only way of the browser to the network: a SOCKS proxy that checks every connection.

It gets names, looks them up itself, and connects to an address that it has checked, as all
fetching does (``sockets.connect``): the browser looks nothing up. So the rule holds for whatever a
page may start, its frames, workers, WebSockets and redirects, and for a name that has another
address each time.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable
from types import TracebackType

from crosspost.errors import FetchError
from crosspost.fetch.addresses import literal
from crosspost.fetch.attempt import Attempt, Temporary
from crosspost.fetch.proxies import environment_proxies
from crosspost.fetch.sockets import connect
from crosspost.urls import WebURL, read

# RFC 1928: version, "no authentication", "connect", types of addresses, replies.
_VERSION, _NO_PASSWORD, _CONNECT = 5, 0, 1
_IPV4, _NAME, _IPV6 = 1, 3, 4
_DONE, _NOT_ALLOWED, _UNREACHABLE = 0, 2, 4
_PIECE = 64 * 1024
_MOST_CONNECTIONS = 256
_GREETING_SECONDS = 10.0

Place = tuple[str, int]


class Tunnels:
    """A proxy for one page, on 127.0.0.1; a context that closes all connections at its end.

    Args:
        link: the page.
        new_attempt: makes an attempt, with the deadline of one connection.
        home: private addresses at which the service of the page was found before.
        is_named: the user named the page, so that it may have any address: its service then keeps
            the one that it is first found at.
        most_bytes: that all connections may receive.

    Attributes:
        port: of the proxy.
        closed_port: one at which nobody answers meanwhile.
        failures: why there was no connection to a host and port.
        refused: hosts and ports that were refused, mostly since their addresses are private.
        home: private addresses that the service of the page may have.
        is_full: so many bytes were received that nothing more is.
    """

    def __init__(
        self,
        link: WebURL,
        new_attempt: Callable[[], Attempt],
        home: frozenset[str],
        *,
        is_named: bool,
        most_bytes: int,
    ) -> None:
        self.failures: dict[Place, FetchError] = {}
        self.refused: set[str] = set()
        self.home = home
        self.is_full = False
        self._link = link
        self._new_attempt = new_attempt
        self._may_be_anywhere = is_named
        self._left = most_bytes
        self._lock = threading.Lock()
        self._first = threading.Lock()
        self._open: set[socket.socket] = set()
        self._room = threading.Semaphore(_MOST_CONNECTIONS)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=_MOST_CONNECTIONS)
        self.port: int = self._listener.getsockname()[1]
        self._closed = socket.socket()
        self._closed.bind(("127.0.0.1", 0))
        self.closed_port: int = self._closed.getsockname()[1]

    def __enter__(self) -> Tunnels:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes ``accept``
        self._listener.close()
        self._closed.close()
        with self._lock:
            self.is_full = True  # a connection that is being made is closed at once
            for sock in self._open:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """Serve one connection of the browser; whatever fails, it is closed."""
        with self._room, client, contextlib.suppress(OSError, EOFError):
            client.settimeout(_GREETING_SECONDS)
            place = _greet(client)
            try:
                server = self._connect(*place)
            except (FetchError, Temporary) as failure:
                error = failure.error if isinstance(failure, Temporary) else failure
                self.failures[place] = error
                if isinstance(failure, FetchError):
                    self.refused.add("{}:{}".format(*place))
                client.sendall(_reply(_NOT_ALLOWED if error is failure else _UNREACHABLE))
                return
            self.failures.pop(place, None)
            with server:
                client.sendall(_reply(_DONE))
                self._carry(client, server)

    def _connect(self, host: str, port: int) -> socket.socket:
        """Look up, check and connect.

        Raises:
            FetchError, Temporary: as of ``sockets.connect``.
        """
        attempt = self._new_attempt()
        attempt.host = host
        is_own = host == self._link.host.strip("[]") and port in _ports(self._link)
        if not is_own:
            return self._checked(host, port, attempt)
        attempt.any_port = attempt.trust == "own"
        with self._first:  # the first one decides where the service is
            attempt.anywhere = attempt.anywhere or self._may_be_anywhere
            attempt.allowed = self.home
            server = self._checked(host, port, attempt)
            if self._may_be_anywhere and attempt.peer:
                self.home |= {attempt.peer}
                self._may_be_anywhere = False
            return server

    def _checked(self, host: str, port: int, attempt: Attempt) -> socket.socket:
        scheme = "https" if port == 443 else "http"
        shown = f"[{host}]" if ":" in host else host
        proxies = environment_proxies(f"{scheme}://{shown}:{port}/", attempt)
        if proxies:
            # The proxy looks the name up, so only a literal IP address can be checked.
            address = literal(host)
            if address and not attempt.permits(address):
                raise attempt.refused(host, address)
            attempt.check_port(port)
            return _through(proxies[scheme], shown, port, attempt)
        server, attempt.peer = connect(host, port, attempt, proxied=False)
        return server

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        """Pass bytes in both directions until one side has ended."""
        with self._lock:
            if self.is_full:
                return
            self._open |= {client, server}
        try:
            for sock in (client, server):
                sock.settimeout(None)
            other = {client: server, server: client}
            with selectors.DefaultSelector() as selector:
                selector.register(client, selectors.EVENT_READ)
                selector.register(server, selectors.EVENT_READ)
                while True:
                    for key, _ in selector.select():
                        sock = client if key.fileobj is client else server
                        piece = sock.recv(_PIECE)
                        if not piece or self._is_over(len(piece) if sock is server else 0):
                            return
                        other[sock].sendall(piece)
        finally:
            with self._lock:
                self._open -= {client, server}

    def _is_over(self, received: int) -> bool:
        """Count bytes; tell whether there were too many."""
        with self._lock:
            self._left -= received
            self.is_full = self.is_full or self._left < 0
            return self.is_full


def _ports(link: WebURL) -> tuple[int, ...]:
    """Return the ports of a service: http may have become https."""
    return (80, 443) if (link.scheme, link.port) == ("http", 80) else (link.port,)


def _greet(client: socket.socket) -> Place:
    """Read which host and port are wanted (RFC 1928).

    Raises:
        EOFError: the other end speaks another protocol, or has closed.
    """
    version, methods = _exactly(client, 2)
    if version != _VERSION or _NO_PASSWORD not in _exactly(client, methods):
        raise EOFError
    client.sendall(bytes([_VERSION, _NO_PASSWORD]))
    _, command, _, kind = _exactly(client, 4)
    if kind == _NAME:
        host = _exactly(client, _exactly(client, 1)[0]).decode("ascii", "replace").lower()
    elif kind in (_IPV4, _IPV6):
        family, size = (socket.AF_INET, 4) if kind == _IPV4 else (socket.AF_INET6, 16)
        host = socket.inet_ntop(family, _exactly(client, size))
    else:
        raise EOFError
    port = int.from_bytes(_exactly(client, 2), "big")
    if command != _CONNECT:
        client.sendall(_reply(_NOT_ALLOWED))
        raise EOFError
    return host.strip("[]"), port


def _exactly(sock: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        piece = sock.recv(size - len(content))
        if not piece:
            raise EOFError
        content += piece
    return content


def _reply(code: int) -> bytes:
    return bytes([_VERSION, code, 0, _IPV4, 0, 0, 0, 0, 0, 0])


def _through(proxy: str, host: str, port: int, attempt: Attempt) -> socket.socket:
    """Connect through a proxy of the environment (RFC 9110, 9.3.6).

    Raises:
        FetchError: it is of another type than http, or refuses.
        Temporary: it does not answer.
    """
    from crosspost.fetch.headers import basic

    found = read(proxy if "://" in proxy else f"http://{proxy}")
    if found is None or found.scheme != "http":
        raise FetchError(attempt.url, "a browser can be used with http:// proxies only")
    server, _ = connect(found.host.strip("[]"), found.port, attempt, proxied=True)
    lines = [f"CONNECT {host}:{port} HTTP/1.1", f"Host: {host}:{port}"]
    if found.credentials:
        lines.append(f"Proxy-Authorization: {basic(*found.credentials)}")
    try:
        server.settimeout(attempt.remaining())
        server.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        head = b""
        while not head.endswith(b"\r\n\r\n") and len(head) < _PIECE:
            head += _exactly(server, 1)
    except (OSError, EOFError) as error:
        server.close()
        raise Temporary(FetchError(attempt.url, "the proxy failed", retry=True)) from error
    if head.split(b" ")[1:2] != [b"200"]:
        server.close()
        raise FetchError(attempt.url, "the proxy failed", detail=f"{host}:{port}")
    return server
