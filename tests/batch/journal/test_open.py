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
        db.execute("ALTER TABLE draft DROP COLUMN pictures")
        db.execute("ALTER TABLE link DROP COLUMN trust")
        db.execute("INSERT INTO draft VALUES (1, 's', 'a.md', 'text', '[]')")
        db.execute("PRAGMA user_version = 1")
    db, notes = open_journal(path)
    with closing(db):
        assert notes == []
        assert db.execute("SELECT filename, pictures FROM draft").fetchall() == [("a.md", "[]")]
        assert db.execute("SELECT trust FROM link").fetchall() == []
    with closing(open_journal(path)[0]) as db:  # once
        assert db.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_journal_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(open_journal(path)[0]) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(CrosspostError, match="newer crosspost"):
        open_journal(path)
