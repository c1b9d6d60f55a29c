"""One JSON object on a line for each finding. Keys are added, never renamed."""

from __future__ import annotations

from typing import Any

from crosspost.model import Finding
from crosspost.validate.baseline import fingerprint
from crosspost.validate.reports.visible import json_text
from crosspost.validate.rules import RULES
from crosspost.validate.run import Run


def record(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data; edits count bytes from the beginning of the file."""
    fix = None
    if finding.fix is not None:
        fix = {
            "safety": "safe" if finding.fix.safe else "unsafe",
            "title": finding.fix.title,
            "edits": [
                {
                    "start": edit.start,
                    "end": edit.end,
                    "replacement": edit.replacement.decode("utf-8", "replace"),
                }
                for edit in finding.fix.edits
            ],
        }
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "code": finding.code,
        "name": RULES[finding.code].name,
        "level": finding.level,
        "key": finding.key or None,
        "message": finding.message,
        "fix": fix,
        "fingerprint": fingerprint(finding),
    }


def render(run: Run) -> str:
    """Return the report."""
    return "".join(f"{json_text(record(finding))}\n" for finding in run.findings)
