"""``crosspost sites``: folders of site config, checked and tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOOD = "title: //h1\nbody: //main\nprune: no\ntidy: no\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "configs"
    made.mkdir()
    (made / "example.org.txt").write_text(GOOD)
    return made


@pytest.mark.parametrize("words", [("sites",), ("sites", "check")])
def test_a_folder_whose_lines_can_all_be_used(shell, folder: Path, words: tuple[str, ...]) -> None:
    shown = shell(*words, folder)
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == (
        "files: 1; directives: 4, of which without effect here: 1; lines that cannot be used: 0\n"
    )


def test_lines_that_cannot_be_used_are_named(shell, folder: Path) -> None:
    (folder / "a.example.txt").write_text("body: //a[\nstrip: //b\nbogus: 1\x1b[31m\n")
    (folder / "b.example.txt").write_text("x" * 300_000)
    (folder / "LICENSE.txt").write_text("Free.")
    shown = shell("sites", folder)
    assert shown.code == 1
    lines = shown.out.splitlines()
    assert lines[0].startswith(f"{folder}/a.example.txt:1: body: not an XPath")
    assert lines[1] == f"{folder}/a.example.txt:3: bogus: unknown directive"
    assert lines[2].startswith(f"{folder}/b.example.txt: cannot be read")
    assert len(lines) == 3
    assert "lines that cannot be used: 3" in shown.err


def test_a_login_is_said_once(shell, folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.example.txt").write_text("requires_login: yes\nlogin_uri: https://a/\n")
    shown = shell("sites", folder)
    assert shown.code == 0
    assert shown.err.count("log in") == 1
    assert "files for pages behind a login: 2" in shown.err


def test_directives_are_counted_when_asked_for(shell, folder: Path) -> None:
    shown = shell("sites", folder, "-v")
    assert "      1 tidy: no effect, crosspost has its own way to read broken HTML\n" in shown.err
    assert "      1 body\n" in shown.err


def test_a_report_as_json_has_a_line_for_each_file(shell, folder: Path) -> None:
    (folder / "z.example.txt").write_text("test_url: https://z.example/\ntitl: //h1\n")
    shown = shell("sites", "check", "--json", folder)
    records = [json.loads(line) for line in shown.out.splitlines()]
    assert shown.code == 1
    assert records == [
        {
            "path": f"{folder}/example.org.txt",
            "directives": 4,
            "test_urls": 0,
            "needs_login": False,
            "faults": [],
        },
        {
            "path": f"{folder}/z.example.txt",
            "directives": 1,
            "test_urls": 1,
            "needs_login": False,
            "faults": [{"line": 2, "reason": "titl: unknown directive"}],
        },
    ]


def test_a_folder_that_is_not_there_is_an_error(shell, tmp_path: Path) -> None:
    assert shell("sites", tmp_path / "none").code == 2
    assert shell("sites", "check").code == 2
