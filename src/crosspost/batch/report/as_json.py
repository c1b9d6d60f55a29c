"""The report as JSON, written link by link."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from crosspost.batch.journal import moved, results
from crosspost.control_characters import escaped_json


def write(db: sqlite3.Connection, run: int, file: TextIO, root: Path, folder: Path) -> None:
    """Write counts, causes, invalid lines, and every link."""
    head = {
        "site": str(root),
        "counts": results.counts(db, run),
        "causes": [asdict(cause) for cause in results.causes(db, run)],
        "bad_lines": [
            {"source": source, "line": line, "reason": reason}
            for source, line, reason in results.bad_lines(db, run)
        ],
        "exports": [
            {"source": source, "parts": [part._asdict() for part in parts]}
            for source, parts in results.contents(db, run).items()
        ],
    }
    if left := moved.left(db, run):
        head["links_left"] = [link._asdict() for link in left]
    text = escaped_json(json.dumps(head, ensure_ascii=False, indent=1))
    file.write(text.removesuffix("\n}") + ',\n "links": [')
    separator = "\n  "
    for record in results.records(db, run):
        file.write(separator + escaped_json(json.dumps(asdict(record), ensure_ascii=False)))
        separator = ",\n  "
    file.write("\n ]\n}\n")
