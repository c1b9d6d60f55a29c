"""Paths of URLs: percent-encoded, and that of a base URL."""

from __future__ import annotations

from urllib.parse import quote, unquote

from crosspost import urls


def quoted(path: str) -> str:
    """Return a path percent-encoded."""
    return quote(unquote(path), safe="/~!,;=@:+")


def base_path(url: str) -> str:
    """Return the path of a base URL without a final ``/``; of ``/blog``, itself."""
    path = urls.path(url) if urls.is_web(url) else url
    inner = path.strip("/") if path[:1] == "/" else ""
    return f"/{inner}" if inner else ""
