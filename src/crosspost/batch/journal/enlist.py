"""Entries of the lists → rows of the journal. Millions cost no more memory than ten."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from crosspost.batch.entry import OFFERED, BadLine, Entry
from crosspost.batch.journal import transaction
from crosspost.batch.journal.values import Damaged, read_timestamp
from crosspost.lazy_regex import lazy_compile
from crosspost.surrogates import escaped, is_unicode
from crosspost.urls import Trust, clean, identity, is_web, read, scheme

# Rows of one transaction: few enough that a kill costs little, enough that commits do not count.
_AT_ONCE = 2000

_SPACE = lazy_compile(r"\s")
# A host and a path, and no scheme.
_LOOKS_LIKE_ONE = lazy_compile(r"(?:www\.\S+|(?:[\w-]+\.)+[a-z]{2,24}/\S*)", re.I)
_PAGES = (".html", ".htm", ".xhtml")

_COLUMNS = (
    *("item", "url", "host", "kind", "place", "overrides", "draft", "trust", "run", "position"),
    *("source", "line", "imported_at"),
)
# The item of a link that is done stays that of which its post was made.
_UPSERT = f"""
INSERT INTO link (key, {", ".join(_COLUMNS)}) VALUES (?{", ?" * len(_COLUMNS)})
ON CONFLICT (key) DO UPDATE SET
    url = excluded.url, host = excluded.host, kind = excluded.kind, place = excluded.place,
    overrides = excluded.overrides, draft = excluded.draft, trust = excluded.trust,
    run = excluded.run,
    position = excluded.position, source = excluded.source, line = excluded.line,
    item = CASE WHEN item IS NULL OR state IN ('todo', 'failed') THEN excluded.item ELSE item END
WHERE run <> excluded.run
RETURNING id, state
"""


@dataclass
class Tally:
    """What was read from the lists.

    Attributes:
        links: different articles.
        duplicates: entries whose article is in the lists already.
        unwanted: entries that were left out by choice.
        bad: invalid lines, from which no link could be read.
        broken: lists that could not be read, or not to their end.
    """

    links: int = 0
    duplicates: int = 0
    bad: int = 0
    broken: int = 0
    unwanted: int = 0

    def leave_out(self) -> None:
        """Count an entry that is not wanted."""
        self.unwanted += 1


@dataclass(frozen=True)
class Run:
    """One run of the batch.

    Attributes:
        number: of the run, in the journal.
        imported_at: time of import of its links; that of the first try if this run goes on with one
            that was interrupted, so that both give the same posts.
    """

    number: int
    imported_at: datetime


def begin(db: sqlite3.Connection, sources: Iterable[str], now: datetime) -> Run:
    """Begin a run, or go on with the one of the same sources that was interrupted."""
    asked = json.dumps(list(sources))
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
            "INSERT INTO run (sources, imported_at) VALUES (?, ?) RETURNING id",
            (asked, imported_at.isoformat()),
        ).fetchone()
        # No earlier run had this number, or a larger one: such rows are damaged.
        db.execute("DELETE FROM link WHERE run >= ?", row)
        db.execute("DELETE FROM host")
        db.execute("DELETE FROM bad_line")
    return Run(row[0], imported_at)


def key(text: str) -> bytes:
    """Return the short form in which the journal keeps an identity."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def enlist(
    db: sqlite3.Connection,
    run: Run,
    source: str,
    entries: Iterable[Entry | BadLine],
    tally: Tally,
    on_bad: Callable[[str, BadLine], None],
    *,
    all_bodies: bool = False,
) -> None:
    """Write the entries of one list into the journal, in their order, each article once.

    Args:
        all_bodies: keep the bodies that come with the list also of links that are done.
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
            _write(db, run, source, waiting, tally, all_bodies)
            waiting.clear()
    _write(db, run, source, waiting, tally, all_bodies)


def _check(entry: Entry | BadLine, is_remote: bool) -> Entry | BadLine:
    """Refuse what is not a URL; paths of saved pages are allowed, but not in lists of the web."""
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
    if is_path and Path(url).is_file():
        return replace(entry, url=url, kind="file", place=url)
    wrong = _fault(url)
    if wrong:
        return BadLine(entry.line, f"{wrong[0]}: {url[:80]!r}{wrong[1]}", source=entry.source)
    return entry if url == entry.url else replace(entry, url=url)


def _fault(url: str) -> tuple[str, str] | None:
    """Return what is wrong with a URL, and what may be meant."""
    if is_web(url):
        return ("not a single URL", "") if _SPACE.search(url) else None
    if _SPACE.search(url) and scheme(url) in ("http", "https"):
        return "not a single URL", ""
    if _LOOKS_LIKE_ONE.fullmatch(url):
        return "not an http(s) URL", f" (did you mean https://{url[:80]} ?)"
    if not scheme(url) and url.lower().endswith(_PAGES):
        return "no such page", ""
    return "not an http(s) URL", ""


def _write(
    db: sqlite3.Connection,
    run: Run,
    source: str,
    entries: list[Entry],
    tally: Tally,
    all_bodies: bool,
) -> None:
    with transaction(db):
        for entry in entries:
            # Positions count entries, so that they are the same however often the list is read.
            position = tally.links + tally.duplicates
            known_as, row = _enter(db, entry, _row(run, source, entry, position))
            if row is None:
                tally.duplicates += 1
                if _trust(entry, source) == "own":  # even if a list of others named it before
                    db.execute("UPDATE link SET trust = 'own' WHERE key = ?", (known_as,))
                continue
            tally.links += 1
            if entry.kind == "ready" and (all_bodies or row[1] in ("todo", "failed")):
                body = entry.body.encode("utf-8", "replace").decode()
                db.execute("INSERT OR REPLACE INTO content VALUES (?, ?)", (row[0], body))


def _enter(
    db: sqlite3.Connection, entry: Entry, row: dict[str, object]
) -> tuple[bytes, tuple[int, str] | None]:
    """Write the row of an entry.

    The first time that one run has different items with one URL, that URL becomes a shared one, and
    its items are known by what the list says of them from then on, in every run.

    Returns:
        The key of the row, and its id and state; None for these if this run has it already.
    """
    plain, item, values = key(_identity(entry)), row["item"], tuple(row.values())
    assert isinstance(item, bytes)
    if item != plain and entry.kind == "ready" and _is_front_page(entry.url):
        db.execute("INSERT OR IGNORE INTO shared VALUES (?)", (plain,))
    known_as = item if is_shared(db, plain) else plain
    found = db.execute(_UPSERT, (known_as, *values)).fetchone()
    if found is None and known_as == plain != item:
        other = db.execute("SELECT item FROM link WHERE key = ?", (plain,)).fetchone()[0]
        if other not in (None, plain, item):
            db.execute("INSERT OR IGNORE INTO shared VALUES (?)", (plain,))
            db.execute("UPDATE OR IGNORE link SET key = item WHERE key = ?", (plain,))
            known_as = item
            found = db.execute(_UPSERT, (known_as, *values)).fetchone()
    return known_as, found


def is_shared(db: sqlite3.Connection, known_as: bytes) -> bool:
    """Tell whether different items of a list have this URL.

    Args:
        known_as: ``key`` of its identity.
    """
    return db.execute("SELECT 1 FROM shared WHERE key = ?", (known_as,)).fetchone() is not None


def _is_front_page(url: str) -> bool:
    found = read(url)
    return found is not None and found.href.partition("://")[2].partition("/")[2] == ""


def _identity(entry: Entry) -> str:
    is_url = entry.kind == "web" or is_web(entry.url)
    return identity(entry.url) if is_url else f"file:{entry.place}"


def _item(entry: Entry) -> bytes:
    """Return a key of what a list says of an article: two items with one URL may be two articles.

    A page that is fetched is one article, unless the list gives it different titles.
    """
    title = entry.overrides.get("title", "")
    if entry.kind == "ready":
        return key(f"{_identity(entry)}\n{title}\n{entry.body}")
    return key(f"{_identity(entry)}\n{title}" if title else _identity(entry))


def _row(run: Run, source: str, entry: Entry, position: int) -> dict[str, object]:
    given = dict(entry.overrides)
    if entry.offered:
        given[OFFERED] = dict(entry.offered)
    values = (
        *(_item(entry), entry.url, host_of(entry.url) if entry.kind == "web" else ""),
        *(entry.kind, entry.place, json.dumps(given, default=_iso) if given else "{}"),
        *(int(entry.draft), _trust(entry, source), run.number, position),
        *(entry.source or escaped(source), entry.line, run.imported_at.isoformat()),
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _trust(entry: Entry, source: str) -> Trust:
    if entry.remote or is_web(source):
        return "remote"
    return "own" if entry.given else "local"


def host_of(url: str) -> str:
    """Return what one request at a time goes to: host and, where it is not the usual one, port."""
    found = read(url)
    if found is None:
        return ""
    usual = {"http": 80, "https": 443}[found.scheme]
    return found.host.rstrip(".") + (f":{found.port}" if found.port != usual else "")


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} in front matter")
