"""SECURITY.md's table of threats and the tests that are marked with them are the same."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SECURITY = TESTS.parent / "SECURITY.md"
# | 2 | what is tried | what holds | `tests/test_urls.py` … |
_ROW = re.compile(r"^\| (\d+|other) \|.*\| ([^|]+) \|$", re.M)
_MARK = re.compile(r"mark\.threat\(\s*\"(\d+|low): [^\"]+\"")


def _table() -> dict[str, set[str]]:
    """Threat → the files of its row."""
    rows = _ROW.findall(SECURITY.read_text(encoding="utf-8"))
    return {number: set(re.findall(r"`tests/([\w/.]+)`", files)) for number, files in rows}


def _marked() -> dict[str, set[str]]:
    """Threat → the files that have a test of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in TESTS.rglob("test_*.py"):
        for number in _MARK.findall(path.read_text(encoding="utf-8")):
            found["other" if number == "low" else number].add(str(path.relative_to(TESTS)))
    return dict(found)


def test_every_row_names_the_tests_that_hold_it_and_no_other():
    table = _table()
    assert len(table) > 10
    assert table == _marked()
