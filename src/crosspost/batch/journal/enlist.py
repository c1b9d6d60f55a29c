"""Write the entries of lists into the journal, in constant memory."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from crosspost import url_faults
from crosspost.batch.entry import (
    BASE,
    INSTANT,
    OFFERED,
    OLD_URLS,
    PICTURES,
    WARNINGS,
    BadLine,
    Entry,
    ListContents,
)
from crosspost.batch.journal import transaction
from crosspost.batch.journal.items import identity_of, is_front_page, is_shared, item_key, key
from crosspost.batch.journal.values import Damaged, read_timestamp
from crosspost.files import is_file
from crosspost.surrogates import escaped, is_unicode
from crosspost.urls import Trust, clean, is_web, read, scheme

# Rows of one transaction: few, so that little is lost if the process is killed; but enough that
# commits take little time.
_AT_ONCE = 2000

_PAGES = (".html", ".htm", ".xhtml")

_COLUMNS = (
    *("item", "url", "host", "kind", "place", "overrides", "draft", "collection", "trust", "run"),
    "position",
    *("source", "line", "imported_at"),
)
# A link that is done keeps the item from which its post was made.
_UPSERT = f"""
INSERT INTO link (key, {", ".join(_COLUMNS)}) VALUES (?{", ?" * len(_COLUMNS)})
ON CONFLICT (key) DO UPDATE SET
    url = excluded.url, host = excluded.host, kind = excluded.kind, place = excluded.place,
    overrides = excluded.overrides, draft = excluded.draft,
    collection = excluded.collection, trust = excluded.trust,
    run = excluded.run,
    position = excluded.position, source = excluded.source, line = excluded.line,
    item = CASE WHEN item IS NULL OR state IN ('todo', 'failed') THEN excluded.item ELSE item END
WHERE run <> excluded.run
RETURNING id, state
"""


OnDuplicate = Callable[[Entry, str], None]


@dataclass
class Tally:
    """What was read from the lists.

    Attributes:
        links: entries without duplicates.
        duplicates: entries whose article is already in the lists.
        unwanted: entries that were left out by options.
        contents: what each export has, with its name.
        bad: invalid lines, from which no link could be read.
        broken: lists that could not be read completely.
    """

    links: int = 0
    duplicates: int = 0
    bad: int = 0
    broken: int = 0
    unwanted: int = 0
    contents: list[tuple[str, ListContents]] = field(default_factory=list)

    def leave_out(self) -> None:
        """Count an entry that is not wanted."""
        self.unwanted += 1


@dataclass(frozen=True)
class Run:
    """One run of the batch.

    Attributes:
        number: of the run, in the journal.
        imported_at: time of import of its links. A run that continues an interrupted one keeps its
            time, so that both give the same posts.
        continues: it continues an interrupted run.
    """

    number: int
    imported_at: datetime
    continues: bool = False


def begin(
    db: sqlite3.Connection,
    sources: Iterable[str],
    now: datetime,
    *,
    update: bool = False,
    dry: bool = False,
) -> Run:
    """Begin a run, or continue an interrupted run of the same sources.

    Args:
        update: it updates posts; it continues only one that does, too.
        dry: it writes nothing.
    """
    asked = json.dumps([*sources, *(["--update"] if update else [])])
    with transaction(db):
        last = db.execute(
            "SELECT imported_at, finished FROM run WHERE sources = ? ORDER BY id DESC LIMIT 1",
            (asked,),
        ).fetchone()
        imported_at = now
        if last and not last[1]:
            with contextlib.suppress(Damaged):
                imported_at = read_timestamp(last[0])
        row = db.execute(
            "INSERT INTO run (sources, imported_at, dry) VALUES (?, ?, ?) RETURNING id",
            (asked, imported_at.isoformat(), dry),
        ).fetchone()
        # Earlier runs have smaller numbers: rows with this number or a larger one are damaged.
        db.execute("DELETE FROM link WHERE run >= ?", row)
        db.execute("DELETE FROM host")
        db.execute("DELETE FROM bad_line")
        db.execute("DELETE FROM export_part")
        db.execute("DELETE FROM duplicate")
    return Run(row[0], imported_at, bool(last and not last[1]))


def enlist(
    db: sqlite3.Connection,
    run: Run,
    source: str,
    entries: Iterable[Entry | BadLine],
    tally: Tally,
    on_bad: Callable[[str, BadLine], None],
    *,
    all_bodies: bool = False,
    on_duplicate: OnDuplicate | None = None,
) -> None:
    """Write the entries of one list into the journal, in their order, without duplicates.

    Args:
        all_bodies: also keep the bodies in the list for links that are done.
        on_duplicate: called with each duplicate, and the place of the entry that it is one of.
    """
    waiting: list[Entry] = []
    for entry in entries:
        checked = _check(entry, is_web(entry.source or source))
        if isinstance(checked, BadLine):
            tally.bad += 1
            tally.broken += checked.fatal
            named = checked.source or escaped(source)
            on_bad(named, checked)
            db.execute(
                "INSERT INTO bad_line VALUES (?, ?, ?, ?)",
                (run.number, named, checked.line, escaped(checked.reason)),
            )
            continue
        waiting.append(checked)
        if len(waiting) >= _AT_ONCE:
            _write(db, run, source, waiting, tally, all_bodies, on_duplicate)
            waiting.clear()
    _write(db, run, source, waiting, tally, all_bodies, on_duplicate)


def note_unwanted(db: sqlite3.Connection, run: Run, tally: Tally) -> None:
    """Write into the journal how many entries of the lists were left out by options."""
    db.execute("UPDATE run SET unwanted = ? WHERE id = ?", (tally.unwanted, run.number))


def note_contents(
    db: sqlite3.Connection, run: Run, source: str, contents: ListContents, tally: Tally
) -> None:
    """Write into the journal what an export has."""
    tally.contents.append((source, contents))
    rows = ((run.number, escaped(source), *part) for part in contents.parts)
    db.executemany("INSERT INTO export_part VALUES (?, ?, ?, ?, ?, ?)", rows)


def _check(entry: Entry | BadLine, is_remote: bool) -> Entry | BadLine:
    """Reject entries that are not URLs; paths of saved pages are allowed in local lists only."""
    if isinstance(entry, BadLine):
        return entry
    if not all(map(is_unicode, (entry.url, entry.place, entry.source or "", entry.overrides))):
        what = escaped(entry.url or entry.place)[:80]
        return BadLine(entry.line, f"not UTF-8: {what!r}", source=escaped(entry.source or ""))
    if not is_unicode(entry.offered):
        entry = replace(entry, offered={k: v for k, v in entry.offered.items() if is_unicode(v)})
    if entry.kind != "web":
        return entry
    url = clean(entry.url)
    is_path = not is_remote and not scheme(url) and url.lower().endswith(_PAGES)
    if is_path and is_file(url):
        return replace(entry, url=url, kind="file", place=url)
    wrong = _fault(url)
    if wrong:
        return BadLine(entry.line, f"{wrong[0]}: {url[:80]!r}{wrong[1]}", source=entry.source)
    return entry if url == entry.url else replace(entry, url=url)


def _fault(url: str) -> tuple[str, str] | None:
    """Return what is wrong with a URL, and a suggestion; None if it is valid."""
    found = url_faults.fault(url)
    if found is None:
        return None
    words, meant = found
    if meant:
        return words, f" (did you mean {meant} ?)"
    if not scheme(url) and url.lower().endswith(_PAGES):
        return "no such page", ""
    return words, ""


def _write(
    db: sqlite3.Connection,
    run: Run,
    source: str,
    entries: list[Entry],
    tally: Tally,
    all_bodies: bool,
    on_duplicate: OnDuplicate | None,
) -> None:
    with transaction(db):
        for entry in entries:
            # Positions count entries, so that they are the same each time the list is read.
            position = tally.links + tally.duplicates
            named = identity_of(entry)
            values = (item_key(entry, named), *_row(run, source, entry, position))
            known_as, row = _enter(db, entry, key(named), values)
            if row is None:
                tally.duplicates += 1
                place = _note_duplicate(db, run, entry, values, known_as)
                if on_duplicate:
                    on_duplicate(entry, place)
                if _trust(entry, source) == "own":  # even if another list named it before
                    db.execute("UPDATE link SET trust = 'own' WHERE key = ?", (known_as,))
                continue
            tally.links += 1
            if entry.kind == "ready" and (all_bodies or row[1] in ("todo", "failed")):
                body = entry.body.encode("utf-8", "replace").decode()
                below = json.dumps(entry.comments)
                db.execute("INSERT OR REPLACE INTO content VALUES (?, ?, ?)", (row[0], body, below))


def _note_duplicate(
    db: sqlite3.Connection, run: Run, entry: Entry, values: tuple[Any, ...], known_as: bytes
) -> str:
    """Note an entry that repeats another one; return where that is: its list and line."""
    about = dict(zip(_COLUMNS, values, strict=True))
    title = str(entry.overrides.get("title") or entry.offered.get("title") or "")
    link, source, line = db.execute(
        "SELECT id, source, line FROM link WHERE key = ?", (known_as,)
    ).fetchone()
    db.execute(
        "INSERT INTO duplicate VALUES (?, ?, ?, ?, ?, ?)",
        (run.number, entry.url, escaped(title), about["source"], entry.line, link),
    )
    return f"{source}:{line}" if line else str(source)


def _enter(
    db: sqlite3.Connection, entry: Entry, plain: bytes, values: tuple[Any, ...]
) -> tuple[bytes, tuple[int, str] | None]:
    """Write the row of an entry.

    When a run has different items with the same URL, the URL is noted as shared. From then on its
    items are identified by their title and body, in every run.

    Args:
        plain: the key of its URL.
        values: of ``_COLUMNS``; the first is the key of the item.

    Returns:
        The key of the row, and its id and state; None instead of these for a duplicate.
    """
    item: bytes = values[0]
    if item != plain and entry.kind == "ready" and is_front_page(entry.url):
        db.execute("INSERT OR IGNORE INTO shared VALUES (?)", (plain,))
    known_as = item if item != plain and is_shared(db, plain) else plain
    found = db.execute(_UPSERT, (known_as, *values)).fetchone()
    if found is None and known_as == plain != item:
        other = db.execute("SELECT item FROM link WHERE key = ?", (plain,)).fetchone()[0]
        if other not in (None, plain, item):
            db.execute("INSERT OR IGNORE INTO shared VALUES (?)", (plain,))
            db.execute("UPDATE OR IGNORE link SET key = item WHERE key = ?", (plain,))
            known_as = item
            found = db.execute(_UPSERT, (known_as, *values)).fetchone()
    return known_as, found


def _row(run: Run, source: str, entry: Entry, position: int) -> tuple[Any, ...]:
    """Return the values of ``_COLUMNS`` after the first."""
    given = dict(entry.overrides)
    if entry.offered:
        given[OFFERED] = dict(entry.offered)
    if entry.warnings:
        given[WARNINGS] = list(entry.warnings)
    if entry.aliases:
        given[OLD_URLS] = [url for url in entry.aliases if is_unicode(url)]
    if entry.is_instant:
        given[INSTANT] = True
    if entry.base:
        given[BASE] = entry.base
    if entry.pictures:
        given[PICTURES] = list(entry.pictures)
    return (
        entry.url,
        host_of(entry.url) if entry.kind == "web" else "",
        entry.kind,
        entry.place,
        json.dumps(given, default=_iso) if given else "{}",
        int(entry.draft),
        entry.collection,
        _trust(entry, source),
        run.number,
        position,
        entry.source or escaped(source),
        entry.line,
        run.imported_at.isoformat(),
    )


def _trust(entry: Entry, source: str) -> Trust:
    if entry.remote or is_web(source):
        return "remote"
    return "own" if entry.given else "local"


def host_of(url: str) -> str:
    """Return a URL's host, with its port if that is not the default port of the scheme."""
    found = read(url)
    if found is None:
        return ""
    default = {"http": 80, "https": 443}[found.scheme]
    return found.host.rstrip(".") + (f":{found.port}" if found.port != default else "")


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} in front matter")
