"""A link → its page: over HTTP, from a saved file, or from standard input."""

from __future__ import annotations

import re
from pathlib import Path

from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch.addresses import Resolver as Resolver
from crosspost.fetch.addresses import resolve as resolve
from crosspost.fetch.attempt import Clock as Clock
from crosspost.fetch.fetcher import Fetcher as Fetcher
from crosspost.fetch.headers import HOME_PAGE as HOME_PAGE
from crosspost.fetch.headers import USER_AGENT as USER_AGENT
from crosspost.fetch.saved import read_file, read_stdin
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Page

_URL = lazy_compile(r"\s*+(?:[a-z][a-z0-9+.-]*+://|(?:https?|mailto|javascript|data):)", re.I)


def fetch(
    source: str, config: Config, *, base_url: str | None = None, fetcher: Fetcher | None = None
) -> Page:
    """Get one page.

    Args:
        source: an http(s) address, ``-`` for standard input, else the path of a saved page.
        config: limits, headers, cookies.
        base_url: the address of a saved page or of standard input; where it is not given, what
            the browser noted in the page.
        fetcher: keeps connections open from page to page; by default one for this page.

    Raises:
        FetchError: there is no page to be had; says why and what to try.
        ConfigError: a setting of ``config`` cannot be used (headers, cookies).
    """
    if not source.strip():
        raise FetchError("''", "an empty link")
    if source == "-":
        return read_stdin(config, base_url, Clock())
    if _URL.match(source):
        if fetcher:
            return fetcher.get(source)
        with Fetcher(config) as fetcher:
            return fetcher.get(source)
    return read_file(Path(source), config, base_url, Clock())
