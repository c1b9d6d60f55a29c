"""The pages of a Jekyll site that are not posts: their URLs, and what redirects to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crosspost.files import read_head
from crosspost.targets.jekyll.extensions import MARKDOWN
from crosspost.validate.discover import exclusion
from crosspost.validate.page import Page
from crosspost.validate.post import is_hidden
from crosspost.validate.post_urls import redirects_of
from crosspost.validate.reader import read

if TYPE_CHECKING:
    from crosspost.validate.context import Context

_MOST_PAGES = 5_000
_MOST_BYTES = 20_000
_KEYS = (b"permalink", b"redirect_from", b"published")
_SKIPPED = frozenset({"node_modules", "vendor"})


def pages_of(context: Context) -> tuple[Page, ...]:
    """Return the pages of a site, which are read once."""
    if context.pages is None:
        context.pages = tuple(_pages(context))
    return context.pages


def _pages(context: Context) -> Iterator[Page]:
    """Yield the pages of a site; files and folders that Jekyll leaves out are passed over."""
    if context.site is None:
        return
    source, count = str(context.site.source), 0
    excluded = exclusion(context, source)
    permalink = str(context.site.config.get("permalink"))
    pretty = permalink == "pretty" or permalink.endswith("/")
    for parent, folders, names in os.walk(source):
        folders[:] = [
            name
            for name in sorted(folders)
            if name[0] not in "._#~"
            and name not in _SKIPPED
            and not (excluded and excluded(str(Path(parent, name))))
        ]
        for name in sorted(names):
            path = str(Path(parent, name))
            page = name[0] not in "._#~" and name.lower().endswith((*MARKDOWN, ".html"))
            if not page or (excluded and excluded(path)):
                continue
            count += 1
            if count > _MOST_PAGES:
                return
            yield from _page(path, os.path.relpath(path, source).replace(os.sep, "/"), pretty)


def _page(path: str, inside: str, pretty: bool) -> Iterator[Page]:
    try:
        data = read_head(path, _MOST_BYTES)
    except OSError:
        return
    stem, _, extension = inside.rpartition(".")
    if not data.startswith(b"---"):
        if extension == "html":
            yield Page(inside, plain_url(f"/{inside}"))
        return
    url = ""
    redirects: tuple[str, ...] = ()
    if any(key in data for key in _KEYS):  # few pages have one
        post = read(path, data)
        if is_hidden(post):
            return
        own = post.scalar("permalink")
        url = own.value.strip() if own is not None else ""
        redirects = tuple(value.value for value in redirects_of(post))
    if not url:
        is_index = stem.rpartition("/")[2] == "index"
        url = f"/{stem}/" if pretty and not is_index else f"/{stem}.html"
    yield Page(inside, "" if ":" in url else plain_url(url), redirects)


def file_of(url: str) -> str:
    """Return the file that Jekyll writes for the URL of a page, below the destination (page.rb)."""
    path = url.lstrip("/")
    if not path or path.endswith("/"):
        return f"{path}index.html"
    return path if "." in path.rpartition("/")[2] else f"{path}.html"


def plain_url(url: str) -> str:
    """Return a URL's path in the form in which two of one page are alike."""
    path = "/" + url.lstrip("/")
    return path.removesuffix("index.html") if path.endswith("/index.html") else path
