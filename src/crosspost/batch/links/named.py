"""Fetching lists of the network, as politely as pages.

The list that a person names is fetched as it is. Those that lists name are fetched as a robot
fetches: where ``robots.txt`` lets it (RFC 9309; a sitemap that ``robots.txt`` itself names is meant
for robots), and at most so many.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from crosspost.batch.journal.enlist import host_of
from crosspost.batch.robots import OPEN, Rules, read_rules
from crosspost.errors import CrosspostError, FetchError

# Lists that lists name, of one run. The protocol allows an index 50,000 sitemaps; at one a second
# these alone would take 14 hours.
MOST = 1_000
# An index of sitemaps may name indexes, an OPML file may name others … no further than this.
_DEEPEST = 4

# Fetches a list: its URL, most bytes, and whether a list of the network has named it.
Download = Callable[[str, int, bool], bytes]


class NotRead(CrosspostError):
    """A list that a list names is not read."""


@dataclass
class Named:
    """The lists that are fetched in one run.

    Attributes:
        download: raises ``CrosspostError``.
        robots: the same for a ``robots.txt``.
        most_bytes: of a list.
        delay: seconds between two requests to a host, at least.
        polite: ask for ``robots.txt``.
        sleep: waits so many seconds.
        most: lists that lists name, at most.
    """

    download: Download
    robots: Download
    most_bytes: int
    delay: float = 1.0
    polite: bool = True
    sleep: Callable[[float], None] = time.sleep
    most: int = MOST
    _followed: set[str] = field(default_factory=set)
    _rules: dict[str, Rules] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _silent: set[str] = field(default_factory=set)

    @property
    def is_full(self) -> bool:
        """Tell whether no further list may be fetched in this run."""
        return len(self._followed) >= self.most

    @property
    def limit(self) -> str:
        """Return why no further list is fetched."""
        return f"a run reads {self.most:,} lists that lists name; give others on the command line"

    def knows(self, url: str) -> bool:
        """Tell whether this list was named before."""
        return url in self._followed

    def get(self, url: str) -> bytes:
        """Fetch a list that the person has named.

        Raises:
            CrosspostError: it cannot be had.
        """
        return self._get(url, _host(url), 0.0, is_remote=False)

    def further(self, url: str, depth: int, *, is_remote: bool) -> bytes | None:
        """Fetch a list that a list names; None where it was named before.

        Args:
            depth: of the list that names it; 0 for one of the command line.
            is_remote: the list that names it was read from the network.

        Raises:
            CrosspostError: it cannot be had, or must not be.
        """
        if depth >= _DEEPEST:
            raise NotRead(f"{url}: lists within lists within lists")
        if self.knows(url):
            return None
        self._followed.add(url)
        host = _host(url)
        if host in self._silent:
            raise NotRead(f"{url}: {host} did not answer before")
        rules = self._rules_of(host, url, is_remote=is_remote)
        if rules.closed:
            raise NotRead(f"{url}: {rules.closed}")
        if not rules.allows(url) and not rules.is_sitemap(url):
            raise NotRead(f"{url}: robots.txt forbids it")
        return self._get(url, host, rules.delay or 0.0, is_remote=is_remote)

    def _rules_of(self, host: str, url: str, *, is_remote: bool) -> Rules:
        if not self.polite:
            return OPEN
        if host not in self._rules:

            def download(address: str, most: int) -> bytes:
                return self.robots(address, most, is_remote)

            self._rules[host] = read_rules(url, download)
        return self._rules[host]

    def _get(self, url: str, host: str, wish: float, *, is_remote: bool) -> bytes:
        last = self._last.get(host)
        if last is not None:
            wait = last + max(self.delay, wish) - time.monotonic()
            if wait > 0:
                self.sleep(wait)
        try:
            return self.download(url, self.most_bytes, is_remote)
        except FetchError as error:
            if error.unreachable:
                self._silent.add(host)
            raise
        finally:
            self._last[host] = time.monotonic()


def _host(url: str) -> str:
    """Return the host of a list.

    Raises:
        NotRead: this is not one URL.
    """
    is_one = url.isprintable() and not any(part.isspace() for part in url)
    host = host_of(url) if is_one else ""
    if not host:
        raise NotRead(f"{url[:200]!r}: not an address")
    return host
