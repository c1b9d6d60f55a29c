"""Previews of a batch: each post beside its original."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from batch.batches import Web, batch, opened
from crosspost.batch import previews
from crosspost.batch.report import write_report
from crosspost.errors import WriteError

A, B = "https://example.org/a", "https://example.org/b"


def test_a_post_of_a_page_is_beside_its_original(tmp_path: Path) -> None:
    folder = tmp_path / "out" / previews.FOLDER
    summary = batch(tmp_path, Web({A: "One river", B: "Two"}), [A], previews=folder)
    (file,) = folder.iterdir()
    text = unescape(unescape(file.read_text("utf-8")))
    assert text.count("One river") >= 2 and "The original" in text
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "out" / "report.html", tmp_path)
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert f'<a href="previews/{file.name}">the post beside its original</a>' in report


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    summary = batch(tmp_path, Web({A: "One"}), [A])
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "report.html", tmp_path)
    assert not (tmp_path / previews.FOLDER).exists()
    assert "beside its original" not in (tmp_path / "report.html").read_text("utf-8")


def test_a_run_makes_only_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "_MOST", 1)
    folder = tmp_path / previews.FOLDER
    batch(tmp_path, Web({A: "One", B: "Two"}), [A, B], previews=folder)
    assert len(list(folder.iterdir())) == 1


def test_a_preview_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / previews.FOLDER).symlink_to("outside")
    with pytest.raises(WriteError):
        batch(tmp_path, Web({A: "One"}), [A], previews=tmp_path / previews.FOLDER)
    assert not list((tmp_path / "outside").iterdir())
