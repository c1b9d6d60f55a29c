"""Connections of urllib3 that keep a deadline and connect to allowed addresses only.

Three attacks are prevented here. A name is looked up once, every address is checked, and the
connection goes to an address that was checked (no second look-up that could answer otherwise).
Each read may wait only for the rest of the total time, so that a slow server cannot hold the
connection.
A pooled connection is checked again before another request uses it.
"""

from __future__ import annotations

import functools
import http.client
import os
import socket
import ssl
from typing import Any

from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH as DEFAULT_ROOTS
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from crosspost.errors import ConfigError, FetchError
from crosspost.fetch.attempt import current
from crosspost.fetch.cookies import readable
from crosspost.fetch.sockets import TimedSSLSocket, connect
from crosspost.fetch.wording import shown
from crosspost.files import is_folder

# Variables that name other root certificates than certifi's: those of requests and of OpenSSL.
_ROOTS = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")

_MOST_INTERIM = 100


class _Guarded:
    """What both kinds of connection do: connect to a checked address, and check it again."""

    peer: str | None = None

    def _new_conn(self) -> socket.socket:
        attempt = current.get()
        assert attempt is not None, "connections are made for an attempt"
        host, port = self._dns_host.strip("[]"), self.port  # type: ignore[attr-defined]
        proxied = self.proxy is not None  # type: ignore[attr-defined]
        sock, self.peer = connect(host, port, attempt, proxied)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock

    def request(self, *arguments: Any, **options: Any) -> None:
        """Send a request, if the attempt may connect to the other end."""
        attempt = current.get()
        if attempt is not None:
            # The connection goes to the host that was checked, whatever was parsed since.
            host: str = self.host  # type: ignore[attr-defined]
            if self.proxy is None and _plain(host) != _plain(attempt.host):  # type: ignore[attr-defined]
                raise FetchError(
                    attempt.url, "not a valid URL", detail=shown(host, 80), hint="Check the link."
                )
            attempt.reused = self.sock is not None  # type: ignore[attr-defined]
            # A fresh connection is made, and checked, by the call below.
            if attempt.reused and self.peer is not None and not attempt.permits(self.peer):
                raise attempt.refused(self.host, self.peer)  # type: ignore[attr-defined]
        super().request(*arguments, **options)  # type: ignore[misc]
        if attempt is not None:
            attempt.peer = self.peer


def _plain(host: str) -> str:
    """Return a host in the form of urllib3: without brackets and without a dot at its end."""
    return host.strip("[]").rstrip(".")


class _FinalResponse(http.client.HTTPResponse):
    """The final response to a request, after interim ones such as 103 Early Hints.

    ``http.client`` itself skips 100 Continue only; all of 1xx except 101 are interim (RFC 9110,
    15.2).
    """

    def begin(self) -> None:
        """Read the head of the final response."""
        for _ in range(_MOST_INTERIM):
            super().begin()
            if self.status // 100 != 1 or self.status == http.client.SWITCHING_PROTOCOLS:
                return
            self.headers = self.msg = None  # type: ignore[assignment]
        raise http.client.HTTPException(f"more than {_MOST_INTERIM} interim responses")


class _GuardedHTTPConnection(_Guarded, HTTPConnection):
    response_class = _FinalResponse


class _GuardedHTTPSConnection(_Guarded, HTTPSConnection):
    response_class = _FinalResponse


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _GuardedHTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPSConnection


_POOLS = {"http": _HTTPPool, "https": _HTTPSPool}


class GuardedAdapter(HTTPAdapter):
    """The adapter of requests, over guarded connections.

    Args:
        hosts: hosts whose connections are kept open for the next link.
        per_host: connections that are kept open to one host.
    """

    def __init__(self, hosts: int, per_host: int) -> None:
        super().__init__(pool_connections=hosts, pool_maxsize=per_host)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Make the pools for connections through a proxy."""
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def build_connection_pool_key_attributes(
        self, request: Any, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        """Let connections to https addresses share one TLS context."""
        host, options = super().build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] == "https":
            options["ssl_context"] = _tls(_roots())
        return host, options

    def build_response(self, req: Any, resp: Any) -> Any:
        """Keep malformed cookies from the cookie jar, which would fail."""
        message = resp._original_response.msg  # what requests gives to the jar
        cookies = message.get_all("Set-Cookie") or []
        del message["Set-Cookie"], message["Set-Cookie2"]
        for cookie in filter(None, map(readable, cookies)):
            message["Set-Cookie"] = cookie
        return super().build_response(req, resp)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Require a valid certificate; the root certificates are in the context already.

        requests would load them anew, 15 ms, for every connection.
        """
        conn.cert_reqs = "CERT_REQUIRED"


def _roots() -> str:
    """Return the file or folder of the certificates that are trusted."""
    return next((os.environ[name] for name in _ROOTS if os.environ.get(name)), DEFAULT_ROOTS)


@functools.cache
def _tls(roots: str) -> ssl.SSLContext:
    """Return the TLS settings: certificates are checked, sockets keep the deadline."""
    context = create_urllib3_context()
    try:
        if is_folder(roots):
            context.load_verify_locations(capath=roots)
        else:
            context.load_verify_locations(cafile=roots)
    except OSError as error:
        raise ConfigError(
            f"{roots}: the trusted certificates cannot be read: {error.strerror or error}",
            hint=f"See the variables {', '.join(_ROOTS)}.",
        ) from error
    context.sslsocket_class = TimedSSLSocket
    return context
