"""Standard input, output and error that are closed or full, and a machine that has no more."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Shell
from crosspost.cli import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="streams of Linux")

PAGE = (
    "<article><h1>Of rivers</h1>" + "<p>The river is long and cold and people live there.</p>" * 9
)
POST = ("page.html", "--base-url", "https://example.org/a", "-n")
NAME = "of-rivers.md"


@pytest.fixture(autouse=True)
def _page(site: Path) -> None:
    (site / "page.html").write_text(PAGE)


def shell(redirected: str, *words: str) -> tuple[int, str, str]:
    """Run the command as a shell does, with streams redirected."""
    command = 'exec "$0" -m crosspost "$@" ' + redirected
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, *words],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.threat("low: a full standard output")
@pytest.mark.parametrize("words", [POST, (*POST, "--stdout"), (*POST, "--json"), ("--help",)])
def test_a_full_output_is_an_error(words: tuple[str, ...]) -> None:
    said = "✗ the output cannot be written: No space left on device\n"
    said += "  Free some space, and run again.\n"
    code, _, err = shell(">/dev/full", *words)
    assert (code, err.endswith(said)) == (1, True)


@pytest.mark.threat("low: a closed standard output")
@pytest.mark.parametrize("words", [POST, (*POST, "--stdout"), ("--help",)])
def test_a_closed_output_is_an_error(words: tuple[str, ...]) -> None:
    code, _, err = shell(">&-", *words)
    assert (code, "the output cannot be written" in err) == (1, True)


def test_an_output_without_a_reader_ends_the_command_without_a_word() -> None:
    command = '"$0" -m crosspost "$@" | true; exit ${PIPESTATUS[0]}'
    done = subprocess.run(
        ["/bin/bash", "-c", command, sys.executable, "validate", "--list-rules"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")


def test_another_broken_pipe_is_not_the_output_s(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_pipe(*_: object, **__: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("crosspost.pipeline.import_link", break_pipe)
    with pytest.raises(BrokenPipeError):
        run(["post", "page.html"])


@pytest.mark.threat("low: a closed standard error")
def test_remarks_do_not_go_to_the_output_where_there_is_nowhere_else() -> None:
    code, out, _ = shell("2>&-", *POST)
    assert (code, out.count("\n"), NAME in out) == (0, 1, True)
    assert shell("2>&-", "nowhere.html") == (1, "", "")
    assert shell("2>/dev/full", *POST)[0] == 0


@pytest.mark.threat("low: closed streams")
def test_a_closed_input_is_empty() -> None:
    code, out, err = shell("<&-", "-", *POST[1:])
    assert (code, out, "the page is empty" in err) == (1, "", True)
    assert shell("<&- >&- 2>&-", *POST) == (1, "", "")


@pytest.mark.threat("low: a deleted working folder")
@pytest.mark.parametrize(
    "words", [("x.html",), ("batch", "x.txt"), ("init",), ("explain", "x.html"), ("trust",)]
)
def test_a_deleted_working_folder_is_said(words: tuple[str, ...], site: Path) -> None:
    (site / "gone").mkdir()
    command = 'cd gone && rmdir ../gone && exec "$0" -m crosspost "$@"'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("✗ the working folder has been deleted\n")


@pytest.mark.threat("low: no more threads")
@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_machine_that_gives_no_more_threads_is_said(workers: str, site: Path) -> None:
    (site / "links.txt").write_text("page.html\n")
    # A thread's stack is larger than the memory that the process may have.
    command = 'ulimit -Ss 4000000 && ulimit -Sv 6000000 && exec "$0" -m crosspost "$@"'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable,
         "batch", "links.txt", "--delay", "0", "--workers", workers],
        capture_output=True, text=True, check=False,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("✗ the system refuses more threads")
    assert "Traceback" not in done.stderr


@pytest.mark.threat("17: names that are not UTF-8")
def test_a_page_whose_name_is_not_utf_8_is_a_page(shell: Shell, site: Path) -> None:
    (site / "page.html").rename(site / "p\udcff.html")
    for words in (["-n"], ["--json"], ["--draft", "--stdout"]):
        shown = shell("p\udcff.html", "--base-url", "https://example.org/a", *words)
        assert shown.code == 0 and "Traceback" not in shown.err
    assert '"source": "p\\udcff.html"' in shell("p\udcff.html", *POST[1:], "--json").out
    shown = shell("q\udcff.html")
    assert (shown.code, "q\\xff.html" in shown.err) == (1, True)
    (site / "list\udcff.txt").write_bytes(b"p\xff.html\nhttp://127.0.0.1:1/\xff\n")
    shown = shell("batch", "list\udcff.txt", "--report", "_r\udcff.json", "--delay", "0")
    assert shown.code == 1 and "Traceback" not in shown.err
    assert (site / "_r\udcff.json").is_file()


@pytest.mark.threat("17: a folder of saved pages with names that are not UTF-8")
def test_saved_pages_whose_names_are_not_utf_8_are_named(shell: Shell, site: Path) -> None:
    (site / "saved").mkdir()
    (site / "page.html").rename(site / "saved" / "p\udcff.html")
    shown = shell("batch", "saved", "--delay", "0", "--workers", "0")
    assert (shown.code, "not UTF-8" in shown.err) == (1, True)


def test_the_path_of_a_post_goes_down_a_pipe_byte_for_byte(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crosspost", *POST, "--output", b"o\xff"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith(b"o\xff/")


@pytest.mark.threat("17: arguments that are not UTF-8")
@pytest.mark.parametrize(
    "words",
    [
        *[("--title", "\udcff"), ("--tag", "\udcff"), ("--set", "a=\udcff"), ("--note", "\udcff")],
        *[("--set", "\udcff=a"), ("--set", 'a=["\\ud800"]'), ("--author", "\udcff")],
        *[("--header", "A: \udcff"), ("--user-agent", "\udcff"), ("--title-suffix", "\udcff")],
        *[("--select", "title=\udcff"), ("--base-url", "https://example.org/\udcff")],
        *[("--layout", "\udcff"), ("--category", "\udcff"), ("--mode", "\udcff")],
        *[("--date", "\udcff"), ("--\udcff",), ("https://example.org/\udcff",)],
    ],
)
def test_an_argument_that_is_not_utf_8_is_a_wrong_one(words: tuple[str, ...], shell: Shell) -> None:
    shown = shell(*POST, *words)
    assert (shown.code, "Traceback" in shown.err) == (2, False)
    assert shown.err.startswith("✗ ")
