"""One line for each finding: ``path:line:column: CODE [*] message``; ``[*]`` marks a safe fix."""

from __future__ import annotations

from crosspost.model import Finding
from crosspost.validate.reports.styles import is_fixable
from crosspost.validate.reports.visible import visible
from crosspost.validate.run import Run


def line(finding: Finding) -> str:
    """Return a finding on one line."""
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return visible(f"{place}: {finding.code}{is_fixable(finding)} {finding.message}")


def render(run: Run) -> str:
    """Return the report."""
    return "".join(f"{line(finding)}\n" for finding in run.findings)
