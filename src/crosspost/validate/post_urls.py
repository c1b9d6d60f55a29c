"""The URL of a post in Jekyll, from permalink, categories, date and slug (url.rb, drops).

Only what a post's own front matter and the site's permalink decide is computed; what a plugin adds
is not known.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from crosspost.files import is_folder
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.gems import has_gem
from crosspost.targets.jekyll.permalinks import UrlParts, filled, prettified, template_of
from crosspost.validate.dates import read_date
from crosspost.validate.post import Post, texts
from crosspost.validate.tree import Scalar, Sequence

if TYPE_CHECKING:
    from crosspost.validate.context import Context

_ASCII_SPACES = lazy_compile(r"[ \t\r\n\f\v]+")


def url_of(post: Post, context: Context) -> str:
    """Return the path of a post's page; empty if unknown."""
    own = post.scalar("permalink")
    template = own.value.strip() if own is not None else context.permalink
    template = template_of(template or "date")
    if "://" in template or post.name_parts() is None:
        return ""
    parts = None
    if ":" in template:
        day = day_of(post, context)
        if day is None:
            return ""
        parts = _parts(post, day)
    return filled(template, parts)


def _parts(post: Post, day: date) -> UrlParts:
    stem = post.name.rpartition(".")[0]
    return UrlParts(slug_of(post), day, tuple(categories_of(post)), stem)


def slug_of(post: Post) -> str:
    """Return the value of ``:title``: the slug of the front matter, else of the file's name."""
    own = post.scalar("slug")
    if own is not None and own.value:
        return prettified(own.value)
    parts = post.name_parts()
    return prettified(parts[4].rstrip(".")) if parts else ""


def shows_day(post: Post, context: Context, day: date, other: date) -> bool:
    """Tell whether a post's URL is another one on another day."""
    own = post.scalar("permalink")
    template = own.value.strip() if own is not None else context.permalink
    template = template_of(template or "date")
    return filled(template, _parts(post, day)) != filled(template, _parts(post, other))


# Themes whose gems do not bring the plugin along.
_WITHOUT_REDIRECTS = lazy_compile(
    r"(?:minima|minimal-mistakes-jekyll|just-the-docs|jekyll-theme-(?!chirpy)[a-z-]+)$"
)


def day_of(post: Post, context: Context) -> date | None:
    """Return the day that Jekyll gives a post; None if there is none."""
    value = post.scalar("date")
    if value is None or not value.value:
        return post.file_day()
    reading = read_date(value)
    timestamp = reading.timestamp
    if timestamp is None or not context.zones:
        return reading.day
    if timestamp.tzinfo is None:
        if reading.quoted:
            return reading.day
        timestamp = timestamp.replace(tzinfo=UTC)
    try:
        shifted: datetime = timestamp.astimezone(context.zones[0])
    except OverflowError:
        return reading.day
    return shifted.date()


def categories_of(post: Post) -> list[str]:
    """Return the categories as Jekyll has them: folders above ``_posts``, then the fields."""
    found = list(post.folder_categories)
    for key in ("categories", "category"):
        entry = post.by_key.get(key)
        if entry is None:
            continue
        if isinstance(entry.value, Scalar):
            if key == "categories":
                found += _ASCII_SPACES.split(entry.value.value.strip(" \t\r\n"))
            elif entry.value.value:
                found.append(entry.value.value)
        elif isinstance(entry.value, Sequence):
            found += [item.value for item in texts(entry.value)]
    return found


def redirects_of(post: Post) -> list[Scalar]:
    """Return the URLs in a post's front matter that redirect to it."""
    entry = post.by_key.get("redirect_from")
    return [value for value in texts(entry.value) if value.value] if entry else []


def may_redirect(context: Context) -> bool:
    """Tell whether something may make pages of ``redirect_from``.

    That is a plugin that the site names, one of its own, or one that its theme loads.
    """
    site = context.site
    if site is None:
        return False
    own = site.config.get("plugins_dir", "_plugins")
    folders = [own] if isinstance(own, str) else own if isinstance(own, list) else []
    names = [str(name) for name in folders if "\0" not in str(name)]
    theme = site.config.get("theme")
    return (
        has_gem(site.root, site.config, "jekyll-redirect-from")
        or any(is_folder(place / name) for name in names for place in (site.source, context.root))
        or (isinstance(theme, str) and not _WITHOUT_REDIRECTS.match(theme))
    )
