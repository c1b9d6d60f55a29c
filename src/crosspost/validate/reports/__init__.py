"""Reports of findings: one file for each format, registered here and imported when used.

Each has ``render(run) -> str``: the whole output, with a final newline.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosspost.validate.run import Run

FORMATS: dict[str, str] = {
    "full": "crosspost.validate.reports.full",
    "concise": "crosspost.validate.reports.concise",
    "json": "crosspost.validate.reports.json",
    "jsonl": "crosspost.validate.reports.jsonl",
    "github": "crosspost.validate.reports.github",
    "gitlab": "crosspost.validate.reports.gitlab",
    "sarif": "crosspost.validate.reports.sarif",
    "junit": "crosspost.validate.reports.junit",
    "rdjson": "crosspost.validate.reports.rdjson",
}


def render(run: Run, style: str) -> str:
    """Return the report of a run in one of ``FORMATS``."""
    return str(import_module(FORMATS[style]).render(run))
