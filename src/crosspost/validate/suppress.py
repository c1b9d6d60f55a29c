"""Comments that silence rules: ``# crosspost: ignore[CP403]`` and ``# crosspost: ignore-file[…]``.

At the end of a line of front matter a comment holds for that line, on a line of its own for the
next one. Without brackets it holds for every rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Repair
from crosspost.validate.selection import known_codes

_COMMENT = lazy_compile(
    r"#[ \t]*+crosspost:[ \t]*+ignore(?P<file>-file)?(?:\[(?P<codes>[^\]\n]{0,200})\])?[ \t]*+\r?$",
    re.M,
)


@dataclass(slots=True)
class Silence:
    """One comment."""

    start: int
    end: int
    line: int | None
    codes: frozenset[str] | None
    own_line: bool
    used: bool = field(default=False)


def silences(post: Post) -> list[Silence]:
    """Return the comments of a post's front matter; an unknown code silences nothing."""
    block_start = post.block_start
    block = post.text[block_start : post.block_end]
    if "crosspost:" not in block:
        return []
    found = []
    for match in _COMMENT.finditer(block):
        before = block[block.rfind("\n", 0, match.start()) + 1 : match.start()]
        value = before.rstrip(" \t")
        if value and value == before:
            continue  # a comment needs a space before it
        own = not value.strip()
        line = post.position(block_start + match.start())[0]
        codes = None
        if match["codes"] is not None:
            words = (word.strip() for word in match["codes"].split(","))
            codes = frozenset().union(*(known_codes(word) for word in words if word))
        found.append(
            Silence(
                block_start + match.start() - len(before) + len(value),
                block_start + match.end(),
                None if match["file"] else line + 1 if own else line,
                codes,
                own,
            )
        )
    return found


def silenced(problem: Problem, line: int, comments: list[Silence]) -> bool:
    """Tell whether a comment silences a finding, and remember that the comment is of use."""
    hit = False
    for comment in comments:
        if (comment.line is None or comment.line == line) and (
            comment.codes is None or problem.code in comment.codes
        ):
            comment.used = hit = True
    return hit


def unused(post: Post, comments: list[Silence]) -> list[Problem]:
    """Return a finding for every comment that silences nothing."""
    found = []
    for comment in comments:
        if comment.used:
            continue
        span = (comment.start, comment.end)
        if comment.own_line:
            span = post.whole_lines(comment.end - 1, comment.end - 1)
        elif post.text[comment.end - 1 : comment.end] == "\r":
            span = (comment.start, comment.end - 1)
        fix = Repair(True, "remove the comment", ((*span, ""),))
        at = (
            comment.start
            + len(post.text[comment.start : comment.end])
            - len(post.text[comment.start : comment.end].lstrip())
        )
        found.append(
            Problem("CP001", at, comment.end, "This comment silences nothing. Remove it.", fix)
        )
    return found
