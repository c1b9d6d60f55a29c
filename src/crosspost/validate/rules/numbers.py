"""Tags, categories and titles that YAML reads as numbers or dates, and templates that want text."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.model import Level
from crosspost.validate.context import Context
from crosspost.validate.post import Field, Post, texts
from crosspost.validate.quoting import quote
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.scalars import resolve
from crosspost.validate.templates import stopping_filters
from crosspost.validate.tree import Scalar, Sequence

RULES = (
    Rule(
        "CP214", "number-as-text", "info",
        "A tag, a category or a title that is a number or a date to YAML.",
        "An error if a template of the site stops at it: slugify, sort, cgi_escape, uri_escape or"
        " number_of_words of a number stop the whole build. tags: 404 alone makes no tag.",
        "Jekyll keeps the number. Filters that want text raise an error, sort cannot compare a"
        " number with a text.",
        "tags: 404", 'tags: ["404"]',
        "both", "Puts the value in quotes; unsafe at level info, where nothing may need it.",
    ),
)  # fmt: skip

_KINDS = {"integer": "a number", "float": "a number", "date": "a date", "time": "a time"}


def check(post: Post, context: Context) -> Iterator[Problem]:
    """Report numbers where templates expect text; the site's templates say whether they do."""
    if post.format != "yaml" or not context.in_jekyll(post):
        return
    for key in ("tags", "categories", "tag", "category", "title"):
        entry = post.by_key.get(key)
        for value in texts(entry.value) if entry is not None else ():
            if value.value and not value.style and value.value[0] in "0123456789+-.":
                yield from _number(post, context, entry, value)


def _number(post: Post, context: Context, entry: Field | None, value: Scalar) -> Iterator[Problem]:
    kind, printed = resolve(value)
    if entry is None or kind not in _KINDS or value.tag:
        return
    if printed != value.value and kind in ("integer", "float"):
        return  # CP209 says so
    key = entry.key
    level: Level | None = None
    filters = stopping_filters(context)
    stops = filters.get("title" if key == "title" else "tags")
    if key in ("tags", "categories") and not isinstance(entry.value, Sequence) and kind != "date":
        level = "warning"
        does = f"Jekyll makes no {key} of a number alone"
    elif stops and not (key == "title" and stops == "sort"):
        level = "error"
        does = f"{stops} in a template of the site stops the whole build at it"
    elif key == "title" or context.site is None:
        return  # printed as it is written
    else:
        does = "slugify and sort in a template stop the whole build at it"
    message = f"{value.value} is {_KINDS[kind]} to YAML: {does}. Put it in quotes."
    fix = Repair(level is not None, "quote it", ((value.start, value.end, quote(value.value)),))
    yield Problem("CP214", value.start, value.end, message, fix, key, level)
