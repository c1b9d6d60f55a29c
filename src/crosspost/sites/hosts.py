"""Which URLs a rule is for: ``example.org``, ``*.example.org``, ``example.org/blog``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from crosspost import urls


class Place(NamedTuple):
    """What a rule is for.

    Attributes:
        host: ASCII, in lower case, as of ``urls.WebURL``.
        port: 0 for any.
        folder: the beginning of the path without a slash at its end; empty for all of the host.
        below: only the host's subdomains.
    """

    host: str
    port: int
    folder: str
    below: bool


@lru_cache(maxsize=1024)
def read_place(name: str) -> Place | None:
    """Return what a name means; None if it is not the name of a host, or a host and a path.

    Args:
        name: a host, subdomains included (``example.org``), its subdomains
            alone (``*.example.org``), or a part of it (``example.org/blog``).
    """
    text = name.strip().removeprefix("https://").removeprefix("http://")
    is_below = text.startswith("*.")
    url = urls.read(f"https://{text.removeprefix('*.')}")
    if url is None or "*" in url.host or "?" in url.href or url.credentials:
        return None
    port = 0 if url.port == 443 else url.port
    return Place(url.host, port, url.path.rstrip("/"), is_below)


def matches(name: str, url: str) -> bool:
    """Tell whether a URL is one that a name means (see ``read_place``)."""
    place, here = read_place(name), urls.read(url) if url else None
    return place is not None and here is not None and holds(place, here)


def holds(place: Place, here: urls.WebURL, *, any_path: bool = False) -> bool:
    """Tell whether a URL is within a place.

    Args:
        any_path: compare the host alone, as for what applies to all requests to it.
    """
    if place.port not in (0, here.port):
        return False
    is_host = here.host == place.host and not place.below
    if not is_host and not here.host.endswith(f".{place.host}"):
        return False
    return any_path or not place.folder or f"{here.path}/".startswith(f"{place.folder}/")


def rank(name: str) -> tuple[int, int]:
    """Return how narrow a name is; the narrower of two has the larger rank."""
    place = read_place(name)
    return (len(place.folder), len(place.host)) if place else (0, 0)
