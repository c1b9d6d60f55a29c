"""The rule about comments that suppress rules."""

from __future__ import annotations

from crosspost.validate.generators import ALL
from crosspost.validate.rule import Rule

RULES = (
    Rule(
        "CP001", "unused-ignore", "warning",
        "A comment '# crosspost: ignore[…]' that suppresses nothing.",
        "The next problem on that line would not be reported.",
        "Jekyll does not read comments.",
        "title: My post  # crosspost: ignore[CP403]", "title: My post",
        "safe", "Removes the comment.",
        generators=ALL,
    ),
)  # fmt: skip
