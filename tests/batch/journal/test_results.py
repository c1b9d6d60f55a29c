"""The results of a run, counted for the user."""

from __future__ import annotations

import contextlib
import json
import sqlite3

from crosspost.batch.journal.results import doubts
from crosspost.model.loss import MAY_BE_LOST, NOT_IN_POST


def test_posts_that_lack_different_parts_are_counted_together() -> None:
    warnings = [
        f"1 table of the article is {NOT_IN_POST}",
        f"2 pictures of the article are {NOT_IN_POST}",
        f"“At seven” {MAY_BE_LOST}",
        f"“The fog” {MAY_BE_LOST}",
        f"“The pier” {MAY_BE_LOST}",
        "no date found",
    ]
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE link (run, state, path, warnings)")
        for number, warning in enumerate(warnings):
            row = (1, "done", f"{number}.md", json.dumps([warning]))
            db.execute("INSERT INTO link VALUES (?, ?, ?, ?)", row)
        assert doubts(db, 1) == [
            (f"a part of the page {MAY_BE_LOST}", 3, "2.md"),
            (f"parts of the article are {NOT_IN_POST}", 2, "0.md"),
            ("no date found", 1, "5.md"),
        ]
