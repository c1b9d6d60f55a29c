"""Links to the page itself, however they are written, as fragments: ``#notes``.

Only a link to an anchor that the page has is changed: a link to another page of the same thread
(``?page=2#post-31``) stays one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from crosspost import urls
from crosspost.page.absolute_urls import resolver

if TYPE_CHECKING:
    from crosspost.page.standardize.tree import IndexedTree

#: The attribute with the whole URL, for the writer, if the anchor is not in the post.
FULL_URL = "data-full-url"


def to_fragments(page: IndexedTree, base: str, own_urls: tuple[str, ...]) -> None:
    """Write links to the page itself as fragments, in place.

    Args:
        base: what relative URLs are relative to.
        own_urls: the page's URLs: the one it was read from, its canonical link.
    """
    own: dict[str, str] = {}  # the URL without its query → the query
    for url in own_urls:
        if urls.is_web(url):
            place, _, query = urls.identity(url).partition("?")
            own.setdefault(place, query)
    if not own:
        return
    # A relative link on a copy of the page elsewhere leads to the page that the copy was made of.
    bases = [resolver(url) for url in dict.fromkeys((base, *own_urls)) if url]
    for link in page.with_attribute("href"):
        start, _, fragment = (link.get("href") or "").partition("#")
        if not start or not fragment or link.tag not in ("a", "area"):
            continue
        if page.by_id(fragment) is None and page.by_id(unquote(fragment)) is None:
            continue
        for resolve in bases:
            url = resolve(start.strip()) or ""
            place, _, query = urls.identity(url).partition("?")
            if place in own and (not own[place] or query in ("", own[place])):
                link.set("href", f"#{fragment}")
                link.set(FULL_URL, f"{url}#{fragment}")
                break
