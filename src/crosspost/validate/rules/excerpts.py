"""The separator between a post's excerpt and the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.validate.context import Context
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Repair, Rule

RULES = (
    Rule(
        "CP310", "excerpt-separator", "warning",
        "An excerpt_separator that the body does not have in this form: spaces or capitals differ,"
        " or, if the post sets it itself, it is missing.",
        "The excerpt is the whole post: on the front page, in feeds and previews.",
        "Jekyll looks for the exact text and, without it, takes all of the body.",
        "---\nexcerpt_separator: <!--more-->\n---\nOne\n\n<!-- more -->",
        "---\nexcerpt_separator: <!--more-->\n---\nOne\n\n<!--more-->",
        "none", "Write the separator in the body as excerpt_separator has it.",
    ),
)  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report a body without its separator, or with another form of it."""
    if post.kind != "post" or not context.is_jekyll or post.format != "yaml" or post.fence:
        return ()
    own = post.scalar("excerpt_separator")
    separator = own.value if own is not None else context.excerpt_separator
    if len(separator.strip()) < 2 or "excerpt" in post.by_key:
        return ()
    if separator in post.text[post.body_start :]:
        return ()
    meant = _other_form(separator).search(post.text, post.body_start)
    if meant is None and own is None:
        return ()  # a short post, which is its own excerpt
    does = "Jekyll finds no separator, and the excerpt is the whole post"
    if meant is not None:
        message = f"{meant[0]!r} is not {separator!r}: {does}. Write {separator}."
        start, end = meant.span()
        advice = Repair(False, f"write {separator}", ((start, end, separator),))
        return [Problem("CP310", start, end, message, key="excerpt_separator", advice=advice)]
    assert own is not None
    message = f"{separator[:40]!r} is not in the body: {does}. Write it there."
    return [Problem("CP310", own.start, own.end, message, key="excerpt_separator")]


def _other_form(separator: str) -> re.Pattern[str]:
    """Return an expression for a separator with other spaces and capitals."""
    words = re.findall(r"\w+|[^\w\s]", separator[:100])
    return re.compile("[ \\t]{0,3}".join(map(re.escape, words)), re.IGNORECASE)
