"""The guard itself: a test that reaches off the loopback is stopped before anything is sent."""

from __future__ import annotations

import socket

import pytest

import network_guard


def test_a_connection_to_another_machine_is_stopped_before_it_is_made() -> None:
    with socket.socket() as s, pytest.raises(BaseException, match=r"192\.0\.2\.1"):
        s.connect(("192.0.2.1", 80))
    assert "192.0.2.1" in network_guard.strayed.pop()


def test_a_name_is_not_even_looked_up() -> None:
    with pytest.raises(BaseException, match=r"example\.org"):
        socket.getaddrinfo("example.org", 80)
    assert "example.org" in network_guard.strayed.pop()


def test_the_loopback_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
