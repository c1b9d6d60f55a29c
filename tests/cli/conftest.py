"""A person's shell: a site as the working folder, and the command with what it prints."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from crosspost.cli import run


class Shown(NamedTuple):
    """What a command left behind on the screen."""

    code: int
    out: str
    err: str


Shell = Callable[..., Shown]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a Jekyll site that is the working folder, with no setting from outside."""
    root = tmp_path / "blog"
    root.mkdir()
    (root / "_config.yml").write_text("timezone: Asia/Bishkek\n", "utf-8")
    for name in [name for name in os.environ if name.startswith("CROSSPOST_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def shell(site: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Shell:
    """Return a function that runs ``crosspost`` in the site."""

    def crosspost(*arguments: str | Path) -> Shown:
        code = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Shown(code, out.decode("utf-8"), err.decode("utf-8"))

    return crosspost
