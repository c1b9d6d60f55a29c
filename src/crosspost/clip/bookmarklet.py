"""The bookmarklet: the script that sends the page in the browser, as a URL."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from urllib.parse import quote

_FILE = Path(__file__).with_name("bookmarklet.js")


def script(base: str, token: str) -> str:
    """Return the script for a server.

    Args:
        base: the origin of the server, such as ``http://127.0.0.1:4100``.
        token: that the server asks for.
    """
    text = _template().replace("BASE", json.dumps(base), 1)
    return text.replace("TOKEN", json.dumps(token), 1)


def bookmarklet(base: str, token: str) -> str:
    """Return the ``javascript:`` URL for a server; arguments as of ``script``.

    Browsers decode it before they run it, so what has a meaning in a URL is escaped.
    """
    return "javascript:" + quote(script(base, token), safe="()[]{}=;:,.!*'/")


@cache
def _template() -> str:
    """Return the script without comments and indentation."""
    lines = map(str.strip, _FILE.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
