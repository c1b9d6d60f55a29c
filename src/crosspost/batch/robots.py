"""robots.txt (RFC 9309): what a host lets robots fetch, and how fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosspost.errors import FetchError
from crosspost.urls import read

if TYPE_CHECKING:
    from protego import Protego

# RFC 9309 2.5: a robot reads at least 500 KiB. No real one is larger than this.
MOST_BYTES = 4 * 1024 * 1024
# Why a URL is not fetched.
FORBIDDEN = "robots.txt forbids it"
# The name by which a site can speak to crosspost alone.
NAME = "crosspost"
# A site that asks for minutes between two pages means search engines.
_LONGEST_DELAY = 60.0


@dataclass(frozen=True)
class Rules:
    """What a host's robots.txt says.

    Attributes:
        delay: seconds between two requests; None where it does not say.
        closed: nothing may be fetched now, since the file cannot be had (RFC 9309 2.3.1.4).
    """

    delay: float | None = None
    closed: str = ""
    parsed: Protego | None = None

    def allows(self, url: str) -> bool:
        """Tell whether a page may be fetched."""
        found = read(url)  # for the path that is asked for: /a/../b is /b
        return self.parsed is None or bool(found and self.parsed.can_fetch(found.href, NAME))

    def is_sitemap(self, url: str) -> bool:
        """Tell whether the file names this as a sitemap (sitemaps.org, "robots.txt")."""
        return self.parsed is not None and url in set(self.parsed.sitemaps)


OPEN = Rules()


def read_rules(url: str, download: Callable[[str, int], bytes]) -> Rules:
    """Fetch and read the robots.txt of the host of a URL.

    A host without one (any 4xx, RFC 9309 2.3.1.3) lets everything be fetched. One that cannot be
    reached is asked for its pages all the same: they fail with the better reason.

    Args:
        download: fetches a file: URL, most bytes; raises ``FetchError``.
    """
    from protego import Protego

    try:
        content = download(_robots_url(url), MOST_BYTES)
    except FetchError as error:
        if error.status is not None and error.status >= 500:
            return Rules(closed=f"robots.txt cannot be had ({error.reason})")
        return OPEN
    parsed = Protego.parse(content.decode("utf-8-sig", "replace"))
    return Rules(_delay(parsed), "", parsed)


def answers(url: str, download: Callable[[str, int], bytes]) -> bool:
    """Tell whether the host of a URL answers at all.

    Args:
        download: as of ``read_rules``.
    """
    try:
        download(_robots_url(url), MOST_BYTES)
    except FetchError as error:
        return not error.unreachable
    return True


def _robots_url(url: str) -> str:
    found = read(url)
    robots = read("/robots.txt", found) if found else None
    return robots.href if robots else url


def _delay(parsed: Protego) -> float | None:
    """Return ``Crawl-delay`` or what ``Request-rate`` comes to, the longer of the two."""
    delays = [parsed.crawl_delay(NAME)]
    rate = parsed.request_rate(NAME)
    if rate is not None and rate.requests:
        delays.append(rate.seconds / rate.requests)
    found = [float(delay) for delay in delays if delay is not None]
    return min(max(found), _LONGEST_DELAY) if found else None
