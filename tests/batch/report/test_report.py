"""Where a report is written, and over what."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from batch.batches import Web, batch, opened
from crosspost.batch.report import WRITERS, check_report, write_report
from crosspost.errors import WriteError

A = "https://example.org/a"


@pytest.mark.threat("low: a report over a file of somebody else's")
@pytest.mark.parametrize("ending", WRITERS)
def test_only_a_report_is_replaced_unasked(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"report{ending}"
    check_report(path)
    summary = batch(tmp_path, Web({A: "River"}), [A])
    with opened(tmp_path) as db:
        write_report(db, summary.run, path, tmp_path)
        check_report(path)
        write_report(db, summary.run, path, tmp_path)
    path.write_text("My notes about crosspost batch\n")
    with pytest.raises(WriteError, match="not a report of crosspost") as caught:
        check_report(path)
    assert "--force" in caught.value.hint
    check_report(path, replace=True)
    path.write_text("")
    check_report(path)


@pytest.mark.threat("low: a report through a link")
def test_a_report_goes_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("precious")
    (tmp_path / "report.md").symlink_to("outside")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    for name in ("report.md", "pipe.md", "folder.md"):
        for replace in (False, True):
            with pytest.raises(WriteError, match="this is a link, or not a file"):
                check_report(tmp_path / name, replace=replace)
    temporary = f".other.md.crosspost-{os.getpid()}.tmp"
    (tmp_path / temporary).symlink_to("outside")
    summary = batch(tmp_path, Web({A: "River"}), [A])
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "other.md", tmp_path)
    assert (tmp_path / "outside").read_text() == "precious"
    assert (tmp_path / "other.md").read_text().startswith("# crosspost batch")
