"""The report as JSON, written link by link."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from crosspost.batch.journal import moved, results
from crosspost.batch.journal.duplicates import duplicates
from crosspost.batch.report.text import totals
from crosspost.control_characters import escaped_json


def write(db: sqlite3.Connection, run: int, file: TextIO, root: Path, folder: Path) -> None:
    """Write counts, causes, invalid lines, old and new URLs, every link and every duplicate.

    The numbers of ``entries`` add up to the entries that could be read.
    """
    head = {
        "site": str(root),
        "dry_run": results.is_dry(db, run),
        "counts": results.counts(db, run),
        "entries": {state: number for state, _, number in totals(db, run)},
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
    if found := [one._asdict() for one in moved.url_map(db, run)]:
        head["url_map"] = found
    if left := moved.left(db, run):
        head["links_left"] = [link._asdict() for link in left]
    if missing := moved.missing(db, run):
        head["places_missing"] = [link._asdict() for link in missing]
    text = escaped_json(json.dumps(head, ensure_ascii=False, indent=1))
    file.write(text.removesuffix("\n}") + ',\n "links": [')
    separator = "\n  "
    for record in results.records(db, run):
        file.write(separator + _line(_as_plain(record)))
        separator = ",\n  "
    file.write('\n ],\n "duplicates": [')
    separator = "\n  "
    for one in duplicates(db, run):
        of = {**one.of._asdict(), "path": one.path}
        file.write(separator + _line({**one.entry._asdict(), "title": one.title, "of": of}))
        separator = ",\n  "
    file.write("\n ]\n}\n")


def _line(value: dict[str, Any]) -> str:
    return escaped_json(json.dumps(value, ensure_ascii=False))


def _as_plain(record: results.Record) -> dict[str, Any]:
    found = asdict(record)
    del found["key"]  # it names the link in the journal alone
    found["same_as"] = record.same_as._asdict() if record.same_as else None
    return found
