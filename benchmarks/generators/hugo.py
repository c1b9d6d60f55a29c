"""The real Hugo: a site whose pages show nothing but the text, and its posts as data."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

POSTS = Path("content/posts")
CONFIG = """baseURL = "https://blog.example.org/"
[outputs]
home = ["html", "json"]
"""
VARIANTS = {
    "unsafe": f"{CONFIG}[markup.goldmark.renderer]\nunsafe = true\n",
    "emoji, hard wraps": f"enableEmoji = true\n{CONFIG}[markup.goldmark.renderer]\n"
    "hardWraps = true\n",
    "block attributes": f"{CONFIG}[markup.goldmark.renderer]\nunsafe = true\n"
    "[markup.goldmark.parser.attribute]\nblock = true\n",
}
# A dict of each post. ``.Params`` has the fields under names in small letters.
_DATA = """[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "name" $p.File.ContentBaseName "title" $p.Title
  "date" ($p.Date.Format "2006-01-02T15:04:05Z07:00") "tags" $p.Params.tags
  "categories" $p.Params.categories "description" $p.Description "author" $p.Params.author
  | jsonify }}{{ end }}]"""
# ``single.html`` is also where render hooks would be; there are none.
_LAYOUTS = {
    "_default/single.html": "{{ .Content }}",
    "_default/list.html": "list",
    "index.html": "home",
    "index.json": _DATA,
}


def available() -> str:
    """Return the version; empty if Hugo is not installed."""
    if not shutil.which("hugo"):
        return ""
    said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"v([\d.]+)", said)
    return found[1] if found else ""


def new_site(root: Path, config: str = CONFIG) -> Path:
    """Make a site."""
    (root / POSTS).mkdir(parents=True, exist_ok=True)
    for layout, text in _LAYOUTS.items():
        (root / "layouts" / layout).parent.mkdir(parents=True, exist_ok=True)
        (root / "layouts" / layout).write_text(text)
    # Hugo of Debian 12 reads the older name only, as do those after it.
    (root / "config.toml").write_text(config)
    return root


def build(site: Path) -> None:
    """Build the site."""
    command = ["hugo", "--source", str(site), "--buildFuture", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, (done.stderr + done.stdout)[-4000:]


def page_of(site: Path, name: str) -> str:
    """Return the HTML of the post in the folder of this name."""
    return (site / "public" / "posts" / name / "index.html").read_text("utf-8")


def fields_of(site: Path) -> dict[str, dict[str, Any]]:
    """Return the fields as a template prints them."""
    rows = json.loads((site / "public" / "index.json").read_text("utf-8"))
    return {row["name"]: row for row in rows}
