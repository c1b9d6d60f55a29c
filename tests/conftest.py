"""What all tests share: nothing leaves this machine, and Jekyll is really there."""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

_strayed: list[str] = []


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
        _strayed.append(f"{event} {host!r}")
        raise StrayedOffTheLoopback(f"{event} {host!r}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _stay_on_the_loopback() -> Iterator[None]:
    """Fail a test that tried to reach another machine, even where the attempt was swallowed."""
    _strayed.clear()
    yield
    assert not _strayed, f"the test reached off the loopback: {_strayed}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that need Jekyll where there is none, but never in CI."""
    if shutil.which("jekyll") or os.environ.get("CI"):
        return
    skip = pytest.mark.skip(reason="needs Jekyll (apt-get install jekyll)")
    for item in items:
        if item.get_closest_marker("jekyll"):
            item.add_marker(skip)
