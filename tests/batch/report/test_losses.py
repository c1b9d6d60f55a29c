"""What a post lacks, and whose post a link has, in every report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batch.batches import Web, batch, opened
from crosspost.batch.report import WRITERS, write_report
from crosspost.model.loss import NOT_IN_POST

A, B = "https://example.org/a", "https://example.org/b"


@pytest.mark.parametrize("ending", WRITERS)
def test_a_report_names_what_a_post_lacks(ending: str, tmp_path: Path) -> None:
    summary = batch(tmp_path, Web({A: "One"}), [A])
    lost = [{"kind": "picture", "lost": 3, "of": 9, "examples": ["river.png", "<b>.png"]}, {"x": 1}]
    summed_up = f"3 of 9 pictures of the article are {NOT_IN_POST}"
    report = tmp_path / f"report{ending}"
    with opened(tmp_path) as db:
        values = (json.dumps(lost), json.dumps([summed_up, "no date found"]))
        db.execute("UPDATE link SET losses = ?, warnings = ?", values)
        write_report(db, summary.run, report, tmp_path)
    text = report.read_text("utf-8")
    assert "river.png" in text and "no date found" in text
    if ending == ".json":
        (link,) = json.loads(text)["links"]
        assert link["losses"] == lost[:1]
    else:
        assert "missing: 3 of 9 pictures" in text and "<b>" not in text.partition("Links")[2]
        assert "1 more" in text


@pytest.mark.parametrize("ending", WRITERS)
def test_a_report_says_whose_post_a_link_has(ending: str, tmp_path: Path) -> None:
    summary = batch(tmp_path, Web({A: "One", B: "Two"}), [A, B])
    report = tmp_path / f"report{ending}"
    with opened(tmp_path) as db:
        (path,) = db.execute("SELECT path FROM link WHERE url = ?", (A,)).fetchone()
        there = "UPDATE link SET state = 'exists', path = ?, reason = 'is there' WHERE url = ?"
        db.execute(there, (path, B))
        write_report(db, summary.run, report, tmp_path)
    text = report.read_text("utf-8").replace("\\", "")
    if ending == ".json":
        (other,) = (one for one in json.loads(text)["links"] if one["url"] == B)
        assert other["same_as"] == {"url": A, "source": "-", "line": 1}
    else:
        assert f"is there, as that of {A} (-:1)" in text
