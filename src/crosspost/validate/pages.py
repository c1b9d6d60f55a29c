"""The pages of a Jekyll site that are not posts: their URLs, and what redirects to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crosspost.files import read_head
from crosspost.targets.jekyll.extensions import MARKDOWN
from crosspost.validate.discover import exclusion
from crosspost.validate.post_urls import redirects_of
from crosspost.validate.reader import read

if TYPE_CHECKING:
    from crosspost.validate.context import Context

_MOST_PAGES = 5_000
_MOST_BYTES = 20_000
_SKIPPED = frozenset({"node_modules", "vendor"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page or a static HTML file.

    Attributes:
        path: below the source.
        url: with ``index.html`` left out; empty if the permalink has placeholders.
        redirects: the URLs that redirect to it.
    """

    path: str
    url: str
    redirects: tuple[str, ...] = ()


def pages_of(context: Context) -> Iterator[Page]:
    """Yield the pages of a site; files and folders that Jekyll leaves out are passed over."""
    if context.site is None:
        return
    source, count = str(context.site.source), 0
    excluded = exclusion(context, source)
    pretty = str(context.site.config.get("permalink")) == "pretty"
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
    if b"permalink" in data or b"redirect_from" in data:  # few pages have one
        post = read(path, data)
        own = post.scalar("permalink")
        url = own.value.strip() if own is not None else ""
        redirects = tuple(value.value for value in redirects_of(post))
    if not url:
        is_index = stem.rpartition("/")[2] == "index"
        url = f"/{stem}/" if pretty and not is_index else f"/{stem}.html"
    yield Page(inside, "" if ":" in url else plain_url(url), redirects)


def plain_url(url: str) -> str:
    """Return a URL's path in the form in which two of one page are alike."""
    path = "/" + url.lstrip("/")
    return path.removesuffix("index.html") if path.endswith("/index.html") else path
