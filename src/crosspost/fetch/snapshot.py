"""A snapshot of the Wayback Machine → the page as it was: without the archive's frame and URLs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Page

#: The path of a snapshot: time, kind of copy, original URL.
ADDRESS = lazy_compile(r"/web/(\d{4,14})(?:[a-z]{2}_)?/(?=https?:)")
_HOSTS = ("web.archive.org", "wayback.archive.org")
_WHOLE = lazy_compile(r"https?://[^/]+/web/(\d{4,14})(?:[a-z]{2}_)?/(https?:.*)", re.S)
# In a page: with the archive's host, without a scheme, or as a path.
_IN_PAGE = lazy_compile(
    rb"(?:https?:)?(?://[\w.:-]{1,100})?/web/\d{4,14}(?:[a-z]{2}_)?/(?=(?:https?:)?//|mailto:|data:)"
)
_FRAME = (
    (b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", b"<!-- END WAYBACK TOOLBAR INSERT -->"),
    (b"<!-- End Wayback Rewrite JS Include -->", b""),
)
_ADDED = lazy_compile(
    rb"<(?:script|link)\b[^>]{0,500}(?:/_static/|web-static\.archive\.org|archive\.org/includes)"
    rb"[^>]{0,500}>(?:\s{0,9}</script>)?"
)
_SCRIPT = lazy_compile(rb"<script[^>]{0,200}>[^<]{0,20}__wm\.[^<]{0,2000}</script>")
_END = b"FILE ARCHIVED ON "


def is_snapshot(url: str, api: str) -> bool:
    """Tell whether a URL is that of a snapshot in the Wayback Machine.

    Args:
        api: an archive on the host of this URL counts as well.
    """
    return urls.host(url) in (*_HOSTS, urls.host(api)) and bool(_WHOLE.fullmatch(url))


def taken_on(url: str) -> date | None:
    """Return the day of a snapshot, None if its URL does not have it."""
    found = ADDRESS.search(url)
    try:
        return datetime.strptime(found[1][:8], "%Y%m%d").date() if found else None
    except ValueError:
        return None


def raw_url(url: str) -> str:
    """Return the URL of a snapshot as it was taken, without what the archive adds to it."""
    return ADDRESS.sub(lambda found: f"/web/{found[1]}id_/", url, count=1)


def picture_url(archive_url: str, url: str) -> str:
    """Return the URL of the archive's copy of a picture, taken about when a snapshot was.

    Args:
        archive_url: of the snapshot.
        url: of the picture; one that is in an archive already stays as it is.
    """
    found = ADDRESS.search(archive_url)
    if found is None or ADDRESS.search(url):
        return url
    return f"{archive_url[: found.start()]}/web/{found[1]}im_/{url}"


def clean(page: Page, url: str, archive_url: str) -> Page:
    """Return a snapshot as the page that it is a copy of.

    Args:
        page: as the archive sent it.
        url: that was asked for, of the original; empty: that of the snapshot.
        archive_url: of the snapshot, as for a reader.
    """
    found = _WHOLE.fullmatch(page.final_url)
    final = found[2] if found else url
    content = page.content
    for begin, end in _FRAME:
        start = content.find(begin)
        if start >= 0:
            stop = content.find(end, start) if end else start
            stop = stop + len(end) if stop >= 0 else start + len(begin)
            content = content[:start] + content[max(stop, start + len(begin)) :]
    content = _SCRIPT.sub(b"", _ADDED.sub(b"", content))
    content = _without_last_comment(_IN_PAGE.sub(b"", content))
    return replace(
        page,
        url=urls.without_credentials(url or final),
        final_url=urls.without_credentials(final),
        content=content,
        archive_url=archive_url,
    )


def _without_last_comment(content: bytes) -> bytes:
    at = content.rfind(_END)
    start = content.rfind(b"<!--", 0, at) if at >= 0 else -1
    return content if start < 0 else content[:start] + b"</html>"
