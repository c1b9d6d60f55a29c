"""What a run takes up."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from batch.batches import Web, batch
from crosspost.errors import FetchError

A = "https://example.org/a"


@pytest.mark.threat("low: a clock that jumps")
def test_a_clock_that_was_set_back_keeps_no_link_waiting(tmp_path: Path) -> None:
    late = FetchError(A, "429", retry=True, status=429, retry_after=500)
    batch(tmp_path, Web({A: late}), [A])
    assert batch(tmp_path, Web({A: "River"}), [A]).counts == {"failed": 1}
    with closing(sqlite3.connect(tmp_path / ".crosspost" / "journal.sqlite")) as db, db:
        year = 365 * 86_400
        db.execute("UPDATE link SET changed = ?, not_before = ?", (time.time() + year,) * 2)
    assert batch(tmp_path, Web({A: "River"}), [A]).counts == {"done": 1}
