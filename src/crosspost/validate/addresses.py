"""Where Jekyll puts a post: its URL, from permalink, categories, date and slug (url.rb, drops).

Only what a post's own front matter and the site's permalink decide is computed; what a plugin adds
is not known.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from crosspost.validate.dates import read_date
from crosspost.validate.post import Post, texts
from crosspost.validate.tree import Scalar, Sequence

if TYPE_CHECKING:
    from crosspost.validate.context import Context

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_WORD = re.compile(r":([a-z_]+)")


def template_of(permalink: str) -> str:
    """Return the template of a built-in style, any other as it is."""
    return _STYLES.get(permalink, permalink)


def slugified(text: str) -> str:
    """Return a slug as Jekyll's default mode makes it, in its own case (utils.rb slugify)."""
    return re.sub(r"[\W_]+", "-", text).strip("-")


def url_of(post: Post, context: Context) -> str:
    """Return the path of a post's page; empty where it cannot be told."""
    own = post.scalar("permalink")
    template = own.value.strip() if own is not None else context.permalink
    template = template_of(template or "date")
    if "://" in template:
        return ""
    parts = post.name_parts()
    if parts is None:
        return ""
    if ":" in template:
        words = _words(post, context, parts[4])
        if words is None:
            return ""
        try:
            template = _WORD.sub(lambda m: words[m[1]], template)
        except KeyError:
            return ""
    path = re.sub(r"/{2,}", "/", "/" + template)
    return unicodedata.normalize("NFC", path)


def _words(post: Post, context: Context, slug: str) -> dict[str, str] | None:
    """Return what stands for the placeholders; None where the date cannot be told."""
    day = _day(post, context)
    if day is None:
        return None
    own = post.scalar("slug")
    title = own.value if own is not None and own.value else slug.rstrip(".")
    categories = [c.lower() for c in categories_of(post)]
    week = day.isocalendar()
    slugs = slugified(title)
    return {
        "title": slugs if own is None else title, "slug": slugs.lower(), "name": slugs.lower(),
        "categories": "/".join(dict.fromkeys(categories)),
        "slugified_categories": "/".join(dict.fromkeys(slugified(c) for c in categories)),
        "year": f"{day:%Y}", "short_year": f"{day:%y}", "month": f"{day:%m}",
        "i_month": str(day.month), "day": f"{day:%d}", "i_day": str(day.day),
        "y_day": f"{day:%j}", "week": f"{week.week:02}", "w_year": str(week.year),
        "w_day": str(week.weekday), "short_day": f"{day:%a}", "long_day": f"{day:%A}",
        "short_month": f"{day:%b}", "long_month": f"{day:%B}", "output_ext": ".html",
        "collection": "posts", "path": post.name.rpartition(".")[0],
    }  # fmt: skip


def _day(post: Post, context: Context) -> date | None:
    value = post.scalar("date")
    if value is None or not value.value:
        return post.file_day()
    reading = read_date(value)
    moment = reading.moment
    if moment is None or not context.zones:
        return reading.day
    if moment.tzinfo is None:
        if reading.quoted:
            return reading.day
        moment = moment.replace(tzinfo=UTC)
    try:
        shifted: datetime = moment.astimezone(context.zones[0])
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
                found += entry.value.value.split()
            elif entry.value.value:
                found.append(entry.value.value)
        elif isinstance(entry.value, Sequence):
            found += [item.value for item in texts(entry.value)]
    return found


def redirects_of(post: Post) -> list[Scalar]:
    """Return the addresses that lead to a post, those of its front matter."""
    entry = post.by_key.get("redirect_from")
    return [value for value in texts(entry.value) if value.value] if entry else []
