"""Which findings the report for people shows, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from crosspost.model import Finding

Sort = Literal["level", "path", "rule"]
GroupBy = Literal["none", "post", "rule"]
RANK = {"error": 0, "warning": 1, "info": 2}
# A rule with more findings of a level than this is shown by the first of them.
REPEATED = {"error": 10, "warning": 5, "info": 5}
MOST = 50


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How the report for people is shown.

    Attributes:
        sort: ``level``: errors first; ``path`` or ``rule``.
        group_by: ``post`` or ``rule``: findings as lines below headings.
        most: how many findings are shown; None: all.
        fold: show a rule that repeats by its first finding and one line.
        links: the terminal shows links (OSC 8).
        command: the command line of this run, to which the report adds flags; empty: unknown.
        errors_only: the run reports errors only.
        is_fixed: the run applied its fixes.
    """

    sort: Sort = "level"
    group_by: GroupBy = "none"
    most: int | None = MOST
    fold: bool = True
    links: bool = False
    command: str = "crosspost validate"
    errors_only: bool = False
    is_fixed: bool = False


SCREEN = ReportOptions()


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding that is shown, and those that one line counts with it, itself included."""

    finding: Finding
    group: tuple[Finding, ...]


def in_order(findings: Iterable[Finding], sort: Sort) -> list[Finding]:
    """Return findings in the order of their level, path or rule."""
    if sort == "level":
        return sorted(findings, key=lambda f: (RANK[f.level], f.path, f.line, f.column, f.code))
    if sort == "rule":
        return sorted(findings, key=lambda f: (f.code, f.path, f.line, f.column))
    return sorted(findings, key=lambda f: (f.path, f.line, f.column, f.code))


def of_rules(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Return code and level → the findings of that rule, both in the order of the findings."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.code, finding.level].append(finding)
    return groups


def chosen(findings: Iterable[Finding], options: ReportOptions) -> list[Shown]:
    """Return what is shown, in order; a rule that repeats comes after the others of its level.

    Where not all can be shown, a rule that repeats is never left out.
    """
    ordered = in_order(findings, options.sort)
    groups = of_rules(ordered)
    single: list[Shown] = []
    folded: list[Shown] = []
    for finding in ordered:
        group = groups[finding.code, finding.level]
        if not options.fold or len(group) <= REPEATED[finding.level]:
            single.append(Shown(finding, (finding,)))
        elif finding is group[0]:
            folded.append(Shown(finding, tuple(group)))
    if options.most is not None:
        single = single[: max(0, options.most - len(folded))]
        folded = folded[: options.most]
    if options.sort == "level":
        folded.sort(key=lambda shown: -len(shown.group))
        return sorted([*single, *folded], key=lambda shown: RANK[shown.finding.level])
    both = {id(shown.finding): shown for shown in (*single, *folded)}
    return [both[id(finding)] for finding in ordered if id(finding) in both]
