"""Fetching lists from the network, as politely as pages.

A list that the person names is always fetched. Lists that other lists name are fetched as by a
robot: only if ``robots.txt`` allows it (RFC 9309; a sitemap that ``robots.txt`` itself names is
allowed), and only so many.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from crosspost.batch.journal.enlist import host_of
from crosspost.batch.robots import OPEN, Rules, read_rules
from crosspost.errors import CrosspostError, FetchError

# Lists that other lists name, in one run. The protocol allows 50,000 sitemaps in an index; at one a
# second they would take 14 hours.
MOST = 1_000
# Levels of lists: an index of sitemaps may name indexes, an OPML file other OPML files.
_DEEPEST = 4

# Fetches a list: its URL, most bytes, and whether a list of the network has named it.
Download = Callable[[str, int, bool], bytes]


class NotRead(CrosspostError):
    """A list that another list names is not read."""


@dataclass
class Named:
    """The lists that are fetched in one run.

    Attributes:
        download: fetches a list; raises ``CrosspostError``.
        robots: fetches the ``robots.txt`` of a list's host.
        most_bytes: of a list.
        delay: least seconds between two requests to a host.
        polite: keep to ``robots.txt``.
        sleep: waits so many seconds.
        most: how many lists that other lists name are fetched.
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
        return f"a run reads {self.most:,} lists that other lists name; give more as arguments"

    def knows(self, url: str) -> bool:
        """Tell whether this list was named before."""
        return url in self._followed

    def get(self, url: str) -> bytes:
        """Fetch a list that the person has named.

        Raises:
            CrosspostError: it cannot be fetched.
        """
        return self._get(url, _host(url), 0.0, is_remote=False)

    def further(self, url: str, depth: int, *, is_remote: bool) -> bytes | None:
        """Fetch a list that a list names; None where it was named before.

        Args:
            url: of the list.
            depth: of the list that names it; 0 for a list on the command line.
            is_remote: the list that names it was read from the network.

        Raises:
            CrosspostError: it cannot be fetched, or must not be.
        """
        if depth >= _DEEPEST:
            raise NotRead(f"{url}: not read: more than {_DEEPEST} lists within each other")
        if self.knows(url):
            return None
        self._followed.add(url)
        host = _host(url)
        if host in self._silent:
            raise NotRead(f"{url}: not read: {host} has not answered before")
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

            def download(robots_url: str, most: int) -> bytes:
                return self.robots(robots_url, most, is_remote)

            self._rules[host] = read_rules(url, download)
        return self._rules[host]

    def _get(self, url: str, host: str, delay: float, *, is_remote: bool) -> bytes:
        last = self._last.get(host)
        if last is not None:
            wait = last + max(self.delay, delay) - time.monotonic()
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
        NotRead: this is not a URL.
    """
    is_one = url.isprintable() and not any(part.isspace() for part in url)
    host = host_of(url) if is_one else ""
    if not host:
        raise NotRead(f"{url[:200]!r}: not a valid URL")
    return host
