"""A provider on this machine that speaks oEmbed (https://oembed.com), with answers like X's."""

from __future__ import annotations

import json
import socket
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from server.answers import Answer, Request, page, status
from server.serving import Server


def post(text: str, day: str = "May 6, 2024") -> dict[str, Any]:
    """Return what X says of a post."""
    link = f'<a href="https://twitter.com/ada/status/20?ref_src=twsrc%5Etfw">{day}</a>'
    html = f'<p lang="en" dir="ltr">{text}</p>&mdash; Ada Ray (@ada) {link}'
    return {
        "url": "https://twitter.com/ada/status/20",
        "author_name": "Ada Ray",
        "author_url": "https://twitter.com/ada",
        "html": f'<blockquote class="twitter-tweet">{html}</blockquote>\n\n',
        "width": 550,
        "height": None,
        "type": "rich",
        "provider_name": "Twitter",
        "version": "1.0",
    }


def film(title: str = "How the bridge was built", **more: Any) -> dict[str, Any]:
    """Return what YouTube says of a film."""
    source = "https://www.youtube.com/embed/abcDEF_-123?feature=oembed"
    return {
        "title": title,
        "author_name": "Valley Films",
        "type": "video",
        "version": "1.0",
        "provider_name": "YouTube",
        "thumbnail_url": "https://i.ytimg.com/vi/abcDEF_-123/hqdefault.jpg",
        "html": f'<iframe width="200" height="113" src="{source}"></iframe>',
        **more,
    }


class Provider:
    """A provider.

    Args:
        answers: URL of a page → what it says, or the line of its status.

    Attributes:
        asked: the URLs that were asked about.
    """

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers, self.asked = answers, list[str]()
        self._server = Server({"*": self._answer})

    @property
    def api(self) -> str:
        return self._server.url("/oembed")

    @property
    def requests(self) -> list[Request]:
        return self._server.requests

    def __enter__(self) -> Provider:
        self._server.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.__exit__(kind, error, trace)

    def _answer(self, request: Request, sock: socket.socket) -> bool:
        url = parse_qs(urlsplit(request.path).query)["url"][0]
        self.asked.append(url)
        said = self.answers.get(url, "404 Not Found")
        if isinstance(said, str):
            return status(said)(request, sock)
        if callable(said):
            answer: Answer = said
            return answer(request, sock)
        return page(json.dumps(said), content_type="application/json")(request, sock)
