"""The URLs that the user gave: where secrets may be sent, and which addresses may be private."""

from __future__ import annotations

from collections.abc import Iterable

from crosspost.fetch.addresses import literal
from crosspost.urls import WebURL, read


def same_service(first: WebURL, here: WebURL) -> bool:
    """Tell whether scheme, host and port are the same, or http changed to https."""
    if first.service == here.service:
        return True
    upgraded = (first.scheme, first.port, here.scheme, here.port) == ("http", 80, "https", 443)
    return upgraded and first.host == here.host


class Given:
    """The services of the URLs that the user gave, and the addresses where lists were found.

    Headers and cookies are sent to a link in a feed if it has the scheme, host and port of such a
    URL. A private address needs more, since a name can resolve to any address, and to a
    different one each time: it must be the address at which a list of that service was found.

    Args:
        urls: arguments of the command line; those that are not URLs are ignored.
    """

    def __init__(self, urls: Iterable[str]) -> None:
        self._urls = {url for url in map(read, urls) if url is not None}
        self._services = {url.service for url in self._urls}
        self._addresses: dict[tuple[str, str, int], set[str]] = {}
        for url in self._urls:  # behind a proxy only addresses in URLs are known
            self.found(url, literal(url.host))

    def names(self, url: WebURL) -> bool:
        """Tell whether the user gave exactly this URL."""
        return url in self._urls

    def holds(self, url: WebURL) -> bool:
        """Tell whether a URL belongs to the service of a URL that the user gave."""
        return any(service in self._services for service in _services(url))

    def addresses(self, url: WebURL) -> frozenset[str]:
        """Return the addresses at which the service of a URL was found."""
        return frozenset().union(*(self._addresses.get(each, ()) for each in _services(url)))

    def found(self, url: WebURL, address: str | None) -> None:
        """Note the address at which a list was found; None is ignored."""
        if address is not None:
            self._addresses.setdefault(url.service, set()).add(address)


def _services(url: WebURL) -> tuple[tuple[str, str, int], ...]:
    """Return the services whose secrets may be sent to a URL: its own, and the one without TLS."""
    if (url.scheme, url.port) == ("https", 443):
        return (url.service, ("http", url.host, 80))
    return (url.service,)
