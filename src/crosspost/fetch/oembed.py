"""Posts and films whose pages only scripts fill: what their providers say of them by oEmbed.

Each provider documents one URL that tells about its public pages (https://oembed.com): X at
https://developer.x.com/en/docs/x-for-websites/oembed-api, YouTube in https://oembed.com/providers.json.
The page itself is not asked for. What the answer says is read by ``page_data.oembed``.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from crosspost import urls
from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.lazy_regex import lazy_compile

#: Bytes of an answer; those of X and YouTube have about a thousand.
MOST_BYTES = 256 * 1024
_X = lazy_compile(
    r"https?://(?:(?:www|m|mobile)\.)?(?:x|twitter)\.com/(\w{1,15}|i/web)/status(?:es)?/(\d{1,20})"
    r"(?:[/?#]|\Z)",
    re.A,
)
_YOUTUBE = lazy_compile(
    r"https?://(?:(?:(?:www|m|music)\.)?youtube\.com/(?:watch/?\?(?:[^#]{0,500}&)?v=|shorts/|live/"
    r"|embed/)|youtu\.be/)([\w-]{11})(?![\w-])",
    re.A,
)
_SAVE = "open it in the browser, save the page and give crosspost the file."
_TRY = {
    401: f"It is private, or may not be shown elsewhere: {_SAVE}",
    403: f"It is private, or may not be shown elsewhere: {_SAVE}",
    404: "Check the link; --archive looks for a copy in the Wayback Machine.",
}
_WHY = {
    400: "knows no such URL (400)",
    401: "does not show it to everyone (401)",
    403: "does not show it to everyone (403)",
    404: "has no such post or film, or does not show it to everyone (404)",
}


class Asked(NamedTuple):
    """What a provider is asked.

    Attributes:
        name: of the provider.
        url: of the page, in the one form that the provider gives it.
        api: the URL of the question.
    """

    name: str
    url: str
    api: str


def asked_of(url: str, config: Config) -> Asked | None:
    """Return what the provider of a page is asked; None for a page of anyone else.

    Pages are fetched as any other if the settings have no API, or have a browser draw all pages.
    """
    if config.render == "always":
        return None
    link = urls.read(url)
    href = link.href if link else ""
    if config.x_api and (found := _X.match(href)):
        user = "i" if found[1] == "i/web" else found[1]
        page = f"https://x.com/{user}/status/{found[2]}"
        sent = f"https://twitter.com/{user}/status/{found[2]}"
        return Asked("X", page, _question(config.x_api, sent) + "&omit_script=true&lang=en")
    if config.youtube_api and (found := _YOUTUBE.match(href)):
        page = f"https://www.youtube.com/watch?v={found[1]}"
        return Asked("YouTube", page, _question(config.youtube_api, page))
    return None


def _question(api: str, url: str) -> str:
    return f"{api}{'&' if '?' in api else '?'}format=json&url={quote(url, safe='')}"


def explained(url: str, asked: Asked, error: FetchError) -> FetchError:
    """Return the error of a question as that of the page.

    Args:
        url: of the page, as it was requested.
        asked: the question.
        error: why there is no answer.
    """
    known = _WHY.get(error.status or 0)
    return FetchError(
        url,
        f"{asked.name} {known}" if known else f"{asked.name} gives no oEmbed of it: {error.reason}",
        hint=_TRY.get(error.status or 0, "" if known else error.hint),
        retry=error.retry,
        status=error.status,
        retry_after=error.retry_after,
        unreachable=error.unreachable,
    )
