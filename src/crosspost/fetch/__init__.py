"""A link → its page: over HTTP, from a saved file, or from standard input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch.addresses import Resolver as Resolver
from crosspost.fetch.addresses import resolve as resolve
from crosspost.fetch.attempt import Clock as Clock
from crosspost.fetch.saved import read_file, read_stdin
from crosspost.fetch.snapshot import clean as as_original
from crosspost.fetch.snapshot import is_snapshot, raw_url, taken_on
from crosspost.files import exists
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Observer, Page
from crosspost.model.step import unobserved
from crosspost.urls import clean

if TYPE_CHECKING:
    from crosspost.fetch.fetcher import Fetcher as Fetcher

_HOST_AND_PATH = lazy_compile(
    r"(?:(?:[\w-]+\.)+[a-z]{2,24}|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?/\S*", re.I
)
_URL = lazy_compile(r"\s*+(?:[a-z][a-z0-9+.-]*+://|(?:https?|mailto|javascript|data):)", re.I)


def __getattr__(name: str) -> Any:
    """Load ``Fetcher`` on first use: a saved page needs no network library (PEP 562).

    Raises:
        AttributeError: there is no such name.
    """
    if name != "Fetcher":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from crosspost.fetch.fetcher import Fetcher

    return Fetcher


def is_url(source: str) -> bool:
    """Tell whether a source is a URL of any scheme, rather than a path or standard input."""
    return bool(_URL.match(source))


@contextmanager
def fetcher_of(
    source: str, config: Config, given: Fetcher | None, on_step: Observer = unobserved
) -> Iterator[Fetcher | None]:
    """Yield what a source is fetched with: ``given``, or a new one; None for a file.

    Args:
        on_step: as of ``Fetcher``, for a new one.

    Raises:
        ConfigError: as of ``fetch``.
    """
    if not is_url(source):
        yield None
    elif given:
        yield given
    else:
        from crosspost.fetch.fetcher import Fetcher

        with Fetcher(config, on_step=on_step) as fetcher:
            yield fetcher


def with_scheme(source: str) -> str:
    """Return ``https://example.org/x`` for ``example.org/x``, and any other source as it is.

    It has a host with a dot, and a path: ``notes.md`` and ``example.org`` may be names of files. A
    path that exists, or whose first folder does, is a path.
    """
    if not _HOST_AND_PATH.fullmatch(source) or exists(source):
        return source
    return source if exists(source.partition("/")[0]) else f"https://{source}"


def fetch(
    source: str,
    config: Config,
    *,
    base_url: str | None = None,
    fetcher: Fetcher | None = None,
    day: date | None = None,
) -> Page:
    """Get one page, drawn by a browser if ``config.render`` says so.

    Args:
        source: an http(s) URL, ``-`` for standard input, else the path of a saved page.
        config: limits, headers, cookies.
        base_url: the URL of a saved page or of standard input; where it is not given, what
            the browser noted in the page.
        fetcher: keeps connections open from page to page; by default one for this page.
        day: of a page that is gone, the copy nearest to it is taken (see ``Config.archive``).

    Raises:
        FetchError: the page cannot be read; says why and what to try.
        ConfigError: a setting of ``config`` cannot be used (headers, cookies).
    """
    if not source.strip():
        raise FetchError("''", "an empty link", hint="Give a URL or a path.")
    if source == "-":
        return read_stdin(config, base_url, Clock())
    with fetcher_of(source, config, fetcher) as web:
        if web:
            return _fetch(source, config, web, day)
    return read_file(Path(source), config, base_url, Clock())


def _fetch(url: str, config: Config, web: Fetcher, day: date | None) -> Page:
    if is_snapshot(clean(url), config.archive_api):
        return as_original(web.get(raw_url(clean(url))), "", clean(url))
    from crosspost.fetch.drawn import get_or_draw
    from crosspost.fetch.oembed import asked_of

    try:
        asked = asked_of(url, config)
        return web.embed(url, asked) if asked else get_or_draw(web, url, config)
    except FetchError as error:
        if not config.archive:
            raise
        return web.archive().instead(url, error, day)


def fetch_next(
    config: Config, web: Fetcher, url: str, page: Page, *, is_embed: bool = False
) -> Page:
    """Get another page of an article, from the archive if the first one came from there.

    Args:
        is_embed: as of ``Fetcher.follow``.

    Raises:
        FetchError: as of ``fetch``.
    """
    if page.archive_url:
        return web.archive().page_of(url, taken_on(page.archive_url))
    return web.follow(url, page, is_embed=is_embed)
