"""Which addresses of the Internet Protocol a link on the web may lead to.

``ipaddress.is_global`` alone is not enough: it says yes to NAT64, 6to4, IPv4-compatible and
site-local addresses, and to multicast (measured with Python 3.11).
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from crosspost.lazy_regex import lazy_compile

Resolver = Callable[[str, int], list[str]]
"""A function from host name and port to the addresses of the host, in the order to be tried."""

# RFC 6052 (NAT64), RFC 4291 2.5.5.1 (IPv4-compatible): the last 32 bits are an IPv4 address.
_EMBEDDING = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
# RFC 4291 2.4: what is outside is not global unicast (RFC 4193 local, site-local, multicast, ...).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_DOCUMENTATION = IPv6Network("3fff::/20")  # RFC 9637, which Python 3.11 does not know
# RFC 7526: 6to4 relays, no longer in use. RFC 6890: for protocols of the IETF.
_SPECIAL = (IPv4Network("192.88.99.0/24"), IPv4Network("192.0.0.0/24"))
# Ports of other protocols, such as mail, which browsers refuse
# (https://fetch.spec.whatwg.org/#port-blocking).
BLOCKED_PORTS = frozenset(
    [
        *(1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161),
        *(179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563),
        *(587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060),
        *(5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    ]
)
# What ``inet_aton`` reads as an address: 127.1, 2130706433, 0x7f.1, 0177.0.0.1.
_NUMERIC = lazy_compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}", re.I)


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public Internet.

    An IPv4 address inside an IPv6 one (mapped, compatible, NAT64, 6to4) counts as itself.
    """
    try:
        found = _unwrapped(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        return found in _GLOBAL_UNICAST and found.is_global and found not in _DOCUMENTATION
    special = found.is_multicast or any(found in network for network in _SPECIAL)
    return found.is_global and not special


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 one carries, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if any(address in network for network in _EMBEDDING):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def literal(host: str) -> str | None:
    """Return the address that a host name spells out; None where it has to be looked up."""
    host = host.strip("[]").rstrip(".")
    if host.lower() == "localhost" or host.lower().endswith(".localhost"):  # RFC 6761
        return "127.0.0.1"
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        pass  # not an address in its usual form
    if _NUMERIC.fullmatch(host):
        try:
            return socket.inet_ntoa(socket.inet_aton(host))
        except OSError:
            return None
    return None


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host.

    Raises:
        OSError: there is no such host, or nobody to ask.
        UnicodeError: the name cannot be a host's (an empty label, one over 63 letters).
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
