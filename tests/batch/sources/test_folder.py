"""A folder of saved pages."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest

from batch.sources.lists import bad, from_file, urls
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
    old = tmp_path / "sub" / "old.mhtml"
    old.write_text("From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/d\n\nx")
    found = from_file(tmp_path)
    assert [one for one in found if isinstance(one, Entry)] == [
        Entry("https://example.org/article", kind="file", place=str(page)),
        Entry(
            str(tmp_path / "Eine Seite.htm"), kind="file", place=str(tmp_path / "Eine Seite.htm")
        ),
        Entry("https://example.org/c", kind="file", place=str(below)),
        Entry("https://example.org/d", kind="file", place=str(old)),
    ]
    assert bad(found) == []


@pytest.mark.threat("10: links and pipes in a folder of saved pages")
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>secret")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "own.html").write_text("<p>Text")
    (folder / "link.html").symlink_to("own.html")
    (folder / "out.html").symlink_to(secret)
    (folder / "gone.html").symlink_to(tmp_path / "missing.html")
    (folder / "around").symlink_to(tmp_path)
    found = from_file(folder)
    assert urls(found) == [str(folder / "link.html"), str(folder / "own.html")]
    assert bad(found) == [
        (None, f"{folder / name}.html: a link out of the folder is not followed")
        for name in ("gone", "out")
    ]


@pytest.mark.threat("10: links and pipes in a folder of saved pages")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "page.html").write_text("<p>Text")
    found = from_file(tmp_path)
    assert urls(found) == [str(tmp_path / "page.html")]
    assert bad(found) == [
        (None, f"{tmp_path / 'pipe.html'}: cannot be read: is not a regular file")
    ]


@pytest.mark.threat("17: a file name that is not UTF-8")
def test_a_name_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.html")).write_text("<p>Text")
    except OSError:
        pytest.skip("this file system has no such names")
    assert bad(from_file(tmp_path)) == [
        (None, f"{tmp_path}/\\xff.html: the name is not UTF-8; rename the file")
    ]


def test_folders_may_be_nested_deeper_than_python_goes_into_itself(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a"] * 150)
    deep.mkdir(parents=True)
    (deep / "page.html").write_text("<p>Text")
    most = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = from_file(tmp_path)
    finally:
        sys.setrecursionlimit(most)
    assert urls(found) == [str(deep / "page.html")]
