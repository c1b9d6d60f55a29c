"""The real Hexo: a site whose pages show nothing but the text, and its posts as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generators import node

PACKAGE = "hexo"
POSTS = Path("source/_posts")
# No line numbers, no table round code: they are the theme's matter.
CONFIG = """url: https://blog.example.org
permalink: :title/
theme: plain
external_link: {enable: false}
highlight: {line_number: false, wrap: false, hljs: true}
"""
_PACKAGES = {"hexo": "8", "hexo-renderer-ejs": "2", "hexo-renderer-marked": "7"}
_DATA = """hexo.extend.generator.register("data", (locals) => ({
  path: "data.json",
  data: JSON.stringify(locals.posts.map((post) => ({
    source: post.source, title: post.title, date: post.date.format(), path: post.path,
    tags: post.tags.map((tag) => tag.name), categories: post.categories.map((one) => one.slug),
    front: Object.fromEntries(Object.entries(post).filter(([, v]) => typeof v === "string")),
  }))),
}));
"""


def new_site(root: Path, config: str = CONFIG) -> Path:
    """Make a site."""
    layouts = dict.fromkeys(("post", "page"), "<%- page.content %>")
    files = {
        "_config.yml": config,
        "package.json": json.dumps({"hexo": {"version": ""}, "dependencies": _PACKAGES}),
        "scripts/data.js": _DATA,
        **{f"themes/plain/layout/{name}.ejs": text for name, text in layouts.items()},
        "themes/plain/layout/index.ejs": "home",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / POSTS).mkdir(parents=True, exist_ok=True)
    node.link_packages(root)
    return root


def build(site: Path, zone: str = "UTC") -> None:
    """Build the site; Hexo shows an error and goes on, which is a failure here."""
    said = node.run("hexo/bin/hexo", "generate", "--force", folder=site, zone=zone)
    assert not any(sign in said for sign in ("ERROR", "FATAL", "Error:")), said[-4000:]


def page_of(site: Path, name: str) -> str:
    """Return the HTML of the post in ``name.md``; languages of code as others name them."""
    html = (site / "public" / name / "index.html").read_text("utf-8")
    html = html.replace('<code class="hljs plaintext">', "<code>")
    return html.replace('<code class="hljs ', '<code class="language-')


def data_of(site: Path) -> list[dict[str, Any]]:
    """Return the posts as Hexo reads them."""
    found: list[dict[str, Any]] = json.loads((site / "public/data.json").read_text("utf-8"))
    return found
