"""Texts of pages and lists for reports, without control characters."""

from __future__ import annotations

from urllib.parse import quote

from crosspost.control_characters import replaced

# What became of links, in the order of reports.
NAMES = {
    "done": "written",
    "updated": "updated",
    "unchanged": "up to date",
    "exists": "already there",
    "conflict": "in conflict",
    "failed": "failed",
}


def shown(text: str) -> str:
    """Return a text on one line, without control characters."""
    return replaced(" ".join(text.split()), "")


def shown_url(url: str) -> str:
    """Return a URL with control characters percent-encoded; it leads to the same page."""
    return replaced(url, lambda found: quote(found[0], errors="surrogatepass"))
