"""Findings for tests of reports."""

from __future__ import annotations

from crosspost.model import Edit, Finding, Fix, Level

_FIX = Fix(True, "write it in quotes", (Edit(0, 1, b"x"),))


def found(
    code: str, level: Level, number: int = 1, *, first: int = 1, safe: bool | None = None
) -> list[Finding]:
    """Return findings of one rule, each in a post of its own.

    Args:
        first: the number of the first post.
        safe: they have a fix, which is safe or not.
    """
    fix = None if safe is None else Fix(safe, _FIX.title, _FIX.edits)
    return [
        Finding(
            f"_posts/2020-01-{n:02}-a.md", 2, 8, 2, 9, code, level, f"Message {code} {n}.", fix,
            source="title: x",
        )
        for n in range(first, first + number)
    ]  # fmt: skip
