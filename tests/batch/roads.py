"""A web and a way to make posts of it, for tests of the batch: nothing is fetched or parsed."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from crosspost.batch.draft import Draft, Job, Refused
from crosspost.batch.entry import BadLine
from crosspost.batch.journal import FOLDER
from crosspost.batch.network import Network
from crosspost.batch.options import Plan
from crosspost.batch.progress import Progress, Settled
from crosspost.batch.road import Road
from crosspost.batch.session import Audience, Order, Summary, journal_of, run_batch
from crosspost.errors import FetchError
from crosspost.model import Page, Picture
from crosspost.urls import Trust, identity, is_web


@dataclass
class Web:
    """Pages by address: a text ``title``, ``title | canonical address``, or an error to raise.

    Attributes:
        requests: address, begin and end (by the monotonic clock) of every request.
        trusts: who named each page, in the order of the requests.
        slow: seconds that a page takes.
    """

    pages: dict[str, str | Exception]
    slow: Mapping[str, float] = field(default_factory=dict)
    robots: Mapping[str, str | Exception] = field(default_factory=dict)
    requests: list[tuple[str, float, float]] = field(default_factory=list)
    trusts: list[Trust] = field(default_factory=list)
    on_request: Callable[[str], None] = lambda url: None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, url: str, *, trust: Trust) -> Page:
        begin = time.monotonic()
        self.trusts.append(trust)
        self.on_request(url)
        time.sleep(self.slow.get(url, 0))
        found = self.pages.get(url, FetchError(url, "404 not found", status=404))
        with self.lock:
            self.requests.append((url, begin, time.monotonic()))
        if isinstance(found, Exception):
            raise found
        return Page(url, url, found.encode(), None, datetime(2024, 5, 1, tzinfo=UTC))

    def download(self, url: str, most_bytes: int, *, remote: bool = False) -> bytes:
        begin = time.monotonic()
        found = self.robots.get(url, FetchError(url, "404 not found", status=404))
        with self.lock:
            self.requests.append((url, begin, time.monotonic()))
        if isinstance(found, Exception):
            raise found
        return found.encode()

    def robots_txt(self, url: str, most_bytes: int, *, trust: Trust) -> bytes:
        return self.download(url, most_bytes)

    def asked(self) -> list[str]:
        """Return the addresses of pages that were asked for."""
        return [url for url, _, _ in self.requests if not url.endswith("/robots.txt")]


def convert(job: Job) -> Draft | Refused:
    """Make a draft of ``title | canonical``; the text says all that it was made from."""
    title, _, canonical = job.page.content.decode().partition(" | ")
    title = str(job.overrides.get("title", title))
    if title == "nothing":
        return Refused("there is no article in this page")
    if title == "fault":
        raise KeyError("a bug")
    addresses = [identity(url) for url in (job.page.url, canonical) if is_web(url)]
    slug = re.sub(r"[\W_]+", "-", title.lower())
    text = f"{title}\n{job.moment:%Y-%m-%d}\n" + "".join(f"{a}\n" for a in addresses)
    pictures = (Picture(f"/{slug}", f"{slug}.png"),) if "picture" in slug else ()
    name = f"2024-05-01-{slug}.md"
    return Draft(name, text, tuple(addresses), title, 2, job.draft, pictures=pictures)


def addresses(path: Path) -> set[str]:
    return set(path.read_text().splitlines()[2:])


def write_new(files: Iterable[tuple[Path, str]]) -> list[Path]:
    taken = []
    for path, text in files:
        path.parent.mkdir(exist_ok=True)
        try:
            with path.open("x") as file:
                file.write(text)
        except FileExistsError:
            taken.append(path)
    return taken


def road(root: Path, web: Web, **changes: Any) -> Road:
    """Return a road through a web into a folder."""

    def posts() -> Iterator[Path]:
        yield from sorted(root.glob("_posts/*.md"))
        yield from sorted(root.glob("_drafts/*.md"))

    made = Road(
        root=root,
        settings="as ever",
        get=web.get,
        download=web.download,
        robots=web.robots_txt,
        read_saved=lambda path: Page("", "", Path(path).read_bytes(), None, datetime.now(UTC)),
        most_bytes=1_000_000,
        convert=convert,
        folder=lambda draft: root / ("_drafts" if draft else "_posts"),
        posts=posts,
        addresses=addresses,
        name_key=lambda name: Path(name).stem.casefold(),
        copy=lambda pictures: set(),
        write_new=write_new,
        replace=lambda path, text: path.write_text(text) and None,
    )
    return replace(made, **changes)


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


def batch(
    root: Path,
    web: Web,
    links: str | Iterable[str],
    *,
    told: Told | None = None,
    network: Network | None = None,
    changes: Mapping[str, Any] | None = None,
    dry_run: bool = False,
    **order: Any,
) -> Summary:
    """Run a batch over a text of links, in this process, without pauses."""
    told = told or Told()
    text = links if isinstance(links, str) else "".join(f"{link}\n" for link in links)
    order.setdefault("plan", Plan(delay=0, polite=False, workers=0))
    order.setdefault("sources", ("-",))
    with opened(root, told, dry_run=dry_run) as db:
        return run_batch(
            db,
            Order(**order),
            road(root, web, **(changes or {})),
            network or Network(4),
            told.audience(),
            lambda: BytesIO(text.encode()),
        )


def posts(root: Path) -> dict[str, str]:
    """Return the texts of the posts by name."""
    return {path.name: path.read_text() for path in sorted(root.glob("_posts/*"))}
