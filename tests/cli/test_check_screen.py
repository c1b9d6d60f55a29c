"""What a check prints on a terminal while it runs."""

from __future__ import annotations

import io

import pytest

from crosspost.check.result import Result
from crosspost.check.run import Progress
from crosspost.cli.check_screen import CheckScreen
from crosspost.cli.console import Screen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(monkeypatch: pytest.MonkeyPatch, terminal: io.StringIO, *, quiet: bool = False) -> str:
    monkeypatch.setattr("sys.stderr", terminal)
    shown = CheckScreen(Screen(quiet=quiet, verbose=False), as_json=False)
    with shown:
        shown.show(Result("_posts/a.md", "https://example.org/a", "alive"))
        shown.show(Result("_posts/b.md", "https://example.org/b", "gone"))
        shown.progress(Progress(9, 2, {"example.org:443", "evil\x1b[2J.example:80"}))
    shown.summary()
    return terminal.getvalue()


def test_a_terminal_has_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    text = run(monkeypatch, Terminal())
    assert "2 of 9 originals" in text and "1 alive · 1 gone" in text
    assert "now: evil" in text and "example.org:443" in text and "\x1b[2J.example" not in text
    assert "2 originals: 1 alive, 1 gone" in text


def test_without_a_terminal_or_if_quiet_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, io.StringIO()) == "2 originals: 1 alive, 1 gone\n"
    assert run(monkeypatch, Terminal(), quiet=True) == ""


def test_long_checks_say_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosspost.cli.progress_screen._EVERY", -1)
    assert "2 of 9 originals · 1 alive · 1 gone\n" in run(monkeypatch, io.StringIO())
