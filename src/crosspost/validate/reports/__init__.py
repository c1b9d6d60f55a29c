"""Reports of findings: a file a format, registered here by hand.

Each has ``render(run) -> str``: everything for standard output, with its last newline.
"""

from __future__ import annotations

from collections.abc import Callable

from crosspost.validate.reports import (
    concise,
    full,
    github,
    gitlab,
    json,
    jsonl,
    junit,
    rdjson,
    sarif,
)
from crosspost.validate.run import Run

FORMATS: dict[str, Callable[[Run], str]] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
    "jsonl": jsonl.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "rdjson": rdjson.render,
}
