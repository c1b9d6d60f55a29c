"""For the terminal: the line, a caret below the problem, what Jekyll does, and a summary."""

from __future__ import annotations

import itertools
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from crosspost.model import Finding
from crosspost.validate.reports.columns import cells
from crosspost.validate.reports.visible import visible
from crosspost.validate.reports.wrap import Part, wrapped
from crosspost.validate.run import Run

_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
# Columns of texts, and of the narrowest terminal for which lines are broken.
_WIDTH, _LEAST = 96, 20
_INDENT = "   "
# Before a line that marks something, and columns of a cut line that are shown before the mark.
_GUTTER = "       │ "
_BEFORE = 20


def parts(run: Run, width: int = 0) -> Iterator[list[Part]]:
    """Yield the lines of the report, each as texts with the style that a terminal gives them.

    Args:
        width: columns of the terminal; 0: there is none, and only long texts are broken.
    """
    room = max(_LEAST, width) if width else sys.maxsize
    for finding in run.findings:
        yield from wrapped(_heading(finding), room, _INDENT)
        if finding.source.strip() and finding.column > 0:
            yield from _source(finding, min(room, _WIDTH))
        text = [(_INDENT, ""), (visible(finding.message), "")]
        yield from wrapped(text, min(room, _WIDTH), _INDENT)
        if finding.fix is not None:
            flag = "--fix" if finding.fix.safe else "--unsafe-fixes"
            fix = [(_INDENT, ""), (f"{flag}: {visible(finding.fix.title)}.", "green")]
            yield from wrapped(fix, room, _INDENT)
        yield [("", "")]
    for line in summary(run):
        yield from wrapped(line, room)


def _heading(finding: Finding) -> list[Part]:
    mark = " [*]" if finding.fix is not None and finding.fix.safe else ""
    return [
        (visible(finding.path), "bold"),
        (f":{finding.line}:{finding.column}: ", "dim"),
        (f"{finding.code}{mark}", _STYLE[finding.level]),
        (f" {finding.level}", "dim"),
    ]


def refusals(run: Run) -> list[str]:
    """Return a line for each file that was not fixed."""
    return [visible(f"{path}: not fixed: {reason}.") for path, reason in run.refused.items()]


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
    yield [(_GUTTER, "dim"), (" " * (before + len(ellipsis)) + "^" * marked, _STYLE[finding.level])]


def summary(run: Run) -> Iterator[list[Part]]:
    """Yield the summary, and what to do next."""
    posts = "post" if run.files == 1 else "posts"
    if run.fixed:
        fixed = f"Repaired {run.fixed} problem{'s' * (run.fixed != 1)} in {len(run.changed)}"
        yield [(f"{fixed} file{'s' * (len(run.changed) != 1)}.", "green")]
    for line in refusals(run):
        yield [(line, "yellow")]
    if not run.findings:
        yield [(f"No problems in {run.files:,} {posts}.", "green")]
    else:
        where = len({finding.path for finding in run.findings})
        number = len(run.findings)
        yield [
            (
                f"Found {number:,} problem{'s' * (number != 1)} in {where:,} of"
                f" {run.files:,} {posts}.",
                "bold",
            )
        ]
        safe = sum(1 for f in run.findings if f.fix is not None and f.fix.safe)
        unsafe = sum(1 for f in run.findings if f.fix is not None and not f.fix.safe)
        if safe:
            text = f"{safe:,} can be fixed with --fix (nothing else in the file changes)"
            more = f"; {unsafe:,} more with --unsafe-fixes" if unsafe else ""
            yield [(f"{text}{more}.", "")]
        elif unsafe:
            yield [
                (
                    f"{unsafe:,} can be fixed with --fix --unsafe-fixes; please review them.",
                    "",
                )
            ]
    if run.hidden:
        yield [(f"{run.hidden:,} more of level info: use --show-info.", "dim")]


def render(run: Run) -> str:
    """Return the report without colours."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in parts(run))
