"""What a rule is, and what it finds, before it has a line and a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosspost.model import Level

DefaultLevel = Level | Literal["off"]
FixKind = Literal["safe", "unsafe", "both", "none"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its documentation: ``--explain``, ``--list-rules`` and the rules page show it.

    Attributes:
        code: stable, never given to another rule.
        name: stable, too; both may be used to select it.
        level: what it reports as; ``off`` must be selected.
        what: one sentence: what is found.
        why: what it costs the blog.
        jekyll: what Jekyll really does.
        bad: an example that is found.
        good: the same, right.
        fix: whether there is a repair.
        fix_text: what the repair writes, or what to do where there is none.
    """

    code: str
    name: str
    level: DefaultLevel
    what: str
    why: str
    jekyll: str
    bad: str
    good: str
    fix: FixKind = "none"
    fix_text: str = ""


# An edit in code points: start, end, replacement.
TextEdit = tuple[int, int, str]


@dataclass(slots=True)
class Repair:
    """A fix in code points of the text."""

    safe: bool
    title: str
    edits: tuple[TextEdit, ...]


@dataclass(slots=True)
class Problem:
    """A finding in offsets of the text.

    Attributes:
        level: where it differs from the rule's.
        key: the field it is about.
    """

    code: str
    start: int
    end: int
    message: str
    fix: Repair | None = None
    key: str = ""
    level: Level | None = None
