"""When to retry: Retry-After (RFC 9110, 10.2.3), else after 1, 2, 4 seconds plus jitter."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crosspost.errors import FetchError

# The server or a gateway is busy; the request itself is valid. The list is
# curl's and Scrapy's, and 425 (RFC 8470).
STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 522, 524})
# A longer wait is left to a later run.
LONGEST_WAIT = 120.0
# Total seconds to wait for one host, and how many a page without a wait adds again.
_LONGEST_IN_ALL = 600.0
_REGAINED = 10.0
# Numbers with more digits mean "never" (and Python refuses to read very long ones).
_MOST_DIGITS = 9


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header.

    Returns:
        Seconds from now, at least 0; None if the header is missing or invalid.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text) if len(text) <= _MOST_DIGITS else 10.0**_MOST_DIGITS
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError):
        return None
    if when.tzinfo is None:  # "-0000": UTC without more knowledge
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


class Patience:
    """How long to wait for each host in total; several threads may use one object.

    Without a limit, a host that answers each link with ``Retry-After`` would hold a batch for
    hours. Pages without a wait add time again, so that a host may limit its visitors at times.
    """

    def __init__(self) -> None:
        self._waited: dict[str, float] = {}

    def spend(self, host: str, seconds: float, error: FetchError) -> None:
        """Count a wait.

        Args:
            host: that asked for it.
            seconds: of the wait.
            error: of the try.

        Raises:
            FetchError: the host has used up its time; a later run may try again.
        """
        waited = self._waited.get(host, 0.0) + seconds
        if waited > _LONGEST_IN_ALL:
            raise FetchError(
                error.url,
                "deferred: the server asked to wait too often",
                detail=error.reason,
                hint="Run again then.",
                retry=True,
                status=error.status,
                retry_after=seconds,
            ) from error
        self._waited[host] = waited

    def regain(self, host: str) -> None:
        """Count a page without a wait."""
        waited = self._waited.pop(host, 0.0) - _REGAINED
        if waited > 0:
            self._waited[host] = waited


def backoff(tried: int, jitter: float) -> float:
    """Return the seconds to wait after a number of tries.

    Args:
        tried: tries so far, from 1.
        jitter: from 0 to 1; adds up to a quarter.
    """
    return float(2 ** (tried - 1)) * (1 + jitter / 4)


def spell(seconds: float) -> str:
    """Format a long time for the user."""
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
