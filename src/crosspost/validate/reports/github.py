"""Annotations of GitHub Actions: errors first, since it shows ten of each level for a step.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from crosspost.model import Finding
from crosspost.validate.reports.visible import visible
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


def render(run: Run) -> str:
    """Return the report; findings above GitHub's limit are counted in one notice."""
    order = {"error": 0, "warning": 1, "info": 2}
    lines: list[str] = []
    for level in sorted(order, key=lambda name: order[name]):
        of_level = [f for f in run.findings if f.level == level]
        lines += [annotation(f) for f in of_level[:_SHOWN]]
        if len(of_level) > _SHOWN:
            more = len(of_level) - _SHOWN
            lines.append(f"::{_COMMAND[level]}::and {more} more of level {level}; see the log.")
            lines += [
                f"{_data(f.path)}:{f.line}:{f.column}: {f.code} {_data(f.message)}"
                for f in of_level[_SHOWN:]
            ]
    return "".join(f"{line}\n" for line in lines)
