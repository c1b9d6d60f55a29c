"""The rule about comments that silence rules."""

from __future__ import annotations

from crosspost.validate.rule import Rule

RULES = (
    Rule(
        "CP001", "unused-ignore", "warning",
        "A comment '# crosspost: ignore[…]' that suppressions nothing.",
        "The next fault on that line would pass unseen.",
        "Jekyll does not read comments.",
        "title: My post  # crosspost: ignore[CP403]", "title: My post",
        "safe", "Removes the comment.",
    ),
)  # fmt: skip
