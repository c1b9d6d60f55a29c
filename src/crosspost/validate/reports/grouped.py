"""Findings as lines below the posts or the rules that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crosspost.model import Finding
from crosspost.validate.reports.chosen import RANK, ReportOptions, in_order, of_rules
from crosspost.validate.reports.styles import STYLE, is_fixable, styled
from crosspost.validate.reports.summary import counted
from crosspost.validate.reports.visible import visible
from crosspost.validate.reports.wrap import Part, wrapped
from crosspost.validate.rules import RULES

_INDENT = "  "
# Findings of one rule, of those that repeat.
_EXAMPLES = 5


def by_post(
    findings: list[Finding], options: ReportOptions, room: int
) -> Iterator[tuple[int, list[Part]]]:
    """Yield lines, each with the number of findings that it shows; the worst posts first."""
    posts: dict[str, list[Finding]] = defaultdict(list)
    for finding in in_order(findings, options.sort):
        posts[finding.path].append(finding)
    for path, group in posts.items():
        yield 0, [(visible(path), "bold")]
        for finding in group:
            line: list[Part] = [
                (f"{_INDENT}{finding.line}:{finding.column}  ", "dim"),
                (f"{finding.level} ", STYLE[finding.level]),
                (finding.code, styled(finding, options)),
                (f"{is_fixable(finding)} {visible(finding.message)}", ""),
            ]
            yield from _one(line, room)
        yield 0, [("", "")]


def by_rule(
    findings: list[Finding], options: ReportOptions, room: int
) -> Iterator[tuple[int, list[Part]]]:
    """Yield lines, each with the number of findings that it shows or counts; errors first."""
    rules = of_rules(in_order(findings, options.sort))
    order = sorted(rules.values(), key=lambda g: (RANK[g[0].level], -len(g)))
    for group in order if options.sort == "level" else rules.values():
        first = group[0]
        heading: list[Part] = [
            (first.code, styled(first, options)),
            (f" {RULES[first.code].name}", "bold"),
            (f" ({first.level}, {counted(len({f.path for f in group}), 'post')})", "dim"),
            (f": {RULES[first.code].what}", ""),
        ]
        for part in wrapped(heading, room, _INDENT):
            yield 0, part
        last = _EXAMPLES if options.fold and len(group) > _EXAMPLES + 1 else len(group)
        for finding in group[:last]:
            place = f"{_INDENT}{visible(finding.path)}:{finding.line}:{finding.column}:"
            text = f"{is_fixable(finding)} {visible(finding.message)}"
            yield from _one([(place, "dim"), (text, "")], room)
        if last < len(group):
            more = f"{_INDENT}{len(group) - last:,} more: use --select {first.code}."
            yield len(group) - last, [(more, "dim")]
        yield 0, [("", "")]


def _one(line: list[Part], room: int) -> Iterator[tuple[int, list[Part]]]:
    for number, part in enumerate(wrapped(line, room, _INDENT * 3)):
        yield int(not number), part
