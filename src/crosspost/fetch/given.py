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
    """The services of the URLs that the person gave, and the addresses where these are.

    A link that a feed of such a service names gets the person's headers and cookies when it is of
    the same service. A private address is another matter, since a name can lead to any address, and
    to another one each time: it may be only the one to which the person's own URL led.

    Args:
        urls: as given on the command line; paths and the like are passed over.
    """

    def __init__(self, urls: Iterable[str]) -> None:
        self._addresses: dict[tuple[str, str, int], set[str]] = {}
        for url in filter(None, map(read, urls)):
            spelled = literal(url.host)
            self._addresses[url.service] = {spelled} if spelled else set()

    def _known(self, url: WebURL) -> set[str] | None:
        found = self._addresses.get(url.service)
        if found is None and (url.scheme, url.port) == ("https", 443):
            found = self._addresses.get(("http", url.host, 80))
        return found

    def holds(self, url: WebURL) -> bool:
        """Tell whether a URL is of a service that the person named."""
        return self._known(url) is not None

    def addresses(self, url: WebURL) -> frozenset[str]:
        """Return where the service of a URL was found to be."""
        return frozenset(self._known(url) or ())

    def found(self, url: WebURL, address: str | None) -> None:
        """Keep the address to which a URL that the person gave has led."""
        known = self._addresses.get(url.service)
        if known is not None and address is not None:
            known.add(address)
