"""What the batch is given: how to fetch, to convert, to write. It knows none of these itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from crosspost.batch.draft import Draft, Job, Refused
from crosspost.model import Page, Picture
from crosspost.urls import Trust


class Get(Protocol):
    """Fetches a page; several threads call it at once."""

    def __call__(self, url: str, /, *, trust: Trust) -> Page:
        """Return the page; raises ``FetchError``."""


class Robots(Protocol):
    """Fetches the ``robots.txt`` of a host; several threads call it at once."""

    def __call__(self, url: str, most_bytes: int, /, *, trust: Trust) -> bytes:
        """Return the file; raises ``FetchError``.

        Args:
            url: of the ``robots.txt``.
            most_bytes: of the file.
            trust: who named the link that it is asked for.
        """


class Download(Protocol):
    """Fetches a list."""

    def __call__(self, url: str, most_bytes: int, /, *, remote: bool) -> bytes:
        """Return the file; raises ``FetchError``.

        Args:
            url: of the list.
            most_bytes: of the file, decompressed.
            remote: a list from the network named it.
        """


@dataclass(frozen=True)
class Road:
    """The steps of an import, for many links.

    Attributes:
        root: of the site.
        settings: a hash of all that a post's text depends on besides the page.
        get: a link's page; tries again by itself where that makes sense.
        download: a list.
        robots: a ``robots.txt``.
        read_saved: a page that a browser saved: its path.
        most_bytes: of a page.
        convert: page → draft, or why not; a function of a module: other processes call it.
        folder: of the posts; True: of the drafts.
        posts: all posts that the site has, drafts included.
        addresses: the identities of the articles that a post says it was made from.
        name_key: equal for two names that Jekyll or a disk takes for one.
        copy: copies pictures of saved pages into the site; returns those that are gone.
        write_new: writes posts, none over another; returns those whose name was taken.
        replace: replaces a post by another text.
        cached: returns the page of a URL from the cache, by who named it; None if it has none.
        loads: modules that processes load beforehand, so that ``convert`` can begin at once.
    """

    root: Path
    settings: str
    get: Get
    download: Download
    robots: Robots
    read_saved: Callable[[str], Page]
    most_bytes: int
    convert: Callable[[Job], Draft | Refused]
    folder: Callable[[bool], Path]
    posts: Callable[[], Iterator[Path]]
    addresses: Callable[[Path], set[str]]
    name_key: Callable[[str], str]
    copy: Callable[[Iterable[Picture]], set[str]]
    write_new: Callable[[Iterable[tuple[Path, str]]], list[Path]]
    replace: Callable[[Path, str], None]
    cached: Callable[[str, Trust], Page | None] = lambda url, trust: None
    loads: tuple[str, ...] = ()
