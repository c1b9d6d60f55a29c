"""Journals of earlier and later versions."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crosspost.batch.journal import open_journal
from crosspost.errors import CrosspostError


def test_a_journal_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(open_journal(path)[0]) as db:
        for table in ("run", "link"):
            db.execute(f"ALTER TABLE {table} RENAME COLUMN imported_at TO moment")
        db.execute("ALTER TABLE draft RENAME COLUMN urls TO addresses")
        db.execute("DROP TABLE export_part")
        db.execute("DROP TABLE shared")
        db.execute("DROP TABLE duplicate")
        db.execute("DROP TABLE old_place")
        db.execute("DROP TABLE picture")
        db.execute("DROP TABLE missing_picture")
        db.execute("DROP TABLE post_url")
        db.execute("CREATE TABLE address (key BLOB, path TEXT, PRIMARY KEY (key, path))")
        db.execute("CREATE INDEX address_path ON address (path)")
        db.execute("DROP TABLE post")
        columns = "path TEXT PRIMARY KEY, stamp TEXT, folder TEXT, name TEXT, own INTEGER"
        db.execute(f"CREATE TABLE post ({columns}) WITHOUT ROWID")
        for column in (
            "run.unwanted",
            "run.dry",
            "link.losses",
            "old_link.reason",
            "link.item",
            "link.trust",
            "link.collection",
            "draft.pictures",
            "draft.comments",
            "content.comments",
        ):
            db.execute("ALTER TABLE {} DROP COLUMN {}".format(*column.split(".")))
        db.execute("INSERT INTO post VALUES ('_posts/own.md', '12-34', '_posts', 'own', 1)")
        db.execute("INSERT INTO post VALUES ('_posts/made.md', '12-34', '_posts', 'made', 0)")
        db.execute("INSERT INTO draft VALUES (1, 's', 'a.md', 'text', '[]')")
        db.execute("PRAGMA user_version = 1")
    db, notes = open_journal(path)
    with closing(db):
        assert notes == []
        assert db.execute("SELECT filename, pictures FROM draft").fetchall() == [("a.md", "[]")]
        assert db.execute("SELECT * FROM picture").fetchall() == []
        assert db.execute("SELECT trust, item, imported_at, losses FROM link").fetchall() == []
        assert db.execute("SELECT unwanted FROM run").fetchall() == []
        assert db.execute("SELECT * FROM duplicate").fetchall() == []
        assert db.execute("SELECT * FROM old_place").fetchall() == []
        # What names no article is read again, for its text.
        found = db.execute("SELECT path, stamp, text FROM post ORDER BY path").fetchall()
        assert found == [("_posts/made.md", "12-34", b""), ("_posts/own.md", "", b"")]
    with closing(open_journal(path)[0]) as db:  # once
        assert db.execute("PRAGMA user_version").fetchone() == (10,)


def test_a_journal_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(open_journal(path)[0]) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(CrosspostError, match="newer crosspost"):
        open_journal(path)
