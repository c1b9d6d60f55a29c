"""The programs of generators: ``.ci/generators`` puts them into ``.generators/bin``."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parents[2] / ".generators" / "bin"


def find(name: str) -> str | None:
    """Return the path of a program, None if there is none."""
    return shutil.which(name, path=os.pathsep.join((str(FOLDER), os.environ.get("PATH", ""))))


def run(site: Path, *command: str, seconds: float = 300) -> str:
    """Run a program in the folder of a site and return what it wrote.

    Raises:
        RuntimeError: it failed.
    """
    program = find(command[0])
    if program is None:
        raise RuntimeError(f"{command[0]} is not installed: run .ci/generators")
    done = subprocess.run(
        [program, *command[1:]],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": ""},
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout + done.stderr
