"""Checking one post without a file."""

from __future__ import annotations

from crosspost.model import Finding
from crosspost.validate.check import findings, of_one
from crosspost.validate.context import Context
from crosspost.validate.post import Post
from crosspost.validate.selection import Selection, levels_of


def check_post(post: Post, context: Context, posts: list[Post]) -> list[Finding]:
    """Return the findings of one post.

    Args:
        post: as ``read_post`` returns it.
        context: its site.
        posts: all posts of its site.
    """
    chosen = Selection(levels_of(context.options), context.options, context.options.root)
    return findings(post, of_one(post, context, posts), chosen, context)[0]
