"""``published`` and ``draft``: words that are not booleans, or not the ones they look like."""

from __future__ import annotations

from collections.abc import Iterable

from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Repair, Rule

RULES = (
    Rule(
        "CP211", "boolean", "warning",
        "published: or draft: with yes, no, on, off, a quoted word, a typing error, nothing, or"
        " indented lines below it.",
        "A post that should be hidden is public, or the reverse.",
        "published: 'false' in quotes publishes; published: with nothing hides the post; yes and"
        " no count as true and false in Jekyll, as text in tools that read YAML 1.2.",
        'published: "false"', "published: false",
        "both", "Writes true or false; safe where the word can only mean one of them.",
        generators=ALL - {"pelican", "nikola", "obsidian", "zola"},
    ),
)  # fmt: skip

_TRUE_WORDS = frozenset({"true", "yes", "on", "y", "1"})
_FALSE_WORDS = frozenset({"false", "no", "off", "n", "0"})
_BOOLEANS = frozenset({"true", "false", "yes", "no"})
_SLIPS = {"ture": "true", "tru": "true", "treu": "true", "flase": "false", "fales": "false",
          "fasle": "false", "falase": "false", "fale": "false"}  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report booleans that Jekyll, or another tool, reads differently."""
    if post.format != "yaml" or ("published" not in post.by_key and "draft" not in post.by_key):
        return ()
    return [p for key in ("published", "draft") for p in _boolean(post, context, key)]


def _boolean(post: Post, context: Context, key: str) -> list[Problem]:
    value = post.scalar(key)
    if value is None or value.tag:
        return []
    raw, word = value.value, value.value.strip().lower()
    if not value.style and raw in ("true", "false", "True", "False", "TRUE", "FALSE"):
        return []
    if not value.style and word in ("", "~", "null"):
        if key != "published":
            return []
        does = "Jekyll hides the post: published: without a value counts as false"
        entry = post.by_key[key]
        edit = (
            (value.start, value.end, "false") if word else (entry.end + 1, entry.end + 1, " false")
        )
        fix = Repair(False, "write false", (edit,))
        return [Problem("CP211", entry.start, entry.end, f"{does}. Write true or false.", fix, key)]
    first = word.split(maxsplit=1)[0] if word else ""
    if not value.style and "\n" in post.text[value.start : value.end] and first in _BOOLEANS:
        does = f"the lines below continue it: Jekyll reads the text {raw[:40]!r}"
        if key == "published":
            does += " and publishes the post"
        message = f"{does}. Write {first} alone."
        advice = Repair(False, f"write {first}", ((value.start, value.end, first),))
        return [Problem("CP211", value.start, value.end, message, None, key, advice=advice)]
    meant = _SLIPS.get(word) or (
        "true" if word in _TRUE_WORDS else "false" if word in _FALSE_WORDS else ""
    )
    if not meant:
        return []
    safe = word not in _SLIPS
    if value.style or word in _SLIPS or word in ("y", "n", "0", "1"):
        reads = f"the text {raw!r}"
        if key == "published":
            does = f"Jekyll reads {reads} and publishes the post"
            safe = safe and meant == "true"
        else:
            does = f"this is {reads}, not a boolean"
    elif context.is_jekyll:
        does = f"Jekyll reads {meant}, tools that follow YAML 1.2 read the text {raw!r}"
    else:
        does = f"YAML 1.1 reads {meant}, tools that follow YAML 1.2 read the text {raw!r}"
    fix = Repair(safe, f"write {meant}", ((value.start, value.end, meant),))
    return [Problem("CP211", value.start, value.end, f"{does}. Write {meant}.", fix, key)]
