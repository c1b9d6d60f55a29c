"""For a person: the line, a caret below what is meant, what Jekyll does, and the sum at the end."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from crosspost.model import Finding
from crosspost.validate.reports.visible import visible
from crosspost.validate.run import Run

Part = tuple[str, str]
_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
_WIDTH = 96


def parts(run: Run, width: int = _WIDTH) -> Iterator[list[Part]]:
    """Yield the lines of the report, each as texts with the style that a terminal gives them.

    Args:
        width: columns of the terminal; what is wider than 96 is not used, nor less than 40.
    """
    width = max(40, min(width, _WIDTH))
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
    source = visible(finding.source)
    start = finding.column - 1
    length = finding.end_column - finding.column if finding.end_line == finding.line else 400
    length = max(1, min(length, len(source) - start))
    cut = 0
    if start + length > width - 10:
        cut = max(0, min(start - 20, len(source) - (width - 12)))
    shown = source[cut : cut + width - 10]
    before = _columns(shown[: start - cut])
    marked = min(_columns(shown[start - cut : start - cut + length]) or 1, width - 10)
    number = f"{finding.line:>6} "
    yield [(f"{number}│ ", "dim"), (("…" if cut else "") + shown.expandtabs(8), "")]
    yield [("       │ ", "dim"), (" " * (before + bool(cut)) + "^" * marked, _STYLE[finding.level])]


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text.expandtabs(8)) + wide


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
