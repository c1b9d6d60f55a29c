"""The end of the report for people: what was fixed, what is not shown, counts, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crosspost.validate.explain import page_of
from crosspost.validate.reports.chosen import MOST, RANK, ReportOptions
from crosspost.validate.reports.visible import visible
from crosspost.validate.reports.wrap import Part
from crosspost.validate.rules import RULES
from crosspost.validate.run import Run

BASELINE = ".crosspost-baseline.json"


def summary(run: Run, options: ReportOptions, left_out: int = 0) -> Iterator[list[Part]]:
    """Yield the last lines of the report.

    Args:
        left_out: findings that are neither shown nor counted in a line about a rule.
    """
    if run.fixed:
        fixed = f"Repaired {counted(run.fixed, 'problem')} in {counted(len(run.changed), 'file')}."
        yield [(fixed, "green")]
    for line in refusals(run):
        yield [(line, "yellow")]
    if left_out:
        yield [(f"{counted(left_out, 'more finding')} not shown: use --all.", "bold")]
    if not run.findings:
        info = f" {run.hidden:,} of level info: use --show-info." if run.hidden else ""
        yield [_nothing(run, "errors" if options.errors_only else "problems"), (info, "dim")]
        return
    if run.hidden:
        yield [(f"{run.hidden:,} more of level info: use --show-info.", "dim")]
    advice = list(_advice(run, options))
    yield from advice[:-1]
    yield [(totals(run), "bold"), *(advice[-1] if advice else ())]


def counted(number: int, what: str) -> str:
    """Return a number with its noun, such as ``1 post`` or ``1,839 posts``."""
    return f"{number:,} {what}{'s' * (number != 1)}"


def totals(run: Run) -> str:
    """Return the counts of a run, such as ``3 errors, 180 warnings in 450 posts; 120 fixable``."""
    levels = Counter(finding.level for finding in run.findings)
    said = [
        f"{levels[level]:,} info" if level == "info" else counted(levels[level], level)
        for level in ("error", "warning", "info")
        if levels[level]
    ]
    safe = sum(f.has_safe_fix for f in run.findings)
    text = f"{', '.join(said) or 'No problems'} in {counted(run.files, 'post')}"
    return f"{text}; {safe:,} fixable" if safe else text


def refusals(run: Run) -> list[str]:
    """Return a line for each file that was not fixed."""
    return [visible(f"{path}: not fixed: {reason}.") for path, reason in run.refused.items()]


def _nothing(run: Run, what: str) -> Part:
    if run.files:
        return f"No {what} in {counted(run.files, 'post')}.", "green"
    return "No posts found. Name a post, or the folder of the site or of its posts.", "yellow"


def _advice(run: Run, options: ReportOptions) -> Iterator[list[Part]]:
    """Yield what to do; the last of it is the end of the last line: the next command."""
    if not options.command:
        return
    code = min(run.findings, key=lambda f: RANK[f.level]).code
    explain = f"crosspost validate --explain {code}"
    fixable = [] if options.is_fixed else [f for f in run.findings if f.fix is not None]
    safe = sum(f.has_safe_fix for f in fixable)
    unsafe = len(fixable) - safe
    if not options.links:
        pages = page_of(RULES[code]).rpartition("/")[0]
        yield [(f"About a rule: {explain}, or {pages}", "dim")]
    if len(run.findings) > MOST:
        text = (
            f"To see only new findings from now on: {options.command} --write-baseline {BASELINE};"
            f" then always --baseline {BASELINE}."
        )
        yield [(text, "")]
    review = f"{unsafe:,} fixable after review: {options.command} --unsafe-fixes --diff"
    if safe:
        if unsafe:
            yield [(review, "")]
        yield [(f": {options.command} --fix", "bold")]
    else:
        yield [(f"; {review}" if unsafe else f"; what it is: {explain}", "bold")]
