"""Rules, and problems in offsets, before they have a line and a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosspost.model import Level
from crosspost.validate.generators import JEKYLL

DefaultLevel = Level | Literal["off"]
FixKind = Literal["safe", "unsafe", "both", "none"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its documentation: ``--explain``, ``--list-rules`` and the rules page show it.

    Attributes:
        code: stable, never reused.
        name: stable; both may be used to select it.
        level: of its findings; ``off`` must be selected.
        what: what is found, one sentence.
        why: the effect on the blog.
        jekyll: what Jekyll does.
        bad: an example with the problem.
        good: the same, corrected.
        fix: whether there is a fix.
        fix_text: what the fix writes, or what to do if there is none.
        generators: the profiles in which it holds; Jekyll's own by default.
        elsewhere: its message where the usual one speaks of Jekyll, with ``{key}`` for the field.
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
    generators: frozenset[str] = JEKYLL
    elsewhere: str = ""


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
        fix: what is offered.
        key: the field it is about.
        level: if it differs from the rule's.
        advice: what the message tells the author to write, where no fix is offered; it is checked
            like a fix, and not given if it would do harm.
    """

    code: str
    start: int
    end: int
    message: str
    fix: Repair | None = None
    key: str = ""
    level: Level | None = None
    advice: Repair | None = None
