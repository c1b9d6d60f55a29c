"""One JSON array of findings."""

from __future__ import annotations

from crosspost.validate.reports.jsonl import record
from crosspost.validate.reports.visible import json_text
from crosspost.validate.run import Run


def render(run: Run) -> str:
    """Return the report."""
    return json_text([record(f) for f in run.findings], indent=2) + "\n"
