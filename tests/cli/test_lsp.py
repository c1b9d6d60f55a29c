from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def test_a_missing_package_is_said(shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("crosspost.lsp")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("pygls", "pygls.lsp.server", "pygls.exceptions", "lsprotocol"):
        monkeypatch.setitem(sys.modules, name, None)
    shown = shell("lsp")
    assert shown.code == 2
    assert shown.err == (
        "✗ crosspost lsp needs an additional package\n  pip install 'crosspost[lsp]'\n"
    )


def test_the_command_line_loads_no_server() -> None:
    code = (
        "import sys, crosspost.cli, crosspost.cli.lsp;"
        "print([m for m in ('pygls', 'lsprotocol', 'asyncio') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_documentation_names_its_flags(shell) -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "lsp.md").read_text("utf-8")
    shown = shell("lsp", "--help").out
    for flag in ("--body", "--show-info", "--baseline"):
        assert flag in text and flag in shown
