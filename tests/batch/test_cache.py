"""Pages that are kept; what is damaged is as good as not kept."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosspost.batch.cache import Cache
from crosspost.model import Page

URL = "https://example.org/a"
PAGE = Page(URL, URL, b"<p>River", "utf-8", datetime(2024, 5, 1, tzinfo=UTC), ("cut",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        cache.keep(PAGE, URL, "own")
        assert cache.find(URL, "own", most_bytes=100) == PAGE
    return tmp_path / "cache.sqlite"


@pytest.mark.threat("low: a cache of garbage values")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        *[("content", value) for value in (b"", b"garbage", "text", None, 3)],
        *[("final_url", value) for value in ("", "file:///etc/passwd", 3, b"\xff")],
        *[("fetched_at", value) for value in ("", "yesterday", "2024-02-30", "2024-05-01", 3)],
        *[("warnings", value) for value in ("", "{}", "[1]", "[" * 5000, 3)],
        ("charset", b"\xff"),
    ],
)
def test_a_damaged_page_is_not_kept(column: str, value: object, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        try:
            db.execute(f"UPDATE page SET {column} = ?", (value,))
        except sqlite3.IntegrityError:
            return  # SQLite itself does not let it in
    with closing(Cache(path)) as cache:
        assert cache.find(URL, "own", most_bytes=100) is None


@pytest.mark.threat("low: a cached page that unpacks to gigabytes")
def test_a_page_that_is_larger_than_any_is_not_unpacked(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE page SET content = ?", (zlib.compress(bytes(50_000_000)),))
    with closing(Cache(path)) as cache:
        assert cache.find(URL, "own", most_bytes=1_000_000) is None


def test_a_file_that_is_no_cache_is_begun_anew(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)
    with closing(Cache(path)) as cache:
        assert cache.find(URL, "own", most_bytes=100) is None
        cache.keep(PAGE, URL, "own")
        assert cache.find(URL, "own", most_bytes=100) == PAGE
