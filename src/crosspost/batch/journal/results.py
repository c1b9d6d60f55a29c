"""The results of links: written one by one, and counted at the end."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from itertools import chain
from typing import Any, Literal

from crosspost.batch.entry import NAMED, Part
from crosspost.batch.journal import missing_pictures
from crosspost.batch.journal.duplicates import Entered, same_post
from crosspost.batch.journal.values import read_json
from crosspost.batch.worker import Draft
from crosspost.images.fetched import NOT_COPIED
from crosspost.model.loss import MAY_BE_LOST, NOT_IN_POST, Loss
from crosspost.model.metadata import UNCERTAIN_DATE

# Hints for causes without one.
_AGAIN = "Run the same command again."
_SAVE_IT = "Open it in a browser; if it is shown there, save the page and pass the file."
_IS_TIME = "typeof(changed) = 'real' AND changed BETWEEN 1 AND 1e11"
SETTLED = ("done", "updated", "unchanged", "exists", "conflict", "failed")


@dataclass(frozen=True)
class Record:
    """A link and its result, for reports.

    Attributes:
        page: of the owner's own writing, the path of its page in the new site.
        losses: what of the article the post lacks.
        same_as: another link of the run, whose post this one has; None for no other.
        key: what names the link in the journal, in hexadecimal digits.
    """

    url: str
    source: str
    line: int | None
    state: str
    path: str
    title: str
    words: int
    reason: str
    hint: str
    tries: int
    temporary: bool
    warnings: tuple[str, ...]
    changed: float
    page: str
    losses: tuple[Loss, ...]
    same_as: Entered | None
    key: str


# Damaged warnings are left out; no decision depends on them.
_WARNINGS = "CASE WHEN json_valid(link.warnings) THEN link.warnings ELSE '[]' END"
_PAGE = "COALESCE((SELECT moved.url FROM moved WHERE moved.link = link.id), '')"
_LOSSES = "CASE WHEN json_valid(link.losses) THEN link.losses ELSE '[]' END"
_COLUMNS = {"warnings": _WARNINGS, "page": _PAGE, "losses": _LOSSES, "same_as": "NULL"}
_COLUMNS["key"] = "CASE WHEN typeof(link.key) = 'blob' THEN hex(link.key) ELSE '' END"
_RECORD = tuple(item.name for item in fields(Record))


_TEXTS = ("url", "source", "state", "path", "title", "reason", "hint", "page", "key")
_NUMBERS = ("words", "tries", "changed")


@dataclass(frozen=True)
class Cause:
    """Why links failed: a reason, the number of links, a hint, and the URL of one of them."""

    reason: str
    links: int
    hint: str
    temporary: bool
    example: str


def stage(db: sqlite3.Connection, link: int, draft: Draft, settings: str) -> None:
    """Store a converted text until it can be written."""
    db.execute(
        "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(link, settings, draft.filename, draft.text, json.dumps(draft.urls)),
            *(json.dumps(draft.pictures), draft.comments),
        ),
    )
    missing_pictures.note(db, link, draft.not_copied)
    db.execute(
        "UPDATE link SET state = 'staged', tries = tries + 1, title = ?, words = ?, warnings = ?, "
        "losses = ?, changed = ? WHERE id = ?",
        (
            *(draft.title, draft.words, json.dumps(draft.warnings)),
            *(json.dumps([asdict(loss) for loss in draft.losses]), time.time(), link),
        ),
    )


def fail(
    db: sqlite3.Connection,
    link: int,
    reason: str,
    hint: str,
    *,
    temporary: bool = False,
    not_before: float = 0.0,
) -> None:
    """Record that a link failed."""
    db.execute(
        "UPDATE link SET state = 'failed', tries = tries + 1, reason = ?, hint = ?, "
        "temporary = ?, not_before = ?, changed = ? WHERE id = ?",
        (reason, hint, temporary, not_before, time.time(), link),
    )
    forget_texts(db, link)


def exists(
    db: sqlite3.Connection,
    link: int,
    path: str,
    reason: str,
    hint: str = "",
    *,
    state: Literal["exists", "unchanged", "conflict"] = "exists",
) -> None:
    """Record that the site already has a link's article, and that its post stays as it is."""
    db.execute(
        "UPDATE link SET state = ?, path = ?, reason = ?, hint = ?, changed = ? WHERE id = ?",
        (state, path, reason, hint, time.time(), link),
    )
    forget_texts(db, link)


def done(
    db: sqlite3.Connection,
    link: int,
    path: str,
    sha256: str,
    *,
    state: Literal["done", "updated"] = "done",
) -> None:
    """Record that a link's post is on the disk."""
    db.execute(
        "UPDATE link SET state = ?, path = ?, sha256 = ?, reason = '', hint = '', "
        "temporary = 0, changed = ? WHERE id = ?",
        (state, path, sha256, time.time(), link),
    )
    forget_texts(db, link)


def warn(db: sqlite3.Connection, link: int, warning: str) -> None:
    """Add a warning to a link's post."""
    db.execute(
        f"UPDATE link SET warnings = json_insert({_WARNINGS}, '$[#]', ?) WHERE id = ?",
        (warning, link),
    )


def forget_texts(db: sqlite3.Connection, link: int) -> None:
    """Delete the texts of a settled link."""
    db.execute("DELETE FROM draft WHERE link = ?", (link,))
    db.execute("DELETE FROM content WHERE link = ?", (link,))


def finish(db: sqlite3.Connection, run: int) -> None:
    """Record that a run is complete: the next run gets its own time of import."""
    db.execute("UPDATE run SET finished = 1 WHERE id = ?", (run,))


def is_dry(db: sqlite3.Connection, run: int) -> bool:
    """Tell whether a run writes nothing."""
    row = db.execute("SELECT dry FROM run WHERE id = ?", (run,)).fetchone()
    return bool(row and row[0])


def counts(db: sqlite3.Connection, run: int) -> dict[str, int]:
    """Return the number of a run's links by state."""
    return dict(db.execute("SELECT state, COUNT(*) FROM link WHERE run = ? GROUP BY state", (run,)))


def causes(db: sqlite3.Connection, run: int) -> list[Cause]:
    """Return why links of a run failed, or could not be updated, the most frequent cause first."""
    rows = db.execute(
        "SELECT reason, COUNT(*), MAX(hint), MAX(temporary), MIN(url) FROM link WHERE run = ? "
        "AND state IN ('failed', 'conflict') GROUP BY reason ORDER BY COUNT(*) DESC, reason",
        (run,),
    )
    return [
        Cause(
            *(str(reason), links, str(hint or (_AGAIN if temporary else _SAVE_IT))),
            *(bool(temporary), str(url)),
        )
        for reason, links, hint, temporary, url in rows
    ]


_MISSING = f"% {NOT_COPIED}: %"
# Warnings that name what each post lacks are counted together: a pattern, and what all say.
_TOGETHER = (
    (f"%{NOT_IN_POST}", f"parts of the article are {NOT_IN_POST}"),
    (f"%{MAY_BE_LOST}", f"a part of the page {MAY_BE_LOST}"),
    (
        _MISSING,
        f"pictures or files {NOT_COPIED}, and are linked to; --report FILE says why, "
        "--retry-failed tries again",
    ),
    (f"{UNCERTAIN_DATE}: %", UNCERTAIN_DATE),
    *((f"{words}: %", words) for words in NAMED),
)


def doubts(db: sqlite3.Connection, run: int) -> list[tuple[str, int, str]]:
    """Return the warnings for the user: text, number of posts, path of one of them."""
    rows = db.execute(
        f"SELECT CASE {'WHEN doubt.value LIKE ? THEN ? ' * len(_TOGETHER)}"
        "ELSE doubt.value END, COUNT(*), "
        f"MIN(link.path) FROM link, json_each({_WARNINGS}) AS doubt "
        "WHERE run = ? AND (state IN ('done', 'updated') OR "
        "(state = 'unchanged' AND doubt.value LIKE ?)) GROUP BY 1 ORDER BY 2 DESC, 1",
        (*chain.from_iterable(_TOGETHER), run, _MISSING),
    )
    return [(str(words), posts, str(path)) for words, posts, path in rows]


def records(db: sqlite3.Connection, run: int, *, failed_first: bool = False) -> Iterator[Record]:
    """Yield every link of a run with its result, in the order of the list."""
    columns = ", ".join(_COLUMNS.get(name, name) for name in _RECORD)
    order = "state NOT IN ('failed', 'conflict'), position" if failed_first else "position"
    rows = db.execute(f"SELECT {columns} FROM link WHERE run = ? ORDER BY {order}", (run,))
    for row in rows:
        values = dict(zip(_RECORD, row, strict=True))
        for name in _TEXTS:
            values[name] = str(values[name])
        for name in _NUMBERS:
            values[name] = values[name] if isinstance(values[name], (int, float)) else 0
        values["line"] = values["line"] if isinstance(values["line"], int) else None
        values["warnings"] = tuple(map(str, read_json(values["warnings"], list)))
        values["temporary"] = bool(values["temporary"])
        values["losses"] = tuple(_losses(read_json(values["losses"], list)))
        if values["state"] == "exists":
            values["same_as"] = same_post(db, run, values["url"], values["path"])
        yield Record(**values)


def _losses(found: list[Any]) -> Iterator[Loss]:
    """Yield what a post lacks; damaged values are left out, since no decision depends on them."""
    for one in found:
        with contextlib.suppress(TypeError, KeyError, ValueError):
            examples = tuple(map(str, one["examples"]))
            yield Loss(str(one["kind"]), int(one["lost"]), int(one["of"]), examples)


def span(db: sqlite3.Connection, run: int) -> tuple[float, float]:
    """Return when the first and the last link of a run were settled, in seconds since 1970."""
    row = db.execute(
        f"SELECT MIN(changed), MAX(changed) FROM link WHERE run = ? AND {_IS_TIME}", (run,)
    ).fetchone()
    return float(row[0] or 0), float(row[1] or 0)


def per_step(
    db: sqlite3.Connection, run: int, first: float, step: float
) -> dict[int, dict[str, int]]:
    """Return the number of links that reached each state, for each step of ``step`` seconds."""
    rows = db.execute(
        "SELECT CAST((changed - ?) / ? AS INTEGER), state, COUNT(*) FROM link "
        f"WHERE run = ? AND {_IS_TIME} GROUP BY 1, 2 ORDER BY 1",
        (first, step, run),
    )
    found: dict[int, dict[str, int]] = {}
    for number, state, links in rows:
        found.setdefault(number, {})[state] = links
    return found


def bad_lines(db: sqlite3.Connection, run: int) -> Iterator[tuple[str, int | None, str]]:
    """Yield source, line and reason of each invalid line."""
    yield from db.execute("SELECT source, line, reason FROM bad_line WHERE run = ?", (run,))


def contents(db: sqlite3.Connection, run: int) -> dict[str, list[Part]]:
    """Return what each export of a run has, by its name."""
    rows = db.execute(
        "SELECT source, kind, status, outcome, number FROM export_part WHERE run = ? "
        "ORDER BY rowid",
        (run,),
    )
    found: dict[str, list[Part]] = {}
    for source, kind, status, outcome, number in rows:
        part = Part(str(kind), str(status), str(outcome), int(number))
        found.setdefault(str(source), []).append(part)
    return found
