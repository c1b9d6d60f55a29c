"""For a person: the line, a caret below what is meant, what Jekyll does, and the sum at the end."""

from __future__ import annotations

import itertools
import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from crosspost.model import Finding
from crosspost.validate.reports.columns import cells
from crosspost.validate.reports.visible import visible
from crosspost.validate.run import Run

Part = tuple[str, str]
_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
_WIDTH, _LEAST = 96, 20
# Before a line that marks something, and columns of a cut line that are shown before the mark.
_GUTTER = "       │ "
_BEFORE = 20


def parts(run: Run, width: int = _WIDTH) -> Iterator[list[Part]]:
    """Yield the lines of the report, each as texts with the style that a terminal gives them.

    Args:
        width: columns of the terminal; between 20 and 96 are used.
    """
    width = max(_LEAST, min(width, _WIDTH))
    for finding in run.findings:
        yield from _finding(finding, width)
    yield from summary(run)


def _finding(finding: Finding, width: int) -> Iterator[list[Part]]:
    mark = " [*]" if finding.fix is not None and finding.fix.safe else ""
    yield [
        (visible(finding.path), "bold"),
        (f":{finding.line}:{finding.column}: ", "dim"),
        (f"{finding.code}{mark}", _STYLE[finding.level]),
        (f" {finding.level}", "dim"),
    ]
    if finding.source.strip() and finding.column > 0:
        yield from _source(finding, width)
    for text in textwrap.wrap(visible(finding.message), width - 3, break_long_words=False):
        yield [(f"   {text}", "")]
    if finding.fix is not None:
        flag = "--fix" if finding.fix.safe else "--unsafe-fixes"
        yield [(f"   {flag}: {visible(finding.fix.title)}.", "green")]
    yield [("", "")]


def refusals(run: Run) -> list[str]:
    """Return a line for each file that was not fixed."""
    return [visible(f"{path}: not repaired: {reason}.") for path, reason in run.refused.items()]


def _source(finding: Finding, width: int) -> Iterator[list[Part]]:
    """Show the line, cut around the column, and mark what is meant."""
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
    """Yield what there was altogether, and what to do next."""
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
            text = f"{safe:,} can be repaired with --fix (nothing else in the file changes)"
            more = f"; {unsafe:,} more with --unsafe-fixes" if unsafe else ""
            yield [(f"{text}{more}.", "")]
        elif unsafe:
            yield [(f"{unsafe:,} can be repaired with --fix --unsafe-fixes; look them over.", "")]
    if run.hidden:
        yield [(f"{run.hidden:,} more of level info: --show-info.", "dim")]


def render(run: Run) -> str:
    """Return the report without colours."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in parts(run))
