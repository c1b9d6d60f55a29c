"""A web archive that speaks the availability API of the Wayback Machine, and serves snapshots.

The API's answers are those of https://archive.org/help/wayback_api.php: the closest snapshot, or an
empty object. A snapshot has the archive's frame and URLs, unless ``id_`` follows its time.
"""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Mapping
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from server.answers import Answer, Request, page, status
from server.serving import Server

_SNAPSHOT = re.compile(r"/web/(\d+)(id_|im_)?/(.+)")
_TOOLBAR = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp'><p>Collected by a crawler. Go to the "
    "previous capture, or to the next one. About this capture.</p></div>"
    "<!-- END WAYBACK TOOLBAR INSERT -->"
)
_SCRIPT = '<script src="//archive.org/includes/athena.js"></script>'
_STYLE = '<link rel="stylesheet" href="https://web-static.archive.org/_static/css/banner.css">'
_END = "<!--\n     FILE ARCHIVED ON 04:46:12 Sep 19, 2013\n-->"


class Wayback:
    """An archive on this machine.

    Args:
        snapshots: URL → time (14 digits) → the page.
        raw: it knows ``id_``; else it always serves its frame.

    Attributes:
        pictures: by the URL of their original.
        asked: the URL and the timestamp of every question to the API; None if it had none.
    """

    def __init__(self, snapshots: Mapping[str, Mapping[str, str]], *, raw: bool = True) -> None:
        self.snapshots = snapshots
        self.pictures: dict[str, bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.broken: Answer | None = None
        self._raw = raw
        self._server = Server({"*": self._answer})

    @property
    def api(self) -> str:
        """Return the URL of the API, for the setting ``archive_api``."""
        return self._server.url("/wayback/available")

    @property
    def requests(self) -> list[Request]:
        return self._server.requests

    def url(self, stamp: str, url: str) -> str:
        """Return the URL of a snapshot as a reader opens it."""
        return self._server.url(f"/web/{stamp}/{url}")

    def __enter__(self) -> Wayback:
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
        if self.broken:
            return self.broken(request, sock)
        if request.path.startswith("/wayback/available?"):
            return self._available(request.path)(request, sock)
        found = _SNAPSHOT.fullmatch(request.path)
        if found and found[2] == "im_" and found[3] in self.pictures:
            return page(self.pictures[found[3]], content_type="image/png")(request, sock)
        html = self.snapshots.get(found[3], {}).get(found[1]) if found else None
        if found is None or html is None:
            return status("404 Not Found")(request, sock)
        return page(html if found[2] and self._raw else self._framed(html, found[1]))(request, sock)

    def _available(self, path: str) -> Answer:
        query = parse_qs(urlsplit(path).query)
        url, wanted = query["url"][0], query.get("timestamp", [None])[0]
        self.asked.append((url, wanted))
        stamps = sorted(self.snapshots.get(url, {}))
        snapshots: dict[str, object] = {}
        if stamps:
            near = (wanted or "99999999999999").ljust(14, "0")
            closest = min(stamps, key=lambda stamp: abs(int(stamp) - int(near)))
            snapshots["closest"] = {
                "status": "200",
                "available": True,
                "url": self.url(closest, url),
                "timestamp": closest,
            }
        answer = {"url": url, "archived_snapshots": snapshots}
        return page(json.dumps(answer), content_type="application/json")

    def _framed(self, html: str, stamp: str) -> str:
        """Return a page with what the archive adds, and its URLs led into the archive."""
        own = self._server.url(f"/web/{stamp}")

        def led(found: re.Match[str]) -> str:
            kind = "im_" if found[1] == "src" else ""
            return f'{found[1]}="{own}{kind}/{found[2]}'

        html = re.sub(r'(src|href|content)="(https?://)', led, html)
        html = re.sub(r"<body[^>]*>", rf"\g<0>{_TOOLBAR}", html)
        html = html.replace("<head>", f"<head>{_SCRIPT}{_STYLE}", 1)
        return f"{html}{_END}"
