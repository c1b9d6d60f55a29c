"""Batches for tests: a network that answers from memory; all the rest is real."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pages as written
from crosspost.batch.entry import BadLine
from crosspost.batch.journal import FOLDER
from crosspost.batch.network import Network
from crosspost.batch.options import BatchOptions
from crosspost.batch.progress import Progress, Settled
from crosspost.batch.session import Audience, Setup, Summary, journal_of, run_batch
from crosspost.batch.worker import settings_key
from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch import Fetcher
from crosspost.model import Page
from crosspost.targets import target_of
from crosspost.urls import Trust, identity

DAY = "2024-05-01"


def article(text: str, published: str = DAY) -> str:
    """Return a page of ``title``, or of ``title | canonical URL``; "nothing" has no article."""
    title, _, canonical = text.partition(" | ")
    if title == "nothing":
        return "<!doctype html><body><nav><a href=/>Home</a></nav>"
    return written.article(title, url=canonical, published=published, author="")


@dataclass
class Web(Fetcher):
    """Pages by URL: a text as of ``article``, or an error to raise.

    Attributes:
        requests: URL, begin and end (by the monotonic clock) of every request.
        trusts: who named each page, in the order of the requests.
        slow: seconds that a page takes.
        files: lists and ``robots.txt``, by URL.
        published: the date of all pages.
    """

    pages: Mapping[str, str | Exception]
    slow: Mapping[str, float] = field(default_factory=dict)
    robots: Mapping[str, str | Exception] = field(default_factory=dict)
    published: str = DAY
    requests: list[tuple[str, float, float]] = field(default_factory=list)
    trusts: list[Trust] = field(default_factory=list)
    on_request: Callable[[str], None] = lambda url: None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, url: str, *, trust: Trust = "own") -> Page:
        begin = time.monotonic()
        self.trusts.append(trust)
        self.on_request(url)
        time.sleep(self.slow.get(url, 0))
        found = self._found(self.pages, url, begin)
        content = article(found, self.published).encode()
        return Page(url, url, content, None, datetime(2024, 5, 1, tzinfo=UTC))

    def download(self, url: str, most_bytes: int, **_: object) -> bytes:
        return self._found(self.robots, url, time.monotonic()).encode()

    def _found(self, of: Mapping[str, str | Exception], url: str, begin: float) -> str:
        found = of.get(url, FetchError(url, "404 not found", status=404))
        with self.lock:
            self.requests.append((url, begin, time.monotonic()))
        if isinstance(found, Exception):
            raise found
        return found

    def is_given(self, url: str) -> bool:
        return False

    def asked(self) -> list[str]:
        """Return the URLs of pages that were asked for."""
        return [url for url, _, _ in self.requests if not url.endswith("/robots.txt")]


@dataclass
class Told:
    """What somebody who watched was told."""

    settled: list[Settled] = field(default_factory=list)
    bad: list[tuple[str, int | None, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)

    def watch(self, news: Iterable[Settled], progress: Progress) -> None:
        self.settled += news
        self.progress = progress

    def audience(self) -> Audience:
        def bad(source: str, line: BadLine) -> None:
            self.bad.append((source, line.line, line.reason))

        return Audience(self.watch, bad, self.notes.append, lambda source: None)


@contextmanager
def opened(root: Path, told: Told | None = None, *, dry_run: bool = False) -> Iterator[Any]:
    with journal_of(root / FOLDER, (told or Told()).audience(), dry_run=dry_run) as db:
        yield db


def settings(root: Path) -> str:
    """Return the hash of the settings of ``batch``."""
    return settings_key(Config(), target_of(root), {})


def batch(
    root: Path,
    web: Web,
    links: str | Iterable[str] = "",
    *,
    told: Told | None = None,
    network: Network | None = None,
    config: Config | None = None,
    dry_run: bool = False,
    **options: Any,
) -> Summary:
    """Run a batch over a text of links, in this process, without pauses."""
    told = told or Told()
    text = links if isinstance(links, str) else "".join(f"{link}\n" for link in links)
    options = {"sources": ("-",), "delay": 0, "polite": False, "workers": 0} | options
    with opened(root, told, dry_run=dry_run) as db:
        return run_batch(
            db,
            BatchOptions(**options),
            Setup(config or Config(), target_of(root), web, dry_run=dry_run),
            network or Network(4),
            told.audience(),
            lambda: BytesIO(text.encode()),
        )


def posts(root: Path) -> dict[str, str]:
    """Return the texts of the posts by name."""
    return {path.name: path.read_text() for path in sorted(root.glob("_posts/*"))}


def sources(root: Path) -> dict[str, str]:
    """Return the identity of each post's canonical URL, by the post's name."""
    found = {name: re.search('^canonical_url: "(.*)"$', t, re.M) for name, t in posts(root).items()}
    return {name: identity(field[1]) if field else "" for name, field in found.items()}


def dates(root: Path) -> list[str]:
    """Return the days of the posts' front matter."""
    return [
        day for text in posts(root).values() for day in re.findall("^date: (.{10})", text, re.M)
    ]
