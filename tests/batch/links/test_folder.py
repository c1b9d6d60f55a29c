"""A folder of saved pages."""

from __future__ import annotations

from pathlib import Path

from batch.links.lists import bad, from_file
from crosspost.batch.entry import Entry


def test_saved_pages_are_read_and_their_companions_are_not(tmp_path: Path) -> None:
    page = tmp_path / "A page.html"
    page.write_text("<!-- saved from url=(0026)https://example.org/article -->\n<p>Text")
    for name in ("A page_files", "Eine Seite-Dateien"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "frame.html").write_text("<p>an advertisement")
    (tmp_path / "Eine Seite.htm").write_text("<p>Text")
    (tmp_path / "sub").mkdir()
    below = tmp_path / "sub" / "c.html"
    below.write_text(
        "<!DOCTYPE html><!--\n Page saved with SingleFile \n url: https://example.org/c \n-->"
    )
    (tmp_path / "sub" / "old.mhtml").write_text("From: <Saved by Blink>")
    found = from_file(tmp_path)
    assert [one for one in found if isinstance(one, Entry)] == [
        Entry("https://example.org/article", kind="file", place=str(page)),
        Entry(
            str(tmp_path / "Eine Seite.htm"), kind="file", place=str(tmp_path / "Eine Seite.htm")
        ),
        Entry("https://example.org/c", kind="file", place=str(below)),
    ]
    assert "MHTML is not read" in bad(found)[0][1]
