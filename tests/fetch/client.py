"""A fetcher for tests: short limits, a clock that does not wait, a resolver of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch import Clock, Fetcher
from crosspost.model import Page
from server import Answer, Server

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
PATIENT = 6.0  # seconds: longer than any answer takes, also on a busy machine
# Limits for what never ends or never answers.
SHORT = {"connect_timeout": 0.3, "read_timeout": 0.3, "total_timeout": 0.6}


class Client:
    """A fetcher for tests: waits are written down, not waited for.

    Attributes:
        waits: seconds that the fetcher wanted to sleep, in order.
        names: host name → addresses, in the order of the look-ups where it is a list of lists.
        asked: the host names that were looked up.
    """

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.names: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []
        self.config = Config(
            connect_timeout=PATIENT, read_timeout=PATIENT, total_timeout=2 * PATIENT
        )
        self._open: list[Fetcher] = []

    def resolve(self, host: str, port: int) -> list[str]:
        """Look a name up in ``names``; addresses stand for themselves."""
        self.asked.append(host)
        if host not in self.names:
            if host.replace(".", "").isdigit() or ":" in host:
                return [host]
            raise OSError(-2, "Name or service not known")
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def fetcher(self, **settings: Any) -> Fetcher:
        """Return a fetcher that is closed at the end of the test."""
        clock = Clock(sleep=self.waits.append, now=lambda: NOW, jitter=lambda: 0.0)
        made = Fetcher(replace(self.config, **settings), resolver=self.resolve, clock=clock)
        self._open.append(made)
        return made

    def get(self, url: str, **settings: Any) -> Page:
        """Fetch one page."""
        return self.fetcher(**settings).get(url)

    def error(self, url: str, **settings: Any) -> FetchError:
        """Fetch a page that must fail and return the error."""
        with pytest.raises(FetchError) as caught:
            self.get(url, **settings)
        return caught.value

    def answered(self, answer: Answer, **settings: Any) -> Page | FetchError:
        """Serve one answer and return the page or the error that it makes."""
        with Server({"/": answer}) as server:
            try:
                return self.get(server.url(), **settings)
            except FetchError as error:
                return error

    def close(self) -> None:
        """Close the connections of all fetchers."""
        for fetcher in self._open:
            fetcher.close()
