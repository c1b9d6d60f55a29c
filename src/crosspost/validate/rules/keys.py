"""Keys: missing, without effect, without value, with a placeholder as value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.post import Field, Post
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.rules.key_names import meant_by
from crosspost.validate.scalars import is_false, is_true
from crosspost.validate.tree import Scalar
from crosspost.validate.vocabulary import PROSE

RULES = (
    Rule(
        "CP303", "tag-and-tags", "warning",
        "Both tag: and tags:.",
        "One of them is ignored.",
        "In Jekyll tag: hides tags:. category: and categories: are both used.",
        "tag: music\ntags: [piano]", "tags: [music, piano]",
        "none", "Write one list.",
    ),
    Rule(
        "CP304", "no-effect", "warning",
        "draft: true or publish: false on a post in _posts.",
        "The draft is public.",
        "Jekyll does not use draft: (Hugo does) or publish:; only published: false or the folder"
        " _drafts hide a post.",
        "draft: true", "published: false",
        "unsafe", "Writes published: false instead.",
    ),
    Rule(
        "CP305", "missing-key", "warning",
        "A key that nearly all posts of the site have (all but one of ten, 98 % of a hundred), that"
        " no default sets, or that the settings require.",
        "The page has no title, or looks different from all others.",
        "Without title: Jekyll makes one of the slug; without layout: the page has no design.",
        "---\nlayout: post\n---", "---\nlayout: post\ntitle: My post\n---",
        "none", "Add the key.",
        generators=ALL,
    ),
    Rule(
        "CP306", "empty-required", "error",
        "title:, date: or layout: without a value.",
        "An empty date stops the build.",
        "title: becomes the slug, layout: means no layout unless the site's defaults give one,"
        " date: is 'Invalid date' and the build fails.",
        "date:", "date: 2013-03-06",
        "none", "Fill it in, or remove the line.",
    ),
    Rule(
        "CP307", "placeholder", "warning",
        "A placeholder that was not filled in: ..., TBD, TODO, lorem ipsum, the key's own name.",
        "It is on the page and in search results.",
        "Jekyll prints it.",
        "description: ...", "description: Why we moved to another host",
        "none", "Fill it in, or remove the line.",
        generators=ALL,
        elsewhere="{key} is a placeholder. Fill it in.",
    ),
    Rule(
        "CP309", "empty-value", "off",
        "Any other key without a value.",
        "A matter of style; many sites keep empty keys on purpose.",
        "Jekyll reads nil.",
        "translator:", "(no such line)",
        "safe", "Removes the line.",
        generators=ALL,
    ),
)  # fmt: skip

_PLACEHOLDERS = frozenset(
    {"...", "…", "tbd", "todo", "t.b.d.", "fixme", "xxx", "x", "tk",
     "placeholder", "untitled", "untitled post", "lorem ipsum", "???"}
)  # fmt: skip
# Around the name of the key.
_ASKED = ("", " here", " goes here")
_FOR = ("", "your ", "insert ", "add ", "enter ", "post ", "insert your ", "my ")
_MARKED = lazy_compile(r"(?:todo|tbd|fixme|tk)[ \t]{0,3}[:!–—-]", re.I)
_CUT = lazy_compile(r"[ \t]+#[^\s#]")
_REQUIRED = ("title", "date", "layout")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report problems with keys that a single post shows."""
    if post.root is None or not post.fields:
        return ()
    found: list[Problem] = []
    by_key = post.by_key
    for entry in post.fields:
        key, value = entry.key, entry.value
        if isinstance(value, Scalar):
            if not value.value:
                found += _empty(post, context, entry, value)
            elif len(value.value) < 30 or key in PROSE:
                found += _placeholder(post, entry, value)
    if "tag" in by_key and "tags" in by_key:
        found += _tag_and_tags(post)
    if post.kind == "post" and context.is_jekyll:
        for key, hides in (("draft", is_true), ("publish", is_false)):
            if key in by_key:
                found += _no_effect(post, by_key[key], hides)
    return found


def _empty(post: Post, context: Context, entry: Field, value: Scalar) -> list[Problem]:
    key = entry.key
    if _CUT.match(post.text, entry.end + 1):
        return []  # CP206 says so
    if key not in _REQUIRED or value.tag or key in context.defaults(post):
        lines = post.whole_lines(entry.start, entry.end)
        fix = Repair(True, "remove the line", ((*lines, ""),))
        message = f"{key} has no value."
        return [Problem("CP309", entry.start, entry.end, message, fix, key)]
    does = {
        "title": "Jekyll makes a title of the slug",
        "date": "Jekyll stops the build: an empty date is 'Invalid date'",
        "layout": "Jekyll publishes the body without a layout",
    }[key]
    if key == "date" and value.style:
        does = "Jekyll stops the build: an empty date is 'Invalid date'"
    message = f"{key} has no value: {does}. Fill it in, or remove the line."
    return [Problem("CP306", entry.start, max(value.end, entry.end), message, key=key)]


def _placeholder(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    text = value.value.strip().lower()
    if text not in ("...", "…") and not (entry.key in PROSE and _is_placeholder(entry.key, text)):
        return []
    shown = value.value.strip()[:30]
    message = f"{shown!r} is a placeholder, and Jekyll prints it. Fill in {entry.key}."
    level = "info" if post.kind == "draft" else None
    return [
        Problem("CP307", value.start, value.end, message, key=entry.key, level=level)  # type: ignore[arg-type]
    ]


def _is_placeholder(key: str, text: str) -> bool:
    inner = text.strip("[]<>{}()*_ ")
    if inner in _PLACEHOLDERS or text.startswith("lorem ipsum") or _MARKED.match(text):
        return True
    name = key.lower()
    return name in inner and any(
        inner == f"{before}{name}{behind}" for before in _FOR for behind in _ASKED
    )


def _tag_and_tags(post: Post) -> list[Problem]:
    tag = post.by_key["tag"]
    if isinstance(tag.value, Scalar) and not tag.value.value:
        return []
    message = "tag hides tags: Jekyll uses only tag. Write one list under tags."
    return [Problem("CP303", tag.start, tag.end, message, key="tag")]


def _no_effect(post: Post, entry: Field, hides: Callable[[Scalar], bool]) -> list[Problem]:
    if not isinstance(entry.value, Scalar) or not hides(entry.value):
        return []
    if "published" in post.by_key:
        return []
    edits = ((entry.start, entry.end, "published"), (entry.value.start, entry.value.end, "false"))
    message = (
        f"Jekyll does not use {entry.key}: this post is public. Write published: false, or move it"
        " to _drafts."
    )
    fix = Repair(False, "write published: false", edits)
    return [Problem("CP304", entry.start, entry.end, message, fix, entry.key)]


def check_site(posts: list[Post], context: Context) -> Iterable[tuple[Post, Problem]]:
    """Report keys that nearly all other posts have."""
    facts = context.facts
    expected = []
    if facts.posts >= 10:
        least = min(facts.posts - 1, 0.98 * facts.posts)
        usual = ("title", "layout", "author", "date")
        expected = [key for key in usual if least <= facts.keys[key] < facts.posts]
    for post in posts:
        if post.root is None or not post.fields:
            continue
        for key in (*expected, *context.options.required):
            if key not in post.by_key:
                yield from _missing(post, context, key)


def _missing(post: Post, context: Context, key: str) -> Iterable[tuple[Post, Problem]]:
    required = key in context.options.required
    if not required and (post.kind != "post" or post.name_parts() is None):
        return
    if key == "date" and not required and post.name_parts():
        return
    if key in context.defaults(post) or (
        key != "title" and not required and "redirect_to" in post.by_key
    ):
        return
    if not required and any(k.lower() == key for k in post.by_key):
        return  # written with a capital: CP302 says so
    if not required and any(meant_by(k) == key for k in post.by_key):
        return
    if required:
        message = f"{key} is missing; the settings require it."
    else:
        does = {
            "title": "Jekyll makes a title of the slug",
            "layout": "Jekyll publishes the body without a layout",
        }.get(key, "no default sets it")
        n = context.facts.keys[key]
        message = f"{key} is missing: {does}. {n:,} of {context.facts.posts:,} posts here have it."
    start = max(post.block_start - 4, 0)
    yield post, Problem("CP305", start, start + 3, message, key=key)
