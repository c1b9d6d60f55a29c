"""What a WordPress export says of a post, as front matter fields."""

from __future__ import annotations

import html
import re
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

from lxml import etree

from crosspost import urls
from crosspost.batch.entry import TAXONOMIES
from crosspost.batch.sources.wordpress_export import Export
from crosspost.batch.sources.wordpress_item import excerpt, meta, terms
from crosspost.batch.sources.xml import child
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.plain_text import MAX_DESCRIPTION, plain

# A tag that a title is about, and that WordPress shows as words.
_SHOWN_TAG = lazy_compile(r"&lt;(/?[A-Za-z!][^&<>]{0,100})&gt;")
_TAG = lazy_compile(r"<[A-Za-z/!][^<>]{0,2000}>")
_SHORTCODE = lazy_compile(r"\[/?[a-z_]{2,30}(?:\s[^\[\]]{0,500})?\]")
_NOT_OF_SLUG = lazy_compile(r"[^\w-]+")
_ENDING = lazy_compile(r"\.(?:html?|php|aspx?)$")
_NOT_OF_PATH = lazy_compile(r"[^\w./~-]+")
_PLAIN_URL = lazy_compile(r"[^\s\"'<>\\^`{|}]{1,1000}")
# What extensions for search engines keep: Yoast, Rank Math, All in One SEO, SEOPress, The SEO
# Framework, WordPress.com.
_DESCRIPTIONS = (
    *("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description"),
    *("_aioseop_description", "_seopress_titles_desc", "_genesis_description"),
    *("advanced_seo_description", "_jetpack_seo_html_description"),
)
_CANONICALS = (
    *("_yoast_wpseo_canonical", "rank_math_canonical_url", "_seopress_robots_canonical"),
    *("_genesis_canonical_uri", "_aioseop_custom_link"),
)
# Taxonomies that are not for readers: how a post is shown, its language in a plugin.
_INTERNAL = frozenset({"post_format", "author", "nav_menu", "post_translations", "term_language"})
_KNOWN = frozenset({"category", "post_tag"})
# WordPress gives it to posts without a category.
_DEFAULT_CATEGORY = "Uncategorized"


def fields(
    item: etree._Element, export: Export, dated: date | datetime | None, notes: list[str]
) -> dict[str, Any]:
    """Return the front matter fields of a post; empty ones are left out.

    Args:
        notes: what the user should check is added to it.
    """
    found = terms(item)
    named = [(domain, shown(name)) for domain, _, name in found]
    short = _words(excerpt(item))
    by_engine = next(filter(None, (_words(meta(item, key)) for key in _DESCRIPTIONS)), "")
    by_engine = "" if "%" in by_engine and re.search(r"%\w+%", by_engine) else by_engine
    others = dict.fromkeys(d for d, _ in named if d not in _KNOWN and d not in _INTERNAL)
    if others:
        listed = ", ".join(plain(name, 40) for name in list(others)[:6])
        notes.append(f"{TAXONOMIES}: {listed}")
    picture = export.attachments.get(meta(item, "_thumbnail_id"))
    values = {
        "title": shown(child(item, "title")),
        "date": dated,
        "author": _authors(item, export),
        "categories": [n for d, n in named if d == "category" and n != _DEFAULT_CATEGORY],
        "tags": [name for domain, name in named if domain == "post_tag"],
        "image": export.picture(meta(item, "_thumbnail_id")),
        "image_alt": shown(picture.alt) if picture else "",
        "image_caption": _words(picture.caption) if picture else "",
        "description": by_engine or short,
        "excerpt": plain(short, MAX_DESCRIPTION) if by_engine and short else "",
        "slug": slug(child(item, "post_name")),
        "canonical_url": _canonical(item),
    }
    return {name: value for name, value in values.items() if value}


def shown(text: str) -> str:
    """Return a title or a term, which is HTML, as it is shown: text without references.

    A tag that it is about (``&lt;em&gt;``) has other brackets, as in all fields.
    """
    text = _SHOWN_TAG.sub(r"‹\1›", text)
    return " ".join(html.unescape(text).split())


def _words(text: str) -> str:
    """Return an excerpt, which is HTML, as text."""
    text = _SHORTCODE.sub(" ", _TAG.sub(" ", text)) if "<" in text or "[" in text else text
    return " ".join(html.unescape(text).split())


def _authors(item: etree._Element, export: Export) -> str:
    """Return the names of all authors; Co-Authors Plus has them as terms."""
    login = child(item, "creator")
    logins = [slug.removeprefix("cap-") or name for d, slug, name in terms(item) if d == "author"]
    names = {name for d, _, name in terms(item) if d == "author"}
    by_login = {re.sub(r"[^a-z0-9-]+", "-", login.lower()): login for login in export.authors}
    known = []
    for one in logins or [login]:
        one = one if one in export.authors else by_login.get(one, one)
        known.append(export.authors.get(one, one))
    if logins and not any(one in export.authors.values() for one in known):
        known = sorted(names)
    return ", ".join(dict.fromkeys(filter(None, map(shown, known))))


def slug(name: str) -> str:
    """Return a slug in letters, which the export has percent-encoded.

    Squarespace writes a path, whose last part is it. It is empty if the slug was cut within a
    letter: the title makes a better one.
    """
    try:
        name = unquote(name, errors="strict")
    except UnicodeDecodeError:
        return ""
    name = _ENDING.sub("", name.rstrip("/")).rpartition("/")[2]
    return _NOT_OF_SLUG.sub("-", name).strip("-")[:200]


def permalink(url: str) -> str:
    """Return the path of a page in its site, for its ``permalink``; empty if it has none.

    A path with bytes that are not UTF-8 counts as none: no file can have its name.
    """
    path = unquote(urls.path(url), errors="replace") if urls.is_web(url) else ""
    if "\ufffd" in path:  # a letter that was cut
        return ""
    parts = [_NOT_OF_PATH.sub("-", part) for part in path.split("/")]
    parts = [part for part in parts if part.strip(".")]
    is_file = bool(parts) and parts[-1].endswith((".html", ".htm"))
    return f"/{'/'.join(parts)}{'' if is_file else '/'}" if parts else ""


def _canonical(item: etree._Element) -> str:
    url = meta(item, *_CANONICALS)
    return url if urls.is_web(url) and _PLAIN_URL.fullmatch(url) else ""
