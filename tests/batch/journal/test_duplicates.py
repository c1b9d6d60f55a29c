"""Entries that repeat others, and how the numbers of a run add up."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batch.batches import Web, batch, opened
from crosspost.batch.journal.duplicates import duplicates, others, same_post
from crosspost.batch.options import FilterOptions
from crosspost.batch.report import write_report

A, B, C = (f"https://example.org/{name}" for name in "abc")


def test_a_duplicate_names_the_entry_that_it_repeats_and_its_post(tmp_path: Path) -> None:
    summary = batch(tmp_path, Web({A: "One"}), f"url,title\n{A},\n\n{A}?utm_source=x,Again\n")
    with opened(tmp_path) as db:
        (one,) = duplicates(db, summary.run)
        assert one.entry == (f"{A}?utm_source=x", "-", 4) and one.title == "Again"
        assert one.of == (A, "-", 2) and one.of.place == "-:2"
        assert one.path.startswith("_posts/2024-05-01-")


def test_duplicates_are_those_of_the_last_run(tmp_path: Path) -> None:
    batch(tmp_path, Web({A: "One"}), [A, A])
    summary = batch(tmp_path, Web({A: "One"}), [A])
    with opened(tmp_path) as db:
        assert not list(duplicates(db, summary.run)) and not others(db, summary.run)


def test_another_link_with_the_same_post_is_named(tmp_path: Path) -> None:
    summary = batch(tmp_path, Web({A: "One", B: "Two"}), [A, B])
    with opened(tmp_path) as db:
        (path,) = db.execute("SELECT path FROM link WHERE url = ?", (A,)).fetchone()
        assert same_post(db, summary.run, B, path) == (A, "-", 1)
        assert same_post(db, summary.run, A, path) is None


LINES = st.lists(
    st.sampled_from([A, B, C, "https://example.org/gone", "https://example.org/not", "no link"]),
    max_size=12,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lines=LINES, limit=st.none() | st.integers(0, 3))
def test_each_entry_is_counted_once(
    lines: list[str], limit: int | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("site")
    web = Web({A: "One", B: "Two", C: "Three"})
    excluding = FilterOptions(exclude=("*/not",))
    summary = batch(root, web, lines, limit=limit, filter=excluding)
    with opened(root) as db:
        for ending in ("json", "csv"):
            write_report(db, summary.run, root / f"report.{ending}", root)
    found = json.loads((root / "report.json").read_text("utf-8"))
    urls = [line for line in lines if line != "no link"]
    assert sum(found["entries"].values()) == len(urls)
    assert len(found["bad_lines"]) == len(lines) - len(urls)
    rows = (root / "report.csv").read_text("utf-8").splitlines()
    states = [row["state"] for row in csv.DictReader(rows)]
    without = found["entries"].get("later", 0) + found["entries"].get("unwanted", 0)
    assert len(states) == len(urls) - without
    assert states.count("duplicate") == found["entries"].get("duplicate", 0)
    assert states.count("done") == summary.written == len(list(root.glob("_posts/*")))
