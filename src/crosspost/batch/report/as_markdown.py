"""The report as Markdown, for example for a pull request or an issue."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TextIO

from crosspost.batch.journal import moved, results
from crosspost.batch.journal.duplicates import duplicates
from crosspost.batch.report.text import (
    DRY,
    NAMES,
    OPEN,
    checks,
    reason,
    shown,
    shown_url,
    totals,
)
from crosspost.lazy_regex import lazy_compile

# Characters with a meaning in Markdown or its tables.
_SPECIAL = lazy_compile(r"([\\`*_{}\[\]<>()#+!|~$^=&-])")


def write(db: sqlite3.Connection, run: int, file: TextIO, root: Path, folder: Path) -> None:
    """Write counts, causes, invalid lines, a table of all links, duplicates, old and new URLs."""
    count = totals(db, run)
    file.write("# crosspost batch\n\n")
    if results.is_dry(db, run):
        file.write(f"{DRY}\n\n")
    for _, name, number in count:
        file.write(f"- {name}: {number}\n")
    file.write(f"- all: {sum(number for _, _, number in count)}\n")
    causes = results.causes(db, run)
    if causes:
        file.write("\n## Why links failed\n\n| reason | links | what to try |\n|---|---:|---|\n")
        for cause in causes:
            file.write(f"| {_text(cause.reason)} | {cause.links} | {_text(cause.hint)} |\n")
    _contents(db, run, file)
    _links_left(db, run, file)
    _bad_lines(db, run, file)
    file.write("\n## Links\n\n| link | result |\n|---|---|\n")
    for record in results.records(db, run):
        file.write(f"| {_text(shown_url(record.url))} | {_result(record)} |\n")
    _duplicates(db, run, file)
    _url_map(db, run, file)


def _duplicates(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    for number, one in enumerate(duplicates(db, run)):
        if number == 0:
            file.write("\n## Duplicates\n\n| entry | at | is a duplicate of | at | post |\n")
            file.write("|---|---|---|---|---|\n")
        cells = [shown_url(one.entry.url), one.entry.place, shown_url(one.of.url), one.of.place]
        file.write(f"| {' | '.join(map(_text, [*cells, one.path]))} |\n")


def _url_map(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    for number, one in enumerate(moved.url_map(db, run)):
        if number == 0:
            file.write("\n## Old and new URLs\n\n| old | new | |\n|---|---|---|\n")
        same = "the same path" if one.is_kept else ""
        file.write(f"| {_text(shown_url(one.old))} | {_text(one.new)} | {same} |\n")


def _contents(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    for source, parts in results.contents(db, run).items():
        file.write(f"\n## What {_text(source)} has\n\n| type | status | | |\n|---|---|---:|---|\n")
        for part in parts:
            texts = (_text(part.kind), _text(part.status), str(part.number), _text(part.words))
            file.write(f"| {' | '.join(texts)} |\n")
        file.write(f"| all | | {sum(part.number for part in parts)} | |\n")


def _links_left(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    _links("Links to the old site", moved.left(db, run), file)
    _links("Links to a place that the other post does not have", moved.missing(db, run), file)


def _links(heading: str, links: list[moved.LeftLink], file: TextIO) -> None:
    for number, link in enumerate(links):
        if number == 0:
            file.write(f"\n## {heading}\n\n| link | posts | such as |\n|---|---:|---|\n")
        why = f" ({_text(link.reason)})" if link.reason else ""
        file.write(f"| {_text(shown_url(link.url))}{why} | {link.posts} | {_text(link.path)} |\n")


def _bad_lines(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    for number, (source, line, why) in enumerate(results.bad_lines(db, run)):
        if number == 0:
            file.write("\n## Invalid lines\n\n")
        where = f"{source}:{line}" if line else source
        file.write(f"- {_text(where)}: {_text(why)}\n")


def _result(record: results.Record) -> str:
    """Return what became of a link, and what to check in its post."""
    return "<br>".join([_state(record), *map(_text, checks(record))])


def _state(record: results.Record) -> str:
    if record.state == "done":
        return _text(f"{record.path} → {record.page}" if record.page else record.path)
    if record.state in ("updated", "unchanged"):
        return _text(f"{record.path} {NAMES[record.state]}")
    if record.state in ("exists", "conflict"):
        return _text(f"{record.path} {reason(record)}")
    return _text(f"{NAMES.get(record.state, OPEN)}: {record.reason}".rstrip(": "))


def _text(text: str) -> str:
    """Return a text on one line, escaped for Markdown."""
    return _SPECIAL.sub(r"\\\1", shown(text))
