"""Zola, with templates that show nothing but the text of a page."""

from __future__ import annotations

import re
from pathlib import Path

from generators.programs import run

POSTS = "content/blog"  # below the site
URL = "https://blog.example.org"
CONFIG = f"""\
base_url = "{URL}"
taxonomies = [{{ name = "tags" }}, {{ name = "categories" }}]

[markdown]
"""
PLAIN_CODE = ""  # code is not highlighted by default


def start(site: Path, config: str = CONFIG) -> None:
    """Make a site without posts."""
    templates = site / "templates"
    templates.mkdir(parents=True)
    for name in ("index", "section", "taxonomy_list", "taxonomy_single"):
        (templates / f"{name}.html").write_text(name)
    (templates / "page.html").write_text("{{ page.content | safe }}")
    (site / POSTS).mkdir(parents=True, exist_ok=True)
    (site / "config.toml").write_text(config)


def build(site: Path) -> None:
    """Build a site.

    Raises:
        RuntimeError: it does not build.
    """
    # The addon that npm has reports a failure only in words.
    shown = run(site, "zola", "build", "--drafts", "--force")
    if "ERROR" in shown or not (site / "public").is_dir():
        raise RuntimeError(f"zola failed:\n{shown}")


def page_of(site: Path, name: str) -> str:
    """Return the built page of a post by its slug."""
    page = (site / "public" / "blog" / name / "index.html").read_text("utf-8")
    # As other generators write them: the language of code, and links within the page.
    page = re.sub(r'<code data-lang="([^"]*)"', r'<code class="language-\1"', page)
    return page.replace(f'href="{URL}/blog/{name}/./#', 'href="#')
