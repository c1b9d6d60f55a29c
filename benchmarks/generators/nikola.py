"""Nikola, with a theme that shows nothing but the text of a post."""

from __future__ import annotations

from pathlib import Path

from generators.programs import run

POSTS = "posts"  # below the site
CONFIG = """\
BLOG_AUTHOR = "The owner"
BLOG_TITLE = "A blog"
BLOG_EMAIL = "owner@example.org"
BLOG_DESCRIPTION = "A blog"
SITE_URL = "https://blog.example.org/"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
TIMEZONE = "Asia/Bishkek"
THEME = "bare"
POSTS = (("posts/*.md", "posts", "post.tmpl"),)
PAGES = (("pages/*.md", "", "page.tmpl"),)
COMPILERS = {"markdown": (".md", ".mdown", ".markdown")}
"""
# Without pygments, the language of code stays visible, as a class.
PLAIN_CODE = """\
MARKDOWN_EXTENSION_CONFIGS = {
    "en": {"markdown.extensions.codehilite": {"use_pygments": False}}
}
MARKDOWN_EXTENSIONS = [
    "markdown.extensions.fenced_code",
    "markdown.extensions.codehilite",
    "markdown.extensions.extra",
]
"""


def start(site: Path, config: str = CONFIG) -> None:
    """Make a site without posts."""
    theme = site / "themes" / "bare"
    (theme / "templates").mkdir(parents=True)
    (theme / "bare.theme").write_text("[Theme]\nengine = mako\nparent = base\n")
    (theme / "templates" / "post.tmpl").write_text("${post.text()}")
    (site / POSTS).mkdir(exist_ok=True)
    (site / "conf.py").write_text(config)


def build(site: Path) -> None:
    """Build the pages of a site, not its feeds and indexes.

    Raises:
        RuntimeError: it does not build.
    """
    run(site, "nikola", "build", "render_pages", "copy_files")


def page_of(site: Path, name: str) -> str:
    """Return the built page of a post by its slug."""
    return (site / "output" / "posts" / name / "index.html").read_text("utf-8")
