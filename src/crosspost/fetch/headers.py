"""Request headers: user agent, the user's own headers, and which hosts get them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from crosspost import __version__
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.urls import WebURL

HOME_PAGE = "https://github.com/crosspost/crosspost"
USER_AGENT = f"Mozilla/5.0 (compatible; crosspost/{__version__}; +{HOME_PAGE})"
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"

ACCEPT_PICTURE = "image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml,*/*;q=0.5"

# Headers without private data; all others are sent only to the host they were given for.
_FOR_EVERYBODY = frozenset(
    {"accept", "accept-language", "cache-control", "dnt", "pragma", "referer", "user-agent"}
)
_OWN = frozenset({"host", "accept-encoding", "content-length", "transfer-encoding"})


def request_headers(config: Config) -> dict[str, str]:
    """Return the headers of every request, by name.

    Raises:
        ConfigError: a name or value that cannot be sent.
    """
    headers = {"Accept": ACCEPT, "User-Agent": config.user_agent or USER_AGENT}
    return with_headers(headers, config.headers)


def with_headers(headers: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Return headers with those that the user gives, in place of others of the same name.

    Raises:
        ConfigError: a name or value that cannot be sent.
    """
    headers = dict(headers)
    for name, value in more.items():
        if not name.isascii() or not name.replace("-", "").replace("_", "").isalnum():
            raise ConfigError(f"headers: {name!r} is not a valid HTTP header name")
        if name.lower() in _OWN:
            raise ConfigError(f"headers: {name} is set by crosspost")
        known = next((other for other in headers if other.lower() == name.lower()), name)
        headers[known] = value.strip()
    for name, value in headers.items():
        if not value.isascii() or not value.isprintable():
            raise ConfigError(f"headers: the value of {name} has characters that cannot be sent")
    return headers


def picture_headers(
    headers: Mapping[str, str], page: WebURL | None, here: WebURL
) -> dict[str, str]:
    """Return the headers of a request for a picture, as a browser sends it for a page.

    The referrer is the page for its own service and the service alone for others, as by default in
    browsers (``strict-origin-when-cross-origin``). Headers that the user has set win.
    """
    out = dict(headers)
    if headers.get("Accept") == ACCEPT:
        out["Accept"] = ACCEPT_PICTURE
    is_set = any(name.lower() == "referer" for name in headers)
    if page and not is_set and not (page.scheme == "https" and here.scheme == "http"):
        out["Referer"] = page.href if page.service == here.service else page.origin
    return out


def basic(user: str, password: str) -> str:
    """Return the Authorization header for a name and a password (RFC 7617)."""
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


def public_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that may be sent to a host that the user did not name."""
    return {name: value for name, value in headers.items() if name.lower() in _FOR_EVERYBODY}
