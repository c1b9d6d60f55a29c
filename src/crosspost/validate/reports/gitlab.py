"""GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/)."""

from __future__ import annotations

from collections import Counter
from json import dumps

from crosspost.validate.baseline import fingerprint
from crosspost.validate.run import Run

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def render(run: Run) -> str:
    """Return the report; fingerprints are unique within it, as GitLab requires."""
    seen: Counter[str] = Counter()
    rows = []
    for finding in run.findings:
        mark = fingerprint(finding)
        seen[mark] += 1
        rows.append(
            {
                "description": finding.message,
                "check_name": finding.code,
                "fingerprint": f"{mark}-{seen[mark]}" if seen[mark] > 1 else mark,
                "severity": _SEVERITY[finding.level],
                "location": {
                    "path": finding.path,
                    "positions": {
                        "begin": {"line": finding.line, "column": finding.column},
                        "end": {"line": finding.end_line, "column": finding.end_column},
                    },
                },
            }
        )
    return dumps(rows, indent=2) + "\n"
