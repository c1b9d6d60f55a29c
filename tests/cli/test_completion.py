"""``crosspost completion``: one command, and the shell completes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crosspost.cli.completion import completion_file, completion_script


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_script_is_where_the_shell_looks(shell, monkeypatch, name: str) -> None:
    monkeypatch.setenv("SHELL", f"/usr/bin/{name}")
    shown = shell("completion")
    path = Path(shown.out.strip())
    assert shown.code == 0 and path == completion_file(name)
    assert path.read_text("utf-8") == completion_script(name)
    assert f"{name}_complete" in path.read_text("utf-8")
    assert ("fpath=" in shown.err) == (name == "zsh")
    assert shell("completion", name).code == 0  # the same again is well


def test_a_file_of_the_users_is_kept(shell) -> None:
    path = completion_file("bash")
    path.parent.mkdir(parents=True)
    path.write_text("mine\n", "utf-8")
    shown = shell("completion", "bash")
    assert shown.code == 2 and "which is not this script" in shown.err and "--force" in shown.err
    assert path.read_text("utf-8") == "mine\n"
    assert shell("completion", "bash", "--force").code == 0
    assert path.read_text("utf-8") == completion_script("bash")


def test_an_unknown_shell_is_named(shell, monkeypatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    shown = shell("completion")
    assert shown.code == 2 and "tcsh" in shown.err and "bash|zsh|fish" in shown.err


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_commands_and_flags(shell, tmp_path: Path) -> None:
    script = completion_script("bash")
    program = tmp_path / "crosspost"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m crosspost "$@"\n', "utf-8")
    program.chmod(0o755)
    typed = "COMP_WORDS=(crosspost val); COMP_CWORD=1; _crosspost_completion crosspost"
    done = subprocess.run(
        [
            "bash",
            "-c",
            f'{script}\nPATH="$1:$PATH"\n{typed}\necho "${{COMPREPLY[@]}}"',
            "-",
            tmp_path,
        ],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert "validate" in done.stdout.split()
