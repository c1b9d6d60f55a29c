"""Jekyll's permalinks: the built-in styles, the placeholders, the slugs (url.rb, documents.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from crosspost.lazy_regex import lazy_compile

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_WORD = lazy_compile(r":([a-z_]+)")
# utils.rb SLUGIFY_DEFAULT_REGEXP and SLUGIFY_PRETTY_REGEXP; marks (\\p{M}) are letters there.
_NO_LETTER = lazy_compile(r"[^\w\u0300-\u036f]+|_+")
_NO_PRETTY = lazy_compile(r"[^\w\u0300-\u036f.~!$&'()+,;=@]+")


@dataclass(frozen=True)
class UrlParts:
    """What the URL of a post is made of.

    Attributes:
        title: the value of ``:title``.
        day: in the zone of the site.
        categories: as Jekyll has them, folders first.
        path: the file's name without its extension.
    """

    title: str
    day: date
    categories: tuple[str, ...]
    path: str


def template_of(permalink: str) -> str:
    """Return the template of a built-in style; any other permalink unchanged."""
    return STYLES.get(permalink, permalink)


def slugified(text: str) -> str:
    """Return a slug as Jekyll's default mode makes it, in its own case (utils.rb slugify)."""
    return _NO_LETTER.sub("-", text).strip("-")


def prettified(text: str) -> str:
    """Return a slug as Jekyll makes it for ``:title``: its mode ``pretty`` keeps some signs."""
    return _NO_PRETTY.sub("-", text).strip("-")


def has_placeholder(template: str) -> bool:
    """Tell whether a template depends on the post."""
    return _WORD.search(template) is not None


def filled(template: str, parts: UrlParts | None) -> str:
    """Return the path of a post's page; empty if a placeholder is not known.

    Args:
        parts: None if the template has no placeholder.
    """
    if parts is not None:
        try:
            template = _WORD.sub(lambda found: _PLACEHOLDERS[found[1]](parts), template)
        except KeyError:
            return ""
    path = re.sub(r"/{2,}", "/", "/" + template)
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _folders(parts: UrlParts, *, slugs: bool) -> str:
    names = [name.lower() for name in parts.categories]
    return "/".join(dict.fromkeys(slugified(name) if slugs else name for name in names))


_PLACEHOLDERS: dict[str, Callable[[UrlParts], str]] = {
    "title": lambda post: post.title,
    "slug": lambda post: slugified(post.title).lower(),
    "name": lambda post: slugified(post.title).lower(),
    "categories": lambda post: _folders(post, slugs=False),
    "slugified_categories": lambda post: _folders(post, slugs=True),
    "year": lambda post: f"{post.day.year:04}",
    "short_year": lambda post: f"{post.day:%y}",
    "month": lambda post: f"{post.day.month:02}",
    "i_month": lambda post: str(post.day.month),
    "short_month": lambda post: f"{post.day:%b}",
    "long_month": lambda post: f"{post.day:%B}",
    "day": lambda post: f"{post.day.day:02}",
    "i_day": lambda post: str(post.day.day),
    "y_day": lambda post: f"{post.day:%j}",
    "short_day": lambda post: f"{post.day:%a}",
    "long_day": lambda post: f"{post.day:%A}",
    "week": lambda post: f"{post.day.isocalendar().week:02}",
    "w_year": lambda post: str(post.day.isocalendar().year),
    "w_day": lambda post: str(post.day.isocalendar().weekday),
    "output_ext": lambda post: ".html",
    "collection": lambda post: "posts",
    "path": lambda post: post.path,
}


def placeholders() -> tuple[str, ...]:
    """Return the names of the placeholders of permalinks, without the colon."""
    return tuple(_PLACEHOLDERS)
