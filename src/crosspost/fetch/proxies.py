"""Proxies, as the variables http_proxy, https_proxy, all_proxy and no_proxy name them."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from requests.utils import get_environ_proxies, select_proxy

from crosspost.errors import FetchError
from crosspost.fetch.attempt import Attempt
from crosspost.fetch.wording import shown
from crosspost.urls import read

HINT = "See the variables http_proxy, https_proxy and no_proxy."
# macOS and Windows have other settings too. If there are only variables, and none of a proxy, as
# on most machines, looking at their names takes a tenth of the time that requests takes.
_ONLY_VARIABLES = sys.platform not in ("darwin", "win32")
_SCHEMES = frozenset({"http", "https", "socks4", "socks4a", "socks5", "socks5h"})


def environment_proxies(url: str, attempt: Attempt) -> dict[str, str]:
    """Return the proxies for a URL, as requests wants them; empty if there is none.

    Raises:
        FetchError: the proxy cannot be used.
    """
    if _ONLY_VARIABLES and not any(name[-6:].lower() == "_proxy" for name in os.environ):
        return {}
    proxies = get_environ_proxies(url, no_proxy=None)
    proxy = select_proxy(url, proxies)
    if not proxy:
        return {}
    why = _fault(proxy if "://" in proxy else f"http://{proxy}")
    if why:
        detail = f"{shown(proxy.rpartition('@')[2], 80)}: {why}"  # without the password
        raise FetchError(attempt.url, "the proxy cannot be used", detail=detail, hint=HINT)
    return proxies


def _fault(proxy: str) -> str:
    """Return why a proxy cannot be used, empty if it can."""
    kind, _, rest = proxy.partition("://")
    kind = kind.lower()
    if kind not in _SCHEMES:
        return f"{shown(kind, 20)} is not a type of proxy"
    # The URL parser does not know SOCKS, whose proxies are written in the same form.
    if read(proxy if kind in ("http", "https") else f"http://{rest}") is None:
        return "not a valid URL"
    return "for SOCKS, install PySocks" if kind[:5] == "socks" and not find_spec("socks") else ""
