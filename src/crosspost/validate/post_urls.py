"""The URL of a post in Jekyll, from permalink, categories, date and slug (url.rb, drops).

Only what a post's own front matter and the site's permalink decide is computed; what a plugin adds
is not known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.dates import read_date
from crosspost.validate.permalinks import template_of
from crosspost.validate.post import Post, texts
from crosspost.validate.tree import Scalar, Sequence

if TYPE_CHECKING:
    from crosspost.validate.context import Context

_ASCII_SPACES = lazy_compile(r"[ \t\r\n\f\v]+")
_WORD = lazy_compile(r":([a-z_]+)")
# utils.rb SLUGIFY_DEFAULT_REGEXP and SLUGIFY_PRETTY_REGEXP; marks (\\p{M}) are letters there.
_NO_LETTER = lazy_compile(r"[^\w\u0300-\u036f]+|_+")
_NO_PRETTY = lazy_compile(r"[^\w\u0300-\u036f.~!$&'()+,;=@]+")


def slugified(text: str) -> str:
    """Return a slug as Jekyll's default mode makes it, in its own case (utils.rb slugify)."""
    return _NO_LETTER.sub("-", text).strip("-")


def prettified(text: str) -> str:
    """Return a slug as Jekyll makes it for ``:title``: its mode ``pretty`` keeps some signs."""
    return _NO_PRETTY.sub("-", text).strip("-")


def url_of(post: Post, context: Context) -> str:
    """Return the path of a post's page; empty if unknown."""
    own = post.scalar("permalink")
    template = own.value.strip() if own is not None else context.permalink
    template = template_of(template or "date")
    if "://" in template or post.name_parts() is None:
        return ""
    if ":" in template:
        day = day_of(post, context)
        if day is None:
            return ""
        try:
            template = _WORD.sub(lambda m: _PLACEHOLDERS[m[1]](post, day), template)
        except KeyError:
            return ""
    path = re.sub(r"/{2,}", "/", "/" + template)
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def slug_of(post: Post) -> str:
    """Return the value of ``:title``: the slug of the front matter, else of the file's name."""
    own = post.scalar("slug")
    if own is not None and own.value:
        return prettified(own.value)
    parts = post.name_parts()
    return prettified(parts[4].rstrip(".")) if parts else ""


def _folders(post: Post, slugs: bool) -> str:
    names = [c.lower() for c in categories_of(post)]
    return "/".join(dict.fromkeys(slugified(c) if slugs else c for c in names))


_PLACEHOLDERS: dict[str, Callable[[Post, date], str]] = {
    "title": lambda post, day: slug_of(post),
    "slug": lambda post, day: slugified(slug_of(post)).lower(),
    "name": lambda post, day: slugified(slug_of(post)).lower(),
    "categories": lambda post, day: _folders(post, False),
    "slugified_categories": lambda post, day: _folders(post, True),
    "year": lambda post, day: f"{day.year:04}",
    "short_year": lambda post, day: f"{day:%y}",
    "month": lambda post, day: f"{day.month:02}",
    "i_month": lambda post, day: str(day.month),
    "short_month": lambda post, day: f"{day:%b}",
    "long_month": lambda post, day: f"{day:%B}",
    "day": lambda post, day: f"{day.day:02}",
    "i_day": lambda post, day: str(day.day),
    "y_day": lambda post, day: f"{day:%j}",
    "short_day": lambda post, day: f"{day:%a}",
    "long_day": lambda post, day: f"{day:%A}",
    "week": lambda post, day: f"{day.isocalendar().week:02}",
    "w_year": lambda post, day: str(day.isocalendar().year),
    "w_day": lambda post, day: str(day.isocalendar().weekday),
    "output_ext": lambda post, day: ".html",
    "collection": lambda post, day: "posts",
    "path": lambda post, day: post.name.rpartition(".")[0],
}


def shows_day(post: Post, context: Context, day: date, other: date) -> bool:
    """Tell whether a post's URL is another one on another day."""
    own = post.scalar("permalink")
    template = own.value.strip() if own is not None else context.permalink
    words = _WORD.findall(template_of(template or "date"))
    return any(
        word in _PLACEHOLDERS and _PLACEHOLDERS[word](post, day) != _PLACEHOLDERS[word](post, other)
        for word in words
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
