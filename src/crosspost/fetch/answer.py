"""A response → its page, or the error that says why it has none."""

from __future__ import annotations

from itertools import pairwise
from typing import Final
from urllib.parse import urldefrag

import requests

from crosspost.errors import FetchError
from crosspost.fetch import body, media, walls
from crosspost.fetch.attempt import Attempt
from crosspost.fetch.parked import is_parked, parked_error
from crosspost.fetch.statuses import check_status
from crosspost.model import Page
from crosspost.urls import WebURL

#: The beginning of the warning about a page that may have been cut.
MAY_BE_INCOMPLETE: Final = "the page may be incomplete"


def read_page(
    response: requests.Response, here: WebURL, chain: list[str], attempt: Attempt
) -> Page:
    """Read the page, unless the headers show that there is none.

    Args:
        response: whose headers were read.
        here: the URL that it came from.
        chain: the URLs from the link to ``here``.
        attempt: the running try.

    Raises:
        FetchError: there is no page.
        Temporary: there is no page now; another try may succeed.
    """
    check_status(response, attempt)
    kind = response.headers.get("Content-Type")
    final = urldefrag(response.request.url or here.href).url
    if attempt.any_type:
        content = b"".join(body.pieces(response.raw, attempt))
        return Page(attempt.url, final, content, media.charset(kind), attempt.clock.now())
    media.check_type(attempt.url, kind)
    content = _body(response, kind, attempt)
    vendor = walls.challenge(response.headers, content, 200)
    if vendor:
        raise walls.challenge_error(attempt.url, vendor, response.status_code)
    if walls.is_login(chain[0], final, content):
        raise walls.login_error(attempt.url, response.status_code, attempt.secrets_stay())
    if is_parked(attempt.url, final, content):
        raise parked_error(attempt.url)
    return Page(
        url=attempt.url,
        final_url=final,
        content=content,
        charset=media.charset(kind),
        fetched_at=attempt.clock.now(),
        warnings=tuple(_warnings(response, chain, content)),
    )


def _body(response: requests.Response, kind: str | None, attempt: Attempt) -> bytes:
    """Read the body, looking at its beginning before the rest is downloaded."""
    content = bytearray()
    checked = False
    for piece in body.pieces(response.raw, attempt):
        content += piece
        if not checked and len(content) >= media.HEAD:
            media.check_head(attempt.url, kind, bytes(content[: media.HEAD]))
            checked = True
    if not content.strip():
        raise FetchError(attempt.url, "the page is empty", status=response.status_code)
    if not checked:
        media.check_head(attempt.url, kind, bytes(content))
    return bytes(content)


def _warnings(response: requests.Response, chain: list[str], content: bytes) -> list[str]:
    """Return warnings about a page, for the user."""
    out = []
    if any(a.startswith("https:") and b.startswith("http:") for a, b in pairwise(chain)):
        out.append("redirected from https to http: the page may have been changed in transit")
    why = body.why_cut(response.raw, content)
    if why:
        out.append(f"{MAY_BE_INCOMPLETE}: {why}")
    return out
