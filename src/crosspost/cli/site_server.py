"""Find the page of a post on the generator's development server, if that is running.

Only the loopback is asked. The page is used if the server has built it since the post was
written, and it has the post's title.
"""

from __future__ import annotations

import http.client
import socket
import time
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

from crosspost.model import Observer, Outcome, Step
from crosspost.urls import read

if TYPE_CHECKING:
    from crosspost.targets.base import Target

_CONNECT = 0.3  # seconds to connect on this machine
_ANSWER = 5.0  # seconds for an answer, while the site is built
_PATIENCE = 8.0  # seconds for a site to be built
_AGAIN = 0.4  # seconds between two requests
_MOST_BYTES = 5 * 1024 * 1024


def find_page(outcome: Outcome, target: Target, on_step: Observer) -> str:
    """Return the URL of a post's page at the site's own server; empty if there is none.

    Args:
        outcome: with a post that is on the disk.
        on_step: told when the server is waited for.
    """
    server = read(target.server_url)
    if server is None or outcome.path is None or outcome.post is None:
        return ""
    host, port = server.host.strip("[]"), server.port
    if not _is_listening(host, port):
        return ""
    from crosspost.validate.page_path import path_of_page

    path = path_of_page(outcome.path)
    if not path:
        return ""
    here = quote(f"{server.path.rstrip('/')}{path}", safe="/:~!$&()*+,;=@%")
    title = str(outcome.post.front_matter.get("title") or "")
    written = outcome.path.stat().st_mtime
    until = time.monotonic() + _PATIENCE
    on_step(Step("building", f"{host}:{port}"))
    while not _is_built(host, port, here, title, written):
        if time.monotonic() > until:
            return ""
        time.sleep(_AGAIN)
    return f"{server.origin.rstrip('/')}{here}"


def _is_listening(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), _CONNECT).close()
    except OSError:
        return False
    return True


def _is_built(host: str, port: int, path: str, title: str, written: float) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=_ANSWER)
    try:
        connection.request("GET", path, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        content = answer.read(_MOST_BYTES).decode("utf-8", "replace")
        built = answer.getheader("Last-Modified")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if answer.status != 200 or not _has_title(content, title):
        return False
    try:
        return built is None or parsedate_to_datetime(built).timestamp() >= int(written)
    except (ValueError, OverflowError):
        return True


def _has_title(content: str, title: str) -> bool:
    """Tell whether a page has the words of a title, whatever quotes the theme makes of its own."""
    words = [word for word in title.split() if word.isalnum()]
    text = unescape(content)
    return all(word in text for word in words) or escape(title) in content
