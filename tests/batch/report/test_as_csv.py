"""The report as CSV."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from batch.batches import Web, batch, opened
from crosspost.batch.report import write_report


def test_a_title_that_a_spreadsheet_would_run_is_only_text(tmp_path: Path) -> None:
    url = "http://a.example.org/"
    summary = batch(tmp_path, Web({url: "One"}), f"url,title\n{url},=SUM(A1)\n")
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "report.csv", tmp_path)
    with (tmp_path / "report.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == "'=SUM(A1)" and row["url"] == url and row["state"] == "done"


@pytest.mark.threat("low: formulas in a CSV report")
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_is_a_formula_whatever_the_spreadsheet_takes_for_a_separator(
    tmp_path: Path, separator: str
) -> None:
    url = "http://a.example.org/x;=HYPERLINK(1)|@y,-z"
    formulas = ["a;=SUM(A1)", "b|@x", "c\t+1", "d,-1", "e\n=2", "=3", "\uff1d4", "a; +5"]
    rows = "".join(f'"{url}{n}","{title}"\n' for n, title in enumerate(formulas))
    web = Web({f"{url}{n}": "One" for n in range(len(formulas))})
    summary = batch(tmp_path, web, f"url,title\n{rows}")
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "report.csv", tmp_path)
    text = (tmp_path / "report.csv").read_text("utf-8")
    assert summary.counts == {"done": len(formulas)}
    for line in csv.reader(text.splitlines(), delimiter=separator):
        assert not [cell for cell in line if re.match(r'["\s]*[=+\-@\uff1d]', cell)], line
