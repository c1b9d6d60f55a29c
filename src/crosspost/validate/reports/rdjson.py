"""Reviewdog's diagnostic format (https://github.com/reviewdog/reviewdog, proto/rdf)."""

from __future__ import annotations

from json import dumps

from crosspost.validate.run import Run

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(run: Run) -> str:
    """Return the report."""
    rows = [
        {
            "message": finding.message,
            "severity": _SEVERITY[finding.level],
            "code": {"value": finding.code},
            "location": {
                "path": finding.path,
                "range": {
                    "start": {"line": finding.line, "column": finding.column},
                    "end": {"line": finding.end_line, "column": finding.end_column},
                },
            },
        }
        for finding in run.findings
    ]
    return dumps({"source": {"name": "crosspost validate"}, "diagnostics": rows}, indent=2) + "\n"
