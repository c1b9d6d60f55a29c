"""Redirects: where they lead, and whether that is still the service that the user named."""

from __future__ import annotations

import html
import re

import requests

from crosspost.errors import FetchError
from crosspost.fetch.attempt import Attempt
from crosspost.fetch.wording import shown
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import WebURL, clean, read

PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# A page that only redirects is short and does so within seconds.
_STUB = 8 * 1024
_SOON = 10
_META = lazy_compile(rb"<meta\s[^>]{1,2500}>", re.I)
_REFRESH = lazy_compile(
    rb"content\s*+=\s*+(?:[\"']\s*+)?+(\d{1,3})(?:\.\d*+)?+\s*+[;,]\s*+(?:url\s*+=\s*+)?[\"']?([^\"'>\s]++)",
    re.I,
)


def target_of(response: requests.Response, here: WebURL, attempt: Attempt) -> WebURL | None:
    """Return the target of a redirect; None for any other answer.

    Raises:
        FetchError: it has no target, or not a web URL.
    """
    if response.status_code not in _REDIRECTS:
        return None
    sent = response.raw.headers.getlist("Location")
    # http.client reads headers as Latin-1; servers that send other letters mean UTF-8.
    raw = sent[0].encode("latin-1", "replace") if sent else b""
    text = raw.decode("utf-8", "surrogateescape")
    location = "".join(
        c if c < "\ud800" or c > "\udfff" else f"%{ord(c) - 0xDC00:02X}" for c in text
    )
    location = clean(location)
    if not location:
        raise FetchError(attempt.url, f"redirect ({response.status_code}) without a URL")
    target = read(location, here)
    if target is None:
        raise FetchError(
            attempt.url, "redirects to something that is not a web URL", detail=shown(location, 80)
        )
    return target


def refresh_of(content: bytes, here: WebURL) -> WebURL | None:
    """Return the target of a page that is only a ``meta refresh``; else None.

    Used by sites that cannot send a redirect, such as moved blogs on static hosts. A refresh for
    readers without scripts (in ``noscript``) or after some time is not one.

    Args:
        content: the page.
        here: its URL.
    """
    if len(content) > _STUB or content.count(b"<p") > 1:
        return None
    for tag in _META.finditer(content):
        found = _REFRESH.search(tag[0])
        before = content[: tag.start()].lower()
        hidden = before.rfind(b"<noscript") > before.rfind(b"</noscript")
        if found and b"refresh" in tag[0].lower() and int(found[1]) <= _SOON and not hidden:
            target = read(html.unescape(found[2].decode("utf-8", "replace")), here)
            return target if target and target.href != here.href else None
    return None


def too_many(attempt: Attempt, chain: list[str]) -> FetchError:
    """Return the error of a chain with too many redirects."""
    path = " → ".join(shown(url, 80) for url in chain)
    most = attempt.config.max_redirects
    return FetchError(attempt.url, f"more than {most} redirects", detail=path)
