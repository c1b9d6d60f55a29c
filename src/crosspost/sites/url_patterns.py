"""URL patterns of rules: ``example.org``, ``*.example.org``, ``example.org/blog``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from crosspost import urls


class URLPattern(NamedTuple):
    """The URLs that a rule applies to.

    Attributes:
        host: ASCII, in lower case, as of ``urls.WebURL``.
        port: 0 for any.
        folder: the beginning of the path without a slash at its end; empty for all of the host.
        subdomains_only: the host itself is not covered.
    """

    host: str
    port: int
    folder: str
    subdomains_only: bool


@lru_cache(maxsize=1024)
def read_pattern(name: str) -> URLPattern | None:
    """Return what a name means; None if it is not the name of a host, or a host and a path.

    Args:
        name: a host, subdomains included (``example.org``), its subdomains
            alone (``*.example.org``), or a part of it (``example.org/blog``).
    """
    text = name.strip().removeprefix("https://").removeprefix("http://")
    subdomains_only = text.startswith("*.")
    url = urls.read(f"https://{text.removeprefix('*.')}")
    if url is None or "*" in url.host or "?" in url.href or url.credentials:
        return None
    port = 0 if url.port == 443 else url.port
    return URLPattern(url.host, port, url.path.rstrip("/"), subdomains_only)


def matches(name: str, url: str) -> bool:
    """Tell whether a URL is one that a name means (see ``read_pattern``)."""
    pattern, here = read_pattern(name), urls.read(url) if url else None
    return pattern is not None and here is not None and covers(pattern, here)


def covers(pattern: URLPattern, here: urls.WebURL, *, any_path: bool = False) -> bool:
    """Tell whether a pattern covers a URL.

    Args:
        any_path: compare the host alone, as for what applies to all requests to it.
    """
    if pattern.port not in (0, here.port):
        return False
    is_host = here.host == pattern.host and not pattern.subdomains_only
    if not is_host and not here.host.endswith(f".{pattern.host}"):
        return False
    return any_path or not pattern.folder or f"{here.path}/".startswith(f"{pattern.folder}/")


def specificity(name: str) -> tuple[int, int]:
    """Return the specificity of a name: larger for the narrower of two."""
    pattern = read_pattern(name)
    return (len(pattern.folder), len(pattern.host)) if pattern else (0, 0)
