"""URLs of posts of another generator: sources, clashes of pages, and of old paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from crosspost.targets.generic_urls import page_url
from crosspost.validate.context import Context
from crosspost.validate.post import Post, texts
from crosspost.validate.rule import Problem
from crosspost.validate.rules.references import url_problem
from crosspost.validate.schema import json_of
from crosspost.validate.tree import Scalar
from crosspost.validate.vocabulary import URL_KEYS

_SOURCES = URL_KEYS | {"canonicalURL", "canonicalUrl", "canonical", "original_url"}


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report URLs of sources that lead nowhere."""
    found: list[Problem] = []
    for key in sorted(_SOURCES & post.by_key.keys()):
        value = post.by_key[key].value
        if isinstance(value, Scalar) and value.value[:1] != "/":
            found += url_problem(post, key, value, strict=True)
    return found


def check_site(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Report posts with one URL, and old paths that are another page's; where URLs are known."""
    pages: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        url = _url(post, context)
        if url:
            pages[url].append(post)
    for url, same in pages.items():
        for post in same[1:]:
            message = f"{same[0].shown} has the same URL, {url[:80]}: one of them is missing."
            yield post, Problem("CP707", *_place(post, context), message)
    name = context.reading.aliases
    if not name:
        return
    taken: dict[str, Post] = {}
    for post in posts:
        entry = post.by_key.get(name)
        for item in texts(entry.value) if entry is not None else ():
            path = _path(item.value)
            if not path:
                continue
            other = next(iter(pages.get(path, ())), None) or taken.get(path)
            if other is not None and other is not post:
                message = (
                    f"{item.value[:60]} is a path of {other.shown}, too: one replaces the other."
                )
                yield post, Problem("CP708", item.start, item.end, message, key=name)
            taken.setdefault(path, post)


def _url(post: Post, context: Context) -> str:
    """Return the path of the page; empty if it is not known."""
    site = context.target
    if site is None or post.root is None or post.yaml_error is not None or post.name[:1] == "_":
        return ""
    front = json_of(post.root, post.scalars)
    if not isinstance(front, dict):
        return ""
    return _path(page_url(site, front, Path(post.path)))


def _path(url: str) -> str:
    """Return a path in one form; empty if it is relative, on another host, or a template."""
    if url[:1] != "/" or url[:2] == "//" or "{" in unquote(url):
        return ""
    return unquote(url).removesuffix("index.html").rstrip("/") or "/"


def _place(post: Post, context: Context) -> tuple[int, int]:
    for key in ("slug", "url", "path", "permalink", "title"):
        if key in post.by_key:
            return post.by_key[key].start, post.by_key[key].end
    return post.block_start, post.block_start
