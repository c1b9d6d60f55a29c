"""Stops, before it is made, every connection or look-up that would leave this machine."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

strayed: list[str] = []


class StrayedOffTheLoopback(BaseException):
    """A test tried to reach another machine; no handler of the code under test may hide it."""


def _is_loopback(host: object) -> bool:
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback
    except ValueError:
        return False


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse, before it happens, every look-up or connection that would leave the loopback."""
    if event == "socket.getaddrinfo":
        host: object = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if not isinstance(address, tuple):
            return  # a Unix socket
        host = address[0]
    else:
        return
    if not _is_loopback(host):
        strayed.append(f"{event} {host!r}")
        raise StrayedOffTheLoopback(f"{event} {host!r}")


sys.addaudithook(_guard)
