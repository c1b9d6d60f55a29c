"""One JSON array of findings."""

from __future__ import annotations

from json import dumps

from crosspost.validate.reports.jsonl import record
from crosspost.validate.run import Run


def render(run: Run) -> str:
    """Return the report."""
    return dumps([record(f) for f in run.findings], ensure_ascii=False, indent=2) + "\n"
