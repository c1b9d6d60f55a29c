"""The report as Markdown."""

from __future__ import annotations

from pathlib import Path

from batch.batches import Web, batch, opened
from crosspost.batch.report import write_report


def test_nothing_of_a_link_becomes_markup(tmp_path: Path) -> None:
    url = "http://a.example.org/|*x*|<b>"
    summary = batch(tmp_path, Web({}), ["url", url])
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "report.md", tmp_path)
    text = (tmp_path / "report.md").read_text()
    assert r"| http://a.example.org/\|\*x\*\|\<b\> | failed: 404 not found |" in text
    assert "| 404 not found | 1 |" in text
