"""Whose URL is it? What a URL that the person gave may do, and one that others named may not."""

from __future__ import annotations

from collections.abc import Iterable

from crosspost.fetch.addresses import literal
from crosspost.urls import WebURL, read


def same_service(first: WebURL, here: WebURL) -> bool:
    """Tell whether both URLs are of one service: scheme, host and port, or http turned https."""
    if first.service == here.service:
        return True
    upgraded = (first.scheme, first.port, here.scheme, here.port) == ("http", 80, "https", 443)
    return upgraded and first.host == here.host


class Given:
    """The services of the URLs that the person gave, and the addresses where lists were found.

    A link that a feed of such a service names gets the person's headers and cookies when it is of
    the same service. A private address is another matter, since a name can lead to any address, and
    to another one each time: it may be only the one where that service's list was.

    Args:
        urls: as given on the command line; paths and the like are passed over.
    """

    def __init__(self, urls: Iterable[str]) -> None:
        self._urls = {url for url in map(read, urls) if url is not None}
        self._services = {url.service for url in self._urls}
        self._addresses: dict[tuple[str, str, int], set[str]] = {}
        for url in self._urls:  # behind a proxy nobody knows more than what they spell out
            self.found(url, literal(url.host))

    def names(self, url: WebURL) -> bool:
        """Tell whether the person gave this very URL."""
        return url in self._urls

    def holds(self, url: WebURL) -> bool:
        """Tell whether a URL is of a service that the person named."""
        return any(service in self._services for service in _services(url))

    def addresses(self, url: WebURL) -> frozenset[str]:
        """Return where the service of a URL was found to be."""
        return frozenset().union(*(self._addresses.get(each, ()) for each in _services(url)))

    def found(self, url: WebURL, address: str | None) -> None:
        """Keep the address to which the URL of a list has led."""
        if address is not None:
            self._addresses.setdefault(url.service, set()).add(address)


def _services(url: WebURL) -> tuple[tuple[str, str, int], ...]:
    """Return the services whose secrets a URL may have: its own, and the one without TLS."""
    if (url.scheme, url.port) == ("https", 443):
        return (url.service, ("http", url.host, 80))
    return (url.service,)
