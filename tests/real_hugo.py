"""The real Hugo: builds a site, and says what it reads of the front matter."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

SITE = 'baseURL = "https://blog.example.org/"\n'
_LAYOUTS = {
    "_default/single.html": "{{ .Content }}",
    "_default/list.html": "list",
    "index.html": "home",
}


def new_site(root: Path, config: str = SITE, name: str = "hugo.toml") -> Path:
    """Make a site with layouts that show nothing but the text."""
    for layout, text in _LAYOUTS.items():
        (root / "layouts" / layout).parent.mkdir(parents=True, exist_ok=True)
        (root / "layouts" / layout).write_text(text)
    (root / name).write_text(config)
    # Hugo of Debian 12 knows only the older name.
    (root / "config.toml").write_text(config)
    return root


def build(root: Path) -> dict[str, str]:
    """Return the built pages by their paths; a build that fails is an AssertionError."""
    done = subprocess.run(
        ["hugo", "--source", str(root), "--buildDrafts", "--buildFuture"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    pages = (root / "public").rglob("index.html")
    return {f"/{page.parent.relative_to(root / 'public')}/": page.read_text() for page in pages}


def read_all(root: Path) -> dict[str, dict[str, str]]:
    """Return what ``hugo list all`` says of each post, by its path."""
    done = subprocess.run(
        ["hugo", "list", "all", "--source", str(root)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return {row["path"]: row for row in csv.DictReader(done.stdout.splitlines())}
