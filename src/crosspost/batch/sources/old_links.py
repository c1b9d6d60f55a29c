"""Links in the posts of an export that lead to the old site."""

from __future__ import annotations

import re

from crosspost.batch.entry import Note
from crosspost.urls import host


def links_note(links: int, posts: int, base: str) -> Note:
    """Return what is said of links to the old site.

    Args:
        links: their number.
        posts: how many posts have one.
        base: the URL of the site.
    """
    words = "1 link" if links == 1 else f"{links:,} links"
    where = "1 post" if posts == 1 else f"{posts:,} posts"
    lead = "leads" if links == 1 else "lead"
    return Note(f"{words} in {where} {lead} to the old site, {base}", of_links=True)


def links_to(base: str) -> re.Pattern[str] | None:
    """Return a pattern of links to pages of a site, not to its files; None if it is not known."""
    name = host(base)
    if not name:
        return None
    site = (
        rf"https?://(?:www\.)?{re.escape(name.removeprefix('www.'))}(?=[/?\"'])/?+|/(?!/)|(?=\?p=)"
    )
    files = r"wp-content/|[^\"'<>?#]{1,500}\.(?!html?|php)\w{2,4}[\"']"
    return re.compile(rf"<a\s[^<>]{{0,2000}}?href=[\"'](?:{site})(?!{files})", re.I)
