"""Names of keys: misspelled, in capitals, not in the site's list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL, JEKYLL
from crosspost.validate.post import Field, Post
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Scalar
from crosspost.validate.vocabulary import CORE, KNOWN, NAMES, NOT_TYPOS, TYPOS

RULES = (
    Rule(
        "CP301", "key-typo", "warning",
        "A key that is a known misspelling, or that few posts have, while a key that looks"
        " like it is in nearly all others and not in this one.",
        "The value has no effect: pubished: false is public.",
        "Jekyll keeps the field under the name as written and does not use it.",
        "catagories: [news]", "categories: [news]",
        "unsafe", "Renames the key.",
        generators=ALL,
    ),
    Rule(
        "CP302", "key-case", "warning",
        "A key in capitals that Jekyll knows in lower case.",
        "Title: is not used as title, Tags: not as tags.",
        "Keys are case-sensitive in Jekyll (not in Hugo).",
        "Authors: [melody]", "authors: [melody]",
        "safe", "Writes the key in lower case if the post does not have that key.",
        generators=JEKYLL | {"eleventy"},
        elsewhere="{key} is another field than the one in lower case.",
    ),
    Rule(
        "CP308", "unknown-key", "warning",
        "A key that is not in known-keys of the settings.",
        "Only for sites that have a list.",
        "Jekyll accepts any key.",
        "colour: red", "title: My post",
        "none", "Correct the key, or add it to known-keys.",
        generators=ALL,
    ),
)  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report keys whose names alone are wrong."""
    if post.root is None or not post.fields:
        return ()
    found: list[Problem] = []
    own = context.options.renamed.values()
    for entry in post.fields:
        key = entry.key
        if (key in NAMES and key.islower()) or key in own:
            continue
        meant = meant_by(key) or _by_value(entry)
        if meant and (key in TYPOS or _is_slip(post, context, key, meant)):
            found.append(_typo(post, entry, meant))
        elif not key.islower() and context.profile in ("jekyll", "plain", "eleventy"):
            found += _case(post, context, entry)
    if context.options.known_keys:
        found += _unknown(post, context)
    return found


@lru_cache(maxsize=4096)
def meant_by(key: str) -> str:
    """Return the field that a key is a misspelling of; empty if it is not one."""
    if key in TYPOS:
        return TYPOS[key]
    if key in NAMES or key in NOT_TYPOS or not re.fullmatch(r"[a-z][a-z_-]{2,20}", key):
        return ""
    for name in CORE:
        if abs(len(name) - len(key)) > 1 or (
            name.rstrip("s") == key.rstrip("s") and not key.endswith("ss")
        ):
            continue  # several of them, or one
        if distance(key, name, 1) and (len(name) >= 6 or _same_letters(key, name)):
            return name
    return ""


_DAY_AND_TIME = lazy_compile(r"\d{4}-\d\d?-\d\d?[T ]{1,9}\d\d?:\d\d")


def _by_value(entry: Field) -> str:
    """Return ``date`` for a time under a key that could be anything by its name."""
    if entry.key not in ("data", "dat") or not isinstance(entry.value, Scalar):
        return ""
    return "date" if _DAY_AND_TIME.match(entry.value.value) else ""


def _same_letters(key: str, name: str) -> bool:
    """Tell whether a short word only has letters swapped, doubled or omitted."""
    return sorted(key) == sorted(name) or (
        len(key) != len(name) and (len(name) == 5 or set(key) == set(name))
    )


def _is_slip(post: Post, context: Context, key: str, meant: str) -> bool:
    """Tell whether a typing error is likely, from the site's other posts and this one."""
    return meant not in post.by_key and context.facts.keys[key] <= 3


def check_site(posts: list[Post], context: Context) -> Iterable[tuple[Post, Problem]]:
    """Report keys that few other posts have, and that look like one that nearly all have."""
    facts = context.facts
    least = _usual(context)
    common = {k for k, n in facts.keys.items() if n >= least}
    rare = {k: near for k, n in facts.keys.items() if n <= 3 and not meant_by(k)
            and (near := _near(k, n, common, facts.keys, least))}  # fmt: skip
    for post in posts if rare else ():
        for entry in post.fields:
            if entry.key in rare and rare[entry.key] not in post.by_key:
                yield post, _rare(post, entry, rare[entry.key], context)


def _usual(context: Context) -> float:
    """Return how many posts have a usual key: nearly all of them on a small blog."""
    return min(20, max(6, 0.8 * context.facts.posts))


def _renamed(entry: Field, name: str, safe: bool) -> tuple[Repair | None, Repair | None]:
    """Return a fix, or advice for a key in quotes, which somebody wrote on purpose."""
    repair = Repair(safe, f"rename it to {name}", ((entry.start, entry.end, name),))
    return (None, repair) if entry.quoted else (repair, None)


def _typo(post: Post, entry: Field, meant: str) -> Problem:
    message = (
        f"{entry.key} is not a field that {'Jekyll' if post.jekyll else 'the generator'} knows"
    )
    message += ", so it has no effect"
    value = entry.value.value if isinstance(entry.value, Scalar) else ""
    if meant == "published" and value.strip().lower() in ("false", "no"):
        message += ": this post is public"
    if meant in post.by_key:
        message += f". {meant} is there, too. Keep one of them."
        return Problem("CP301", entry.start, entry.end, message, None, entry.key)
    fix, advice = _renamed(entry, meant, False)
    message += f". Write {meant}."
    return Problem("CP301", entry.start, entry.end, message, fix, entry.key, advice=advice)


def _case(post: Post, context: Context, entry: Field) -> list[Problem]:
    lower = entry.key.lower()
    if lower == entry.key:
        return []
    facts = context.facts
    least = _usual(context) * max(1, facts.keys[entry.key])
    if lower not in KNOWN and facts.keys[lower] < least:
        return []
    if facts.keys[entry.key] > max(3, facts.keys[lower]):
        return []  # all posts of the site write it so, and its templates read it
    there = lower in post.by_key
    message = f"Jekyll reads {entry.key} as a different field from {lower}. Write {lower}."
    if there:
        message = f"{entry.key} and {lower} are two fields to Jekyll. Keep {lower}."
        return [Problem("CP302", entry.start, entry.end, message, None, entry.key)]
    fix, advice = _renamed(entry, lower, True)
    return [Problem("CP302", entry.start, entry.end, message, fix, entry.key, advice=advice)]


def _unknown(post: Post, context: Context) -> list[Problem]:
    known = set(context.options.known_keys)
    return [
        Problem("CP308", e.start, e.end, f"{e.key} is not among the site's known keys.", key=e.key)
        for e in post.fields
        if e.key not in known
    ]


def _rare(post: Post, entry: Field, meant: str, context: Context) -> Problem:
    message = (
        f"{entry.key} is in {context.facts.keys[entry.key]} of {context.facts.posts:,} posts,"
        f" {meant} in {context.facts.keys[meant]:,} and not in this one. Is it {meant}?"
    )
    fix, advice = _renamed(entry, meant, False)
    return Problem("CP301", entry.start, entry.end, message, fix, entry.key, advice=advice)


def _near(
    key: str, count: int, common: set[str], counts: dict[str, int], least: float
) -> str:  # fmt: skip
    """Return the common key that a rare one looks like; empty if there is none."""
    if len(key) < 5 or len(key) > 30 or key in KNOWN or not re.fullmatch(r"[A-Za-z_-]+", key):
        return ""
    for other in sorted(common, key=lambda k: -counts[k]):
        if counts[other] < least * count or other.rstrip("s") == key.rstrip("s"):
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
