"""The real Eleventy: a site whose pages show nothing but the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generators import node

PACKAGE = "@11ty/eleventy"
POSTS = Path("posts")
CONFIG = "export default function (eleventyConfig) {}\n"
_DATA = """const hidden = ["collections", "eleventy", "page", "pkg"];
export const data = { permalink: "data.json", eleventyExcludeFromCollections: true };
export function render({ collections }) {
  const read = (post) => Object.entries(post.data).filter(([name]) => !hidden.includes(name));
  return JSON.stringify(collections.all.map((post) => [
    post.inputPath, { ...Object.fromEntries(read(post)), url: post.url, date: post.date },
  ]));
}
"""


def new_site(root: Path, config: str = CONFIG) -> Path:
    """Make a site."""
    (root / POSTS).mkdir(parents=True, exist_ok=True)
    (root / "eleventy.config.mjs").write_text(config)
    (root / "data.11ty.mjs").write_text(_DATA)
    return root


def build(site: Path, zone: str = "UTC") -> None:
    """Build the site."""
    node.run("@11ty/eleventy/cmd.cjs", "--quiet", folder=site, zone=zone)


def page_of(site: Path, name: str) -> str:
    """Return the HTML of the post that the file ``name.md`` holds."""
    return (site / "_site" / POSTS / name / "index.html").read_text("utf-8")


def data_of(site: Path) -> dict[str, dict[str, Any]]:
    """Return the front matter, the date and the URL of each post as it was built, by file."""
    found = json.loads((site / "_site/data.json").read_text("utf-8"))
    return {path.removeprefix("./"): data for path, data in found}
