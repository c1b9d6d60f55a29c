"""For people: the line, a caret below the problem, what Jekyll does, and a summary."""

from __future__ import annotations

import itertools
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator

from crosspost.model import Finding
from crosspost.validate.reports.chosen import SCREEN, ReportOptions, Shown, chosen
from crosspost.validate.reports.columns import cells
from crosspost.validate.reports.styles import STYLE, is_fixable, styled
from crosspost.validate.reports.summary import counted, summary
from crosspost.validate.reports.visible import visible
from crosspost.validate.reports.wrap import Part, wrapped
from crosspost.validate.rules import RULES
from crosspost.validate.run import Run

# Columns of texts, and of the narrowest terminal for which lines are broken.
_WIDTH, _LEAST = 96, 20
_INDENT = "   "
# Before a line that marks something, and columns of a cut line that are shown before the mark.
_GUTTER = "       │ "
_BEFORE = 20


def parts(run: Run, width: int = 0, options: ReportOptions = SCREEN) -> Iterator[list[Part]]:
    """Yield the lines of the report, each as texts with the style that a terminal gives them.

    Args:
        width: columns of the terminal; 0: there is none, and only long texts are broken.
        options: what is shown, and in which order.
    """
    room = max(_LEAST, width) if width else sys.maxsize
    if options.group_by == "none":
        shown = chosen(run.findings, options)
        for item in shown:
            yield from _finding(item, room, options)
        seen = sum(len(item.group) for item in shown)
    else:
        seen = yield from _groups(run, room, options)
    for line in summary(run, options, len(run.findings) - seen):
        yield from wrapped(line, room)


def _groups(run: Run, room: int, options: ReportOptions) -> Generator[list[Part], None, int]:
    """Yield the lines of a report in groups; return how many findings they show or count."""
    from crosspost.validate.reports.grouped import by_post, by_rule

    lines = {"post": by_post, "rule": by_rule}[options.group_by]
    seen = shown = 0
    for number, line in lines(run.findings, options, room):
        if options.most is not None and shown >= options.most and not line[0][0].startswith(" "):
            break
        yield line
        seen += number
        shown += bool(number)
    return seen


def _finding(item: Shown, room: int, options: ReportOptions) -> Iterator[list[Part]]:
    finding = item.finding
    yield from wrapped(_heading(finding, options), room, _INDENT)
    if finding.source.strip() and finding.column > 0 and not _is_of_file(finding):
        yield from _source(finding, min(room, _WIDTH))
    text = [(_INDENT, ""), (visible(finding.message), "")]
    yield from wrapped(text, min(room, _WIDTH), _INDENT)
    if finding.fix is not None:
        flag = "--fix" if finding.fix.safe else "--unsafe-fixes"
        fix = [(_INDENT, ""), (f"{flag}: {visible(finding.fix.title)}.", "green")]
        yield from wrapped(fix, room, _INDENT)
    if len(item.group) > 1:
        yield from wrapped(_repeated(item), room, _INDENT)
    yield [("", "")]


def _is_of_file(finding: Finding) -> bool:
    """Tell whether a finding is about the file, such as its name or a missing key."""
    if finding.code.startswith("CP10"):
        return False  # about the lines of --- themselves
    is_empty = (finding.line, finding.column) == (finding.end_line, finding.end_column)
    return finding.line == 1 and (is_empty or finding.source.rstrip() == "---")


def _repeated(item: Shown) -> list[Part]:
    """Return the line about a rule that repeats."""
    code, number = item.finding.code, len(item.group)
    posts = len({finding.path for finding in item.group})
    fixable = sum(f.has_safe_fix for f in item.group)
    times = f", {number:,} times" if posts != number else ""
    fixes = f", {fixable:,} fixable" if fixable else ""
    return [
        (_INDENT, ""),
        (f"{code} in {counted(posts, 'post')}{times}{fixes}: ", "bold"),
        (f"{RULES[code].what.rstrip('.')}; show all with ", ""),
        (f"--select {code}", "bold"),
        ("; silence with ", ""),
        (f"--ignore {code}", "bold"),
        (".", ""),
    ]


def _heading(finding: Finding, options: ReportOptions) -> list[Part]:
    return [
        (visible(finding.path), "bold"),
        (f":{finding.line}:{finding.column}: ", "dim"),
        (f"{finding.code}{is_fixable(finding)}", styled(finding, options)),
        (f" {finding.level}", "dim"),
    ]


def _source(finding: Finding, width: int) -> Iterator[list[Part]]:
    """Show the line, cut around the column, and mark the problem."""
    line = cells(visible(finding.source))
    at = [0, *itertools.accumulate(columns for _, columns in line)]
    start = min(finding.column - 1, len(line))
    length = finding.end_column - finding.column if finding.end_line == finding.line else len(line)
    end = min(start + max(1, length), len(line))
    room = width - len(_GUTTER)
    first = 0
    if at[end] > room:
        wanted = at[start] - min(_BEFORE, room // 3)
        first = bisect_left(at, max(0, min(wanted, at[-1] - room + 1)))
        while first < start and not line[first][1]:
            first += 1  # a combining character is not shown without its letter
    room -= bool(first)  # for the ellipsis
    last = bisect_right(at, at[first] + room) - 1
    shown = "".join(text for text, _ in line[first:last])
    before = at[start] - at[first]
    marked = max(1, min(at[end] - at[start], room - before))
    ellipsis = "…" if first else ""
    yield [(f"{finding.line:>6} │ ", "dim"), (ellipsis + shown, "")]
    yield [(_GUTTER, "dim"), (" " * (before + len(ellipsis)) + "^" * marked, STYLE[finding.level])]


def render(run: Run, options: ReportOptions = SCREEN) -> str:
    """Return the report without colours."""
    lines = parts(run, 0, options)
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)
