"""Keys: misspelt, missing, without effect, without value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.validate.context import Context
from crosspost.validate.post import Field, Post
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.scalars import is_true
from crosspost.validate.tree import Scalar
from crosspost.validate.vocabulary import KNOWN, PROSE, TYPOS

RULES = (
    Rule(
        "CP301", "key-typo", "warning",
        "A key that is a known misspelling, or that hardly any post has while a key that looks"
        " like it stands in nearly all others and not in this one.",
        "The value has no effect: pubished: false is public.",
        "Jekyll keeps the field under the name as written and uses it for nothing.",
        "catagories: [news]", "categories: [news]",
        "unsafe", "Renames the key.",
    ),
    Rule(
        "CP302", "key-case", "warning",
        "A key in capitals that Jekyll knows in lower case.",
        "Title: is no title, Tags: are no tags.",
        "Jekyll tells capitals from small letters (Hugo does not).",
        "Authors: [melody]", "authors: [melody]",
        "safe", "Writes the key in lower case where that key is not there yet.",
    ),
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
        "draft: true on a post in _posts.",
        "The draft is public.",
        "Jekyll does not know draft: (Hugo does); only published: false or the folder _drafts"
        " hide a post.",
        "draft: true", "published: false",
        "unsafe", "Writes published: false instead.",
    ),
    Rule(
        "CP305", "missing-key", "warning",
        "A key that 98 % of at least 50 posts of the site have, that no default supplies, or that"
        " the settings require.",
        "The page has no title, or looks unlike all others.",
        "Without title: Jekyll makes one of the slug; without layout: the page is bare.",
        "---\nlayout: post\n---", "---\nlayout: post\ntitle: My post\n---",
        "none", "Add the key.",
    ),
    Rule(
        "CP306", "empty-required", "error",
        "title:, date: or layout: without a value.",
        "An empty date stops the build.",
        "title: becomes the slug, layout: means no layout unless the site's defaults give one,"
        " date: is 'Invalid date' and the build fails.",
        "date:", "date: 2013-03-06",
        "none", "Fill it in, or take the line out.",
    ),
    Rule(
        "CP307", "placeholder", "warning",
        "A placeholder that was never filled in: ..., TBD, TODO, lorem ipsum, the key's own name.",
        "It stands on the page and in search results.",
        "Jekyll prints it.",
        "description: ...", "description: Why we moved to another host",
        "none", "Fill it in, or take the line out.",
    ),
    Rule(
        "CP308", "unknown-key", "warning",
        "A key that is not in known-keys of the settings.",
        "Only for sites that keep a list.",
        "Jekyll takes any key.",
        "colour: red", "title: My post",
        "none", "Correct the key, or add it to known-keys.",
    ),
    Rule(
        "CP309", "empty-value", "off",
        "Any other key without a value.",
        "A house style; many sites keep empty keys on purpose.",
        "Jekyll reads nil.",
        "translator:", "(no such line)",
        "safe", "Removes the line.",
    ),
)  # fmt: skip

_PLACEHOLDERS = frozenset(
    {"...", "…", "tbd", "todo", "t.b.d.", "fixme", "xxx", "x", "tk", "insert title here",
     "your title here", "title here", "description here", "add description", "placeholder"}
)  # fmt: skip
_REQUIRED = ("title", "date", "layout")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report keys that one post alone shows to be wrong."""
    if post.root is None or not post.fields:
        return ()
    found: list[Problem] = []
    by_key = post.by_key
    for entry in post.fields:
        key, value = entry.key, entry.value
        if key in TYPOS:
            found.append(_typo(post, entry, TYPOS[key]))
        elif key[:1].isupper() and context.profile in ("jekyll", "plain", "eleventy"):
            found += _case(post, context, entry)
        if isinstance(value, Scalar):
            if not value.value:
                found += _empty(post, context, entry, value)
            elif len(value.value) < 30 or key in PROSE:
                found += _placeholder(post, entry, value)
    if "tag" in by_key and "tags" in by_key:
        found += _tag_and_tags(post)
    if "draft" in by_key and post.kind == "post" and context.is_jekyll:
        found += _draft(post, by_key["draft"])
    if context.options.known_keys:
        found += _unknown(post, context)
    return found


def _rename(entry: Field, name: str, safe: bool) -> Repair:
    return Repair(safe, f"rename it to {name}", ((entry.start, entry.end, name),))


def _typo(post: Post, entry: Field, meant: str) -> Problem:
    message = f"{entry.key} is not a field that Jekyll knows, so it has no effect"
    value = entry.value.value if isinstance(entry.value, Scalar) else ""
    if meant == "published" and value.strip().lower() in ("false", "no"):
        message += ": this post is public"
    fix = None if meant in post.by_key or entry.quoted else _rename(entry, meant, False)
    return Problem("CP301", entry.start, entry.end, f"{message}. Write {meant}.", fix, entry.key)


def _case(post: Post, context: Context, entry: Field) -> list[Problem]:
    lower = entry.key.lower()
    facts = context.facts
    if lower not in KNOWN and facts.keys[lower] < max(20, 20 * facts.keys[entry.key]):
        return []
    if facts.keys[entry.key] > max(3, facts.keys[lower]):
        return []  # the site writes it so throughout: its templates read it so
    there = lower in post.by_key
    message = f"Jekyll reads {entry.key} as another field than {lower}. Write {lower}."
    if there:
        message = f"{entry.key} and {lower} are two fields to Jekyll. Keep {lower}."
    fix = None if there or entry.quoted else _rename(entry, lower, True)
    return [Problem("CP302", entry.start, entry.end, message, fix, entry.key)]


def _empty(post: Post, context: Context, entry: Field, value: Scalar) -> list[Problem]:
    key = entry.key
    if key not in _REQUIRED or value.tag or key in context.defaults(post):
        lines = post.whole_lines(entry.start, entry.end)
        fix = Repair(True, "remove the line", ((*lines, ""),))
        message = f"{key} has no value."
        return [Problem("CP309", entry.start, entry.end, message, fix, key)]
    does = {
        "title": "Jekyll makes a title of the slug",
        "date": "Jekyll stops the build: an empty date is 'Invalid date'",
        "layout": "Jekyll publishes the bare body",
    }[key]
    if key == "date" and value.style:
        does = "Jekyll stops the build: an empty date is 'Invalid date'"
    message = f"{key} has no value: {does}. Fill it in, or take the line out."
    return [Problem("CP306", entry.start, max(value.end, entry.end), message, key=key)]


def _placeholder(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    text = value.value.strip().lower()
    dots = text in ("...", "…")
    if not dots and entry.key not in PROSE:
        return []
    known = text in _PLACEHOLDERS or text == entry.key.lower() or text.startswith("lorem ipsum")
    if not dots and not known:
        return []
    shown = value.value.strip()[:30]
    message = f"{shown!r} is a placeholder, and Jekyll prints it. Fill {entry.key} in."
    level = "info" if post.kind == "draft" else None
    return [
        Problem("CP307", value.start, value.end, message, key=entry.key, level=level)  # type: ignore[arg-type]
    ]


def _tag_and_tags(post: Post) -> list[Problem]:
    tag = post.by_key["tag"]
    if isinstance(tag.value, Scalar) and not tag.value.value:
        return []
    message = "tag hides tags: Jekyll uses only tag. Write one list under tags."
    return [Problem("CP303", tag.start, tag.end, message, key="tag")]


def _draft(post: Post, entry: Field) -> list[Problem]:
    if not isinstance(entry.value, Scalar) or not is_true(entry.value):
        return []
    if "published" in post.by_key:
        return []
    edits = ((entry.start, entry.end, "published"), (entry.value.start, entry.value.end, "false"))
    message = (
        "Jekyll does not know draft: this post is public. Write published: false, or move it to"
        " _drafts."
    )
    fix = Repair(False, "write published: false", edits)
    return [Problem("CP304", entry.start, entry.end, message, fix, "draft")]


def _unknown(post: Post, context: Context) -> list[Problem]:
    known = set(context.options.known_keys)
    return [
        Problem("CP308", e.start, e.end, f"{e.key} is not among the site's known keys.", key=e.key)
        for e in post.fields
        if e.key not in known
    ]


def check_site(posts: list[Post], context: Context) -> Iterable[tuple[Post, Problem]]:
    """Report what only shows beside the other posts: missing keys, keys that nobody else has."""
    facts = context.facts
    expected = []
    if facts.posts >= 50:
        least = 0.98 * facts.posts
        usual = ("title", "layout", "author", "date")
        expected = [key for key in usual if least <= facts.keys[key] < facts.posts]
    common = {k for k, n in facts.keys.items() if n >= 20}
    rare = {k: near for k, n in facts.keys.items() if n <= 3 and k not in TYPOS
            and (near := _near(k, n, common, facts.keys))}  # fmt: skip
    for post in posts:
        if post.root is None or not post.fields:
            continue
        for key in (*expected, *context.options.required):
            if key not in post.by_key:
                yield from _missing(post, context, key)
        if rare:
            for entry in post.fields:
                if entry.key in rare and rare[entry.key] not in post.by_key:
                    yield post, _rare(post, entry, rare[entry.key], context)


def _missing(post: Post, context: Context, key: str) -> Iterable[tuple[Post, Problem]]:
    required = key in context.options.required
    if not required and post.kind != "post":
        return
    if key == "date" and not required and post.name_parts():
        return
    if key in context.defaults(post) or (
        key != "title" and not required and "redirect_to" in post.by_key
    ):
        return
    if not required and any(k.lower() == key for k in post.by_key):
        return  # written with a capital: CP302 says so
    if not required and any(TYPOS.get(k) == key for k in post.by_key):
        return
    if required:
        message = f"{key} is missing; the settings require it."
    else:
        does = {
            "title": "Jekyll makes a title of the slug",
            "layout": "Jekyll publishes the bare body",
        }.get(key, "nothing else supplies it")
        n = context.facts.keys[key]
        message = f"{key} is missing: {does}. {n:,} of {context.facts.posts:,} posts here have it."
    start = max(post.block_start - 4, 0)
    yield post, Problem("CP305", start, start + 3, message, key=key)


def _rare(post: Post, entry: Field, meant: str, context: Context) -> Problem:
    message = (
        f"{entry.key} stands in {context.facts.keys[entry.key]} of {context.facts.posts:,} posts,"
        f" {meant} in {context.facts.keys[meant]:,} and not in this one. Is it {meant}?"
    )
    fix = None if entry.quoted else _rename(entry, meant, False)
    return Problem("CP301", entry.start, entry.end, message, fix, entry.key)


def _near(key: str, count: int, common: set[str], counts: dict[str, int]) -> str:
    """Return the common key that a rare one looks like, empty where there is none."""
    if len(key) < 5 or len(key) > 30 or key in KNOWN or not re.fullmatch(r"[A-Za-z_-]+", key):
        return ""
    for other in sorted(common, key=lambda k: -counts[k]):
        if counts[other] < 20 * count or other.rstrip("s") == key.rstrip("s"):
            continue
        if other.lower() == key.lower() or abs(len(other) - len(key)) > 2 or len(other) < 5:
            continue
        if distance(key, other, 2 if min(len(key), len(other)) >= 8 else 1):
            return other
    return ""


def distance(a: str, b: str, most: int) -> bool:
    """Tell whether two words differ by at most so many letters (swapped neighbours count once)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[-1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1] <= most
