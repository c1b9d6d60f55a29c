"""The command before any command: help, version, exit codes, a quick start."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cpu import cpu_limit
from crosspost import __version__
from crosspost.cli import COMMANDS, cli, run
from server import Server
from server.faults import FAULTS

HEAVY = ("lxml", "bs4", "requests", "rich", "yaml", "numpy", "crosspost.pipeline")


def test_help_lists_every_command(shell) -> None:
    shown = shell("--help")
    assert shown.code == 0
    assert all(word in shown.out for word in COMMANDS)


def test_without_a_word_it_says_how_it_is_used(shell) -> None:
    shown = shell()
    assert "Usage: crosspost" in shown.out + shown.err


def test_every_command_has_help_of_its_own(shell) -> None:
    for word in COMMANDS:
        assert f"Usage: crosspost {word}" in shell(word, "--help").out


def test_the_version_is_the_package_s(shell) -> None:
    assert __version__ in shell("--version").out


def test_help_takes_less_than_a_quarter_of_a_second() -> None:
    with cpu_limit(0.25):
        command = [sys.executable, "-m", "crosspost", "--help"]
        subprocess.run(command, capture_output=True, check=True)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from crosspost.cli import run; run(['--help']);"
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_python_m_crosspost_is_the_command() -> None:
    command = [sys.executable, "-m", "crosspost", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert __version__ in done.stdout


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    assert run([]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_reader_that_has_enough_ends_it_without_a_traceback() -> None:
    code = "from crosspost.cli import main; main()"
    command = f"{sys.executable} -c '{code}' --help | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "number", "offered"),
    [
        ("crosspost in", 1, "plain,init"),
        ("crosspost pa", 1, "file,pa"),
        ("crosspost post pa", 2, "file,pa"),
        ("crosspost https://example.org/a --titl", 2, "plain,--title\n"),
        ("crosspost page.html --mode ", 3, "plain,general"),
    ],
)
def test_bash_completes(words: str, number: int, offered: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from crosspost.cli import main; main()"],
        env={
            "_CROSSPOST_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(number),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert offered in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_in_a_download_ends_with_130_and_no_file(site: Path) -> None:
    with Server({"/": FAULTS["silent after the request"]}) as web:
        process = subprocess.Popen(
            [sys.executable, "-m", "crosspost", web.url()], cwd=site, stderr=subprocess.PIPE
        )
        while not web.requests and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode("utf-8")
    assert process.returncode == 130
    assert said == "\ninterrupted; no incomplete file is left\n"
    assert not (site / "_posts").exists()
