"""The real Jekyll: a site whose pages show nothing but the text, and its posts as data."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

POSTS = Path("_posts")
CONFIG = "timezone: UTC\npermalink: /:year-:month-:day-:title/\nstrict_front_matter: true\n"
CONFIG += "highlighter: none\n"  # which takes the names of languages away from code
VARIANTS = {
    "hard wraps": f"{CONFIG}kramdown: {{hard_wrap: true}}\n",
    "input: kramdown": f"{CONFIG}kramdown: {{input: kramdown}}\n",
}
# Fields as Liquid prints them. Jekyll puts its own ``slug`` and ``ext`` beside them.
_NAMES = ("title", "date", "tags", "categories", "description", "author")
_DATA = "---\n---\n{%% for p in site.posts %%}[{{ p.path | jsonify }}, {%s}]\n{%% endfor %%}"
_PRINTED = ", ".join(f'"{name}": {{{{ p.{name} | jsonify }}}}' for name in _NAMES)


def available() -> str:
    """Return the version; empty if Jekyll is not installed."""
    if not shutil.which("jekyll"):
        return ""
    done = subprocess.run(["jekyll", "--version"], capture_output=True, text=True, check=False)
    return done.stdout.strip().removeprefix("jekyll ")


def new_site(root: Path, config: str = CONFIG) -> Path:
    """Make a site."""
    (root / POSTS).mkdir(parents=True, exist_ok=True)
    (root / "_config.yml").write_text(config)
    (root / "data.txt").write_text(_DATA % _PRINTED)
    return root


def build(site: Path) -> None:
    """Build the site."""
    command = ["jekyll", "build", "--quiet", "--disable-disk-cache", "--future"]
    done = subprocess.run(
        command, cwd=site, capture_output=True, text=True, timeout=1200, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]


def page_of(site: Path, name: str) -> str:
    """Return the HTML of the post in ``name.md``."""
    return (site / "_site" / name / "index.html").read_text("utf-8")


def fields_of(site: Path) -> dict[str, dict[str, Any]]:
    """Return the fields as a page of Liquid prints them."""
    lines = (site / "_site" / "data.txt").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return {Path(path).stem: row for path, row in rows}
