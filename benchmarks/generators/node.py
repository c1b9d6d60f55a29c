"""Node.js and the generators that need it, installed in ``build/node`` by ``make node``."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "build" / "node"
PACKAGES = FOLDER / "node_modules"
_QUIET = {"ASTRO_TELEMETRY_DISABLED": "1", "DO_NOT_TRACK": "1", "NO_COLOR": "1", "TZ": "UTC"}
_LONGEST = 600  # seconds


def program() -> str:
    """Return the Node.js that was installed with the generators, else the machine's."""
    own = sorted(PACKAGES.glob("node-linux-*/bin/node"))
    return str(own[0]) if own else shutil.which("node") or "node"


def has(package: str) -> bool:
    """Tell whether a generator is installed."""
    return (PACKAGES / package / "package.json").is_file()


def link_packages(site: Path) -> None:
    """Let a site find the installed packages."""
    if not (site / "node_modules").is_symlink():
        (site / "node_modules").symlink_to(PACKAGES)


def run(script: str, *arguments: str, folder: Path, zone: str = "UTC") -> str:
    """Run a script of a package; one that fails is an AssertionError.

    Args:
        script: its path below ``node_modules``.
        zone: the time zone of the machine that builds.
    """
    done = subprocess.run(
        [program(), str(PACKAGES / script), *arguments],
        cwd=folder,
        env={**os.environ, **_QUIET, "TZ": zone},
        capture_output=True,
        text=True,
        timeout=_LONGEST,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout + done.stderr
