"""All checks of a post of another generator, and what its findings say of no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.generators import OTHERS, PLAIN
from crosspost.validate.others import fields, syntax, times, urls
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem
from crosspost.validate.rules import (
    RULES,
    Check,
    SiteCheck,
    attribution,
    encoding,
    fences,
    key_names,
    keys,
    lists,
    references,
    schema,
    taxonomy,
    text,
    values,
)

#: Fixes that change bytes alone, which every reader of front matter reads alike.
BYTES_ONLY = frozenset({"CP105", "CP106"})
_OTHER = lazy_compile(r"Jekyll|Ruby|Psych|Liquid|_config\.yml|_posts|_drafts|jekyll")


def _some(check: Check, *codes: str) -> Check:
    """Return a check that reports the problems of some rules only."""

    def chosen(post: Post, context: Context) -> Iterable[Problem]:
        return [problem for problem in check(post, context) if problem.code in codes]

    return chosen


def _fences(post: Post, context: Context) -> Iterable[Problem]:
    """Report fences of YAML; Hugo reads CR as the end of a line, and what is behind ``---``."""
    if post.format == "toml":
        return
    start = post.text.removeprefix("\ufeff")[:4]
    is_loose = context.reading.loose_open and start in ("--- ", "---\t", "---\r")
    for problem in fences.check(post, context):
        if not (problem.code == "CP103" and is_loose):
            yield problem


#: Rules for a file, even if its front matter is broken.
FILE_CHECKS: tuple[Check, ...] = (
    encoding.check,
    _some(_fences, "CP102", "CP103", "CP109"),
    syntax.check,
)
#: Rules for a single post; if its YAML is broken and can be fixed, for the fixed text.
CHECKS: tuple[Check, ...] = (
    fields.check,
    times.check,
    _some(values.check, "CP206", "CP207", "CP210"),
    key_names.check,
    _some(keys.check, "CP307", "CP309"),
    lists.check,
    text.check,
    urls.check,
    _some(attribution.check, "CP801"),
    schema.check,
)


def _missing(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Report a title that nearly all others have, and keys that the settings require."""
    facts = context.facts
    least = min(facts.posts - 1, 0.9 * facts.posts)
    has_titles = facts.posts >= 5 and least <= facts.keys["title"] < facts.posts
    for post in posts:
        if post.root is None or not post.fields or post.name[:1] == "_":
            continue
        names = {name.lower() for name in post.by_key}
        at = max(post.block_start - 4, 0)
        for key in context.options.required:
            if key not in post.by_key:
                message = f"{key} is missing; the settings require it."
                yield post, Problem("CP305", at, at + 3, message, key=key)
        is_post = not post.by_key.keys().isdisjoint(context.reading.date_fields)
        if (
            has_titles
            and is_post
            and "title" not in names
            and "title" not in context.options.required
        ):
            message = (
                f"title is missing. {facts.keys['title']:,} of {facts.posts:,} posts here have it."
            )
            yield post, Problem("CP305", at, at + 3, message, key="title")


def _variants(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    if context.options.show_info:
        yield from taxonomy.variants(posts, context.facts.taxonomy)


#: Rules for all posts of a site together.
SITE_CHECKS: tuple[SiteCheck, ...] = (
    key_names.check_site,
    _missing,
    _variants,
    references.check_site,
    urls.check_site,
)


def adapted(problems: Iterable[Problem], context: Context) -> Iterator[Problem]:
    """Yield the problems of rules that hold for the generator of a site, in words for it.

    A message about Jekyll is replaced by the neutral one of the rule. Fixes are those that only
    change bytes: how each generator reads a changed value is not known well enough to promise it.
    """
    for problem in problems:
        rule = RULES[problem.code]
        # A generator of which nothing is known here is like all others.
        if not rule.generators >= (OTHERS if context.reading is PLAIN else {context.profile}):
            continue
        if _OTHER.search(problem.message):
            problem.message = (rule.elsewhere or rule.what).replace("{key}", problem.key)
        problem.message = problem.message.replace(
            "Add canonical_url", f"Add {context.reading.source}"
        )
        problem.advice = None
        if problem.code not in BYTES_ONLY:
            problem.fix = None
        yield problem
