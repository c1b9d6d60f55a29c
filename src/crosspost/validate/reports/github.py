"""Workflow commands of GitHub Actions, and the summary of a step.

GitHub shows ten errors, ten warnings and ten notices of a step beside the lines; further commands
would be dropped, so the other findings are plain lines of the log, in a group.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections import Counter

from crosspost.model import Finding
from crosspost.validate.explain import page_of
from crosspost.validate.reports.chosen import RANK, of_rules
from crosspost.validate.reports.summary import counted, totals
from crosspost.validate.reports.visible import visible
from crosspost.validate.rules import RULES
from crosspost.validate.run import Run

_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def annotation(finding: Finding) -> str:
    """Return the command that shows a finding beside its line."""
    place = (
        f"file={_property(finding.path)},line={finding.line},endLine={finding.end_line}"
        f",col={finding.column},endColumn={finding.end_column}"
    )
    title = _property(f"crosspost {finding.code}")
    return f"::{_COMMAND[finding.level]} {place},title={title}::{_data(finding.message)}"


def _log_line(finding: Finding) -> str:
    """Return a finding as a line that GitHub does not read as a command.

    Commands are lines that begin with ``::``, or have ``##[`` in any place.
    """
    place = f"{finding.path}:{finding.line}:{finding.column}"
    line = _data(f"{finding.code} {finding.level} {place}: {finding.message}")
    return line.replace("##[", "## [")


def render(run: Run) -> str:
    """Return the report; its last line counts the findings, and those that are not annotations."""
    levels = [[f for f in run.findings if f.level == level] for level in RANK]
    lines = [annotation(f) for found in levels for f in found[:_SHOWN]]
    rest = [f for found in levels for f in found[_SHOWN:]]
    if rest:
        group = f"::group::{counted(len(rest), 'more finding')}"
        lines += [group, *map(_log_line, rest), "::endgroup::"]
    lines.append(f"{totals(run)}{_limit(len(rest))}")
    return "".join(f"{line}\n" for line in lines)


def _limit(more: int) -> str:
    if not more:
        return ""
    return (
        f". GitHub shows {_SHOWN} errors and {_SHOWN} warnings of a step;"
        f" {more:,} more {'is' if more == 1 else 'are'} in the log."
    )


def step_summary(run: Run) -> str:
    """Return Markdown for the page of a workflow run: the counts, and a table of the rules.

    It has no text of a post.
    """
    groups = of_rules(run.findings)
    lines = ["### crosspost validate", "", totals(run)]
    if groups:
        lines += ["", "| rule | level | posts | findings | fixable |", "|---|---|--:|--:|--:|"]
    order = sorted(groups.items(), key=lambda item: (RANK[item[0][1]], -len(item[1]), item[0]))
    for (code, level), group in order:
        posts = len({finding.path for finding in group})
        fixable = sum(f.has_safe_fix for f in group)
        rule = f"[{code}]({page_of(RULES[code])}) {RULES[code].name}"
        lines.append(f"| {rule} | {level} | {posts:,} | {len(group):,} | {fixable:,} |")
    levels = Counter(finding.level for finding in run.findings)
    more = sum(max(0, number - _SHOWN) for number in levels.values())
    return "\n".join(lines) + f"\n\n{_limit(more).removeprefix('. ')}".rstrip() + "\n"
