"""One try to fetch a page: its deadline, and the addresses it may connect to.

urllib3 opens connections by itself, inside a pool, and has no argument for these.
So they are in a context variable, which each thread has separately.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch.addresses import BLOCKED_PORTS, Resolver, is_public
from crosspost.urls import Trust, WebURL


@dataclass(frozen=True)
class Clock:
    """The clock of the fetcher; tests and a batch that can be stopped have their own.

    Attributes:
        monotonic: seconds of a monotonic clock, for deadlines.
        sleep: waits a number of seconds.
        now: the time of day, with a time zone.
        jitter: a random number from 0 to 1, so that not all clients retry at once.
    """

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    jitter: Callable[[], float] = random.random


class Temporary(Exception):
    """A failure after which the same request may soon succeed.

    Attributes:
        error: what is raised if no try succeeds.
        wait: seconds the server asks to wait; None if it does not say.
        plain: the next try should ask for an uncompressed page.
    """

    def __init__(self, error: FetchError, wait: float | None = None, plain: bool = False) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait
        self.plain = plain


@dataclass
class Attempt:
    """One try, redirects included.

    Attributes:
        url: the URL as it was given, without credentials, for the page and for messages.
        link: the same URL, parsed.
        trust: who named it; see ``fetcher.Fetcher.get``.
        bare: never send the user's headers and cookies.
        any_type: accept any content type, not only pages.
        is_picture: fetch a picture that a page shows, as a browser does.
        page: that page; None if it is not on the web, and for anything else.
        deadline: when it ends, by ``clock.monotonic``.
        host: of the current request.
        anywhere: that request may go to any private address.
        allowed: private addresses that it may go to in any case.
        any_port: it may use the ports of other protocols.
        peer: the address that the last request was sent to; None behind a proxy.
        reused: the last request went over a connection that was open before.
    """

    url: str
    link: WebURL
    config: Config
    clock: Clock
    resolver: Resolver
    trust: Trust = "own"
    bare: bool = False
    any_type: bool = False
    is_picture: bool = False
    page: WebURL | None = None
    deadline: float = field(init=False)
    host: str = ""
    anywhere: bool = False
    allowed: frozenset[str] = frozenset()
    any_port: bool = False
    peer: str | None = None
    reused: bool = False

    def __post_init__(self) -> None:
        self.deadline = self.clock.monotonic() + self.config.total_timeout

    @property
    def owner(self) -> WebURL:
        """The URL whose service gets the user's secrets, and may have a private address."""
        return self.page or self.link

    def remaining(self) -> float:
        """Return the seconds that are left.

        Raises:
            FetchError: the deadline has passed.
        """
        seconds = self.deadline - self.clock.monotonic()
        if seconds <= 0:
            raise self.too_slow()
        return seconds

    def is_over(self) -> bool:
        """Tell whether the deadline has passed."""
        return self.clock.monotonic() >= self.deadline

    def too_slow(self) -> FetchError:
        """Return the error of a page that is not complete in time."""
        return FetchError(
            self.url,
            f"not complete after {self.config.total_timeout:g} s",
            hint="Increase total_timeout.",
            retry=True,
        )

    def elsewhere(self, host: str) -> str:
        """Return the host if it is not that of the link, for an error's detail."""
        return "" if host.lower() in self.url.lower() else host

    def secrets_stay(self) -> str:
        """Return a remark if headers and cookies were not sent on after a redirect; else empty."""
        if self.host == self.link.host:
            return ""
        return f" They are sent to {self.link.host} only; use the URL at {self.host} instead."

    def permits(self, address: str) -> bool:
        """Tell whether a connection to this address may be made or used."""
        return self.anywhere or address in self.allowed or is_public(address)

    def check_port(self, port: int) -> None:
        """Refuse a port of another protocol, unless the user gave it.

        Raises:
            FetchError: it is such a port.
        """
        if port in BLOCKED_PORTS and not self.any_port:
            raise FetchError(
                self.url, f"port {port} belongs to another protocol", hint="Check the link."
            )

    def refused(self, host: str, address: str) -> FetchError:
        """Return the error of a link or a redirect into a private network."""
        if self.is_picture:
            reason = "leads to a private address (see --allow-private)"
            return FetchError(self.url, reason, detail=host)
        is_redirect = self.trust != "remote" or self.host != self.link.host
        return FetchError(
            self.url,
            "redirects to a private address" if is_redirect else "leads to a private address",
            hint=f"If you trust the {'page' if is_redirect else 'list'}: --allow-private.",
            detail=host if host == address else f"{host}, {address}",
        )


current: ContextVar[Attempt | None] = ContextVar("crosspost_attempt", default=None)
