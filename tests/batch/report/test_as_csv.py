"""The report as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

from batch.roads import Web, batch, opened
from crosspost.batch.report import write_report


def test_a_title_that_a_spreadsheet_would_run_is_only_text(tmp_path: Path) -> None:
    url = "http://a.example.org/"
    summary = batch(tmp_path, Web({url: "One"}), f"url,title\n{url},=SUM(A1)\n")
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "report.csv", tmp_path)
    with (tmp_path / "report.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == "'=SUM(A1)" and row["url"] == url and row["state"] == "done"
