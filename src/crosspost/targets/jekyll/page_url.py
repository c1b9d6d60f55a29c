"""The URL of a post's page in the built site, and its old URL on another site, kept alive.

Only what the front matter and the configuration decide is known; what a plugin does is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from crosspost import urls
from crosspost.dates import day_of, read_iso, zone
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.defaults import defaults_for
from crosspost.targets.jekyll.gems import has_gem
from crosspost.targets.jekyll.permalinks import (
    UrlParts,
    filled,
    has_placeholder,
    prettified,
    template_of,
)
from crosspost.targets.jekyll.site import Site

_DATED = lazy_compile(r"(?:.*/)?(\d{2,4}-\d{1,2}-\d{1,2})-(.+)")
# What a permalink may have as it is: no placeholder (":"), no markup, nothing that ends a line.
_SAFE = "/.~!$'(),;=@_-+"
_NOT_PERMALINK = lazy_compile(r"[^\w/.~!$'(),;=@+-]")
# Jekyll adds .html to other names, and servers tell the type of a file by its end.
_OTHER_ENDING = lazy_compile(r"\.(?!html?$|xhtml$)[A-Za-z0-9]{1,8}$")
_PLUGIN = "jekyll-redirect-from"


def page_url(front: Mapping[str, Any], path: Path, site: Site) -> str:
    """Return the path of a post's page in the site, without ``baseurl``.

    It is empty if it is not known, or if the post is not published.

    Args:
        front: the post's front matter; dates may be text.
        path: of the post.
    """
    values = {**defaults_for(site, path), **front}
    folders = path.parent.parts
    if "_drafts" in folders or values.get("published") is False:
        return ""
    own = values.get("permalink")
    if not isinstance(own, str) or not own.strip():
        if "_posts" not in folders:
            return ""
        own = site.permalink
    template = template_of(own.strip())
    if "://" in template:
        return ""
    parts = None
    if has_placeholder(template):
        parts = _parts(values, path, site)
        if parts is None:
            return ""
    return filled(template, parts)


def _parts(values: Mapping[str, Any], path: Path, site: Site) -> UrlParts | None:
    name = _DATED.fullmatch(path.stem)
    day = _day(values.get("date"), site) or (_day(name[1], site) if name else None)
    if day is None or name is None:
        return None
    slug = values.get("slug")
    words = slug if isinstance(slug, str) and slug else name[2].rstrip(".")
    return UrlParts(prettified(words), day, _categories(values, path, site), path.stem)


def _day(value: object, site: Site) -> date | None:
    when = read_iso(value) if isinstance(value, str) else value
    if not isinstance(when, date):
        return None
    where = zone(site.timezone) if site.timezone else None
    if isinstance(when, datetime) and when.tzinfo and where:
        try:
            return when.astimezone(where).date()
        except OverflowError:
            return None
    return day_of(when)


def _categories(values: Mapping[str, Any], path: Path, site: Site) -> tuple[str, ...]:
    base = site.source / site.collections_dir
    found: list[str] = []
    if path.is_relative_to(base):
        parts = path.relative_to(base).parts
        found += parts[: parts.index("_posts")] if "_posts" in parts else ()
    for name in ("categories", "category"):
        value = values.get(name)
        if isinstance(value, str):
            found += value.split() if name == "categories" else [value]
        elif isinstance(value, (list, tuple)):
            found += map(str, value)
    return tuple(found)


def baseurl(site: Site) -> str:
    """Return the configured ``baseurl`` as ``/base``; empty if there is none."""
    base = site.config.get("baseurl")
    base = base.strip("/") if isinstance(base, str) else ""
    return f"/{base}" if base else ""


def link_to(page: str, site: Site) -> str:
    """Return what a link to a page of the site is, percent-encoded.

    Args:
        page: as of ``page_url``.
    """
    return quote(f"{baseurl(site)}{unquote(page)}", safe="/~!,;=@:+")


def path_in_site(url: str, site: Site) -> str:
    """Return the decoded path that a URL has below ``baseurl``; empty if it is not below it.

    A URL with a query has none: files are all that a built site has.
    """
    found = urls.read(url)
    if found is None or "?" in found.href:
        return ""
    path, base = unquote(found.path, errors="replace"), baseurl(site)
    if base and not path.startswith(f"{base}/"):
        return ""
    return path[len(base) :]


def old_path(url: str, site: Site) -> str:
    """Return the identity of a URL's path below ``baseurl``; with ``//`` if it is not below it."""
    found, base = urls.path_identity(url), urls.path_identity(baseurl(site) or "/")
    if base == "/":
        return found
    return found[len(base) :] if found.startswith(f"{base}/") else f"/{found}"


def is_live(old: str, page: str) -> bool:
    """Tell whether a server of files shows a page at its old path, too.

    Args:
        old: decoded, as of ``path_in_site``.
        page: as of ``page_url``.
    """
    page = unquote(page)
    return page in (old, f"{old}/") or old == f"{page}index.html"


def kept_url(
    front: Mapping[str, Any], path: Path, url: str, site: Site, *, redirect: bool | None
) -> tuple[dict[str, Any], str]:
    """Return the fields that keep the old URL of a post alive, and why there are none.

    Args:
        front: the post's front matter.
        path: of the post.
        url: the old one.
        redirect: with a page that redirects; False: as its ``permalink``; None: the first if the
            site has the plugin for it.
    """
    given = front.get("permalink")
    is_page = isinstance(given, str) and urls.path_identity(given) == urls.path_identity(url)
    if "redirect_from" in front or (given is not None and not is_page):
        return {}, ""  # the owner's
    if is_page:  # of a site without a base URL
        front, redirect = {name: v for name, v in front.items() if name != "permalink"}, False
    old = path_in_site(url, site)
    if not old:
        return {}, "its old URL has a query, or is outside of the site's baseurl"
    if "\ufffd" in old:  # a letter that was cut: no field can hold a part of one
        return {}, "its old URL has bytes that are not UTF-8"
    if is_live(old, page_url(front, path, site)):
        return {}, ""
    if old.strip("/") in ("", "index.html") or any(part[:1] == "." for part in old.split("/")):
        return {}, "its old URL is not that of a page"
    if _OTHER_ENDING.search(old):
        return {}, "its old URL does not end as that of a page"
    kept = _NOT_PERMALINK.sub(lambda found: quote(found[0], safe=""), old)
    has_plugin = has_gem(site.root, site.config, _PLUGIN) if redirect is None else redirect
    return ({"redirect_from": [kept]} if has_plugin else {"permalink": kept}), ""


def claimed(front: Mapping[str, Any]) -> frozenset[str]:
    """Return the paths that a post claims: its permalink and its redirects, to be compared."""
    values = [front.get("permalink")]
    more = front.get("redirect_from")
    values += more if isinstance(more, (list, tuple)) else [more]
    paths = (v for v in values if isinstance(v, str) and v[:1] == "/" and not has_placeholder(v))
    return frozenset(urls.path_identity(path) for path in paths)
