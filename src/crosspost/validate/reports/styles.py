"""How levels and codes look in the report for people."""

from __future__ import annotations

from crosspost.model import Finding
from crosspost.validate.explain import page_of
from crosspost.validate.reports.chosen import ReportOptions
from crosspost.validate.rules import RULES

STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}


def styled(finding: Finding, options: ReportOptions) -> str:
    """Return the style of a finding's code, which links to the page of its rule."""
    style = STYLE[finding.level]
    return f"{style} link {page_of(RULES[finding.code])}" if options.links else style


def is_fixable(finding: Finding) -> str:
    """Return the mark of a finding with a safe fix."""
    return " [*]" if finding.has_safe_fix else ""
