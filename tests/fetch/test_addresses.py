"""Which addresses are public, and which names spell out an address."""

from __future__ import annotations

import socket

import pytest

from crosspost.fetch.addresses import is_public, literal, resolve

PRIVATE = {
    "NAT64, local": "64:ff9b:1::7f00:1",
    "a zone": "fe80::1%eth0",
    "documentation, new": "3fff::1",
    "this machine": "127.0.0.1",
    "this machine, another of its addresses": "127.255.0.9",
    "any address": "0.0.0.0",
    "the null network": "0.1.2.3",
    "private, class A": "10.0.0.1",
    "private, class B": "172.31.255.255",
    "private, class C": "192.168.1.1",
    "link-local, where clouds tell secrets": "169.254.169.254",
    "shared by providers (RFC 6598)": "100.64.0.1",
    "IETF protocols": "192.0.0.8",
    "documentation": "192.0.2.1",
    "benchmarks": "198.18.0.1",
    "6to4 relays": "192.88.99.1",
    "multicast": "224.0.0.251",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "this machine, IPv6": "::1",
    "any address, IPv6": "::",
    "v4 mapped into v6": "::ffff:127.0.0.1",
    "v4 compatible": "::7f00:1",
    "NAT64": "64:ff9b::7f00:1",
    "NAT64 of a local network": "64:ff9b:1::7f00:1",
    "6to4 of this machine": "2002:7f00:1::",
    "6to4 of a private network": "2002:c0a8:101::",
    "Teredo": "2001:0:7f00:1::1",
    "unique local": "fd00::1",
    "site-local": "fec0::1",
    "link-local, IPv6": "fe80::1",
    "link-local with its interface": "fe80::1%eth0",
    "multicast, IPv6": "ff02::1",
    "documentation, IPv6": "2001:db8::1",
    "discard only": "100::1",
    "segment routing": "5f00::1",
    "no address": "example.org",
}


@pytest.mark.threat("3: links of a remote list to private addresses")
@pytest.mark.parametrize("address", PRIVATE.values(), ids=PRIVATE.keys())
def test_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "93.184.215.14", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::200e"),
        *("::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"),
    ],
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("[::FFFF:7f00:1]", "::ffff:7f00:1"),
        ("localhost", "127.0.0.1"),
        ("a.localhost.", "127.0.0.1"),
        ("example.org", None),
        ("1.example", None),
        ("1.2.3.4.5", None),
        ("99999999999", None),
    ],
)
def test_a_name_that_spells_out_an_address(name: str, address: str | None) -> None:
    assert literal(name) == address


def test_the_system_knows_localhost() -> None:
    assert set(resolve("localhost", 80)) <= {"127.0.0.1", "::1"}


def test_an_address_in_odd_spelling_is_resolved_to_what_it_is() -> None:
    assert resolve("127.0.0.1", 80) == ["127.0.0.1"]
    assert socket.inet_ntoa(socket.inet_aton("0x7f.1")) == "127.0.0.1"
