"""The report as a page."""

from __future__ import annotations

import re
from pathlib import Path

from batch.batches import Web, batch, opened
from crosspost.batch.report import write_report

A, B = "http://a.example.org/", "http://b.example.org/<script>alert(1)</script>"


def report(tmp_path: Path) -> str:
    title = "<img src=x onerror=alert(1)> & co"
    links = f"url,title\n{A},{title}\n{B},x\nno link,\n"
    summary = batch(tmp_path, Web({A: "One"}), links)
    with opened(tmp_path) as db:
        write_report(db, summary.run, tmp_path / "report.html", tmp_path)
    return (tmp_path / "report.html").read_text("utf-8")


def test_the_page_needs_nothing_else(tmp_path: Path) -> None:
    text = report(tmp_path)
    assert not re.search(r"<(?:link|img|iframe)\b|<script [^>]|@import|url\(", text)


def test_nothing_of_a_page_becomes_markup(tmp_path: Path) -> None:
    text = report(tmp_path)
    assert text.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in text and "&lt;img src=x" in text


def test_what_failed_stands_first_and_posts_are_linked(tmp_path: Path) -> None:
    rows = report(tmp_path).partition('<tbody class="links">')[2]
    assert rows.index('data-state="failed"') < rows.index('data-state="done"')
    assert re.search(r'<a href="_posts/2024-05-01-[^"]+">&lt;img', rows)
