"""A command in a real terminal: a pseudo-terminal of the kernel, read to its end."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_SECONDS = 60.0


class InTerminal(NamedTuple):
    """What a command left behind: its exit code, and all that the terminal got."""

    code: int
    screen: str


def in_terminal(
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    out: Path | None = None,
    err: Path | None = None,
) -> InTerminal:
    """Run ``crosspost`` in a terminal of 80 columns.

    Args:
        env: more variables; an empty value removes one.
        out, err: where standard output or error goes instead of to the terminal.
    """
    variables = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **(env or {})}
    variables = {name: value for name, value in variables.items() if value}
    command = [sys.executable, "-m", "crosspost", *map(str, arguments)]
    mine, its = pty.openpty()
    files = [path.open("wb") if path else None for path in (out, err)]
    try:
        process = subprocess.Popen(
            command,
            stdin=its,
            stdout=files[0] or its,
            stderr=files[1] or its,
            env=variables,
            start_new_session=True,
        )
    finally:
        os.close(its)
        for file in files:
            if file:
                file.close()
    screen = _read_all(mine)
    return InTerminal(process.wait(_SECONDS), screen)


def _read_all(descriptor: int) -> str:
    """Read until the last process has closed the terminal (an error of Linux) or the time is up."""
    until, pieces = time.monotonic() + _SECONDS, []
    try:
        while time.monotonic() < until and (piece := os.read(descriptor, 65536)):
            pieces.append(piece)
    except OSError:
        pass
    finally:
        os.close(descriptor)
    return b"".join(pieces).decode("utf-8", "replace")
