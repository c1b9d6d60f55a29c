"""Sections of the report as a page."""

from __future__ import annotations

import re
from pathlib import Path

from batch.batches import Web, batch, opened
from crosspost.batch.report import write_report
from crosspost.batch.report.html_sections import link, link_to_file

A = "https://example.org/a"


def test_only_urls_of_the_web_are_links() -> None:
    assert link("javascript:alert(1)") == "javascript:alert(1)"
    assert link('https://example.org/"><b>') == (
        '<a href="https://example.org/&quot;&gt;&lt;b&gt;" rel="noreferrer">'
        "https://example.org/&quot;&gt;&lt;b&gt;</a>"
    )


def test_a_file_that_is_not_there_has_no_link(tmp_path: Path) -> None:
    (tmp_path / "a b.md").touch()
    assert link_to_file(tmp_path / "a b.md", tmp_path, "A") == '<a href="a%20b.md">A</a>'
    assert link_to_file(tmp_path / "gone.md", tmp_path, "A") == "A"


def test_a_duplicate_stands_among_the_links_with_the_one_that_it_repeats(tmp_path: Path) -> None:
    summary = batch(tmp_path, Web({A: "One"}), [A, f"{A}#part"])
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "report.html", tmp_path)
    text = (tmp_path / "report.html").read_text("utf-8")
    assert "<h1>2 links</h1>" in text and "<b>1</b> duplicate<" in text
    (row,) = re.findall(r'<tr data-state="duplicate">.*</tr>', text)
    assert f"{A}#part</a><small>-:2</small>" in row
    assert f'a duplicate of <a href="{A}"' in row and "<small>-:1</small>" in row
