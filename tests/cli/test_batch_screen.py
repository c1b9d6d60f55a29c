"""What a batch shows on a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from crosspost.batch.progress import Progress, Settled
from crosspost.cli.batch_screen import BatchScreen
from crosspost.cli.console import Screen


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_paths_of_posts_are_printed_above_the_progress(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.chdir(tmp_path)
    out, err = Terminal(), Terminal()
    shown = BatchScreen(Screen(out=out, err=err), tmp_path)
    with shown:
        settled = Settled("https://example.org/a", "done", "_posts/a.md")
        shown.audience.watch([settled], Progress(total=1))
    path, progress = err.getvalue().split("\n")[:2]
    assert path.endswith("_posts/a.md") and "0 of 1 links" in progress
    assert out.getvalue() == ""


def test_paths_go_to_a_pipe_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out, err = io.StringIO(), Terminal()
    shown = BatchScreen(Screen(out=out, err=err), tmp_path)
    with shown:
        settled = Settled("https://example.org/a", "done", "_posts/a.md")
        shown.audience.watch([settled], Progress(total=1))
    assert out.getvalue() == "_posts/a.md\n" and "_posts/a.md" not in err.getvalue()
