"""Pelican, with a theme that shows nothing but the text of a post."""

from __future__ import annotations

from pathlib import Path

from generators.programs import run

POSTS = "content"  # below the site
CONFIG = """\
SITENAME = "A blog"
AUTHOR = "The owner"
SITEURL = ""
PATH = "content"
TIMEZONE = "Asia/Bishkek"
THEME = "theme"
"""
# Without pygments, the language of code stays visible, as a class.
PLAIN_CODE = """\
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.codehilite": {"use_pygments": False},
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}
"""
_ONLY_ARTICLES = """\
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


def start(site: Path, config: str = CONFIG) -> None:
    """Make a site without posts."""
    templates = site / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "article.html").write_text("{{ article.content }}")
    for name in ("category", "tag", "author"):
        (templates / f"{name}.html").write_text(name)
    (site / POSTS).mkdir(exist_ok=True)
    (site / "pelicanconf.py").write_text(config + _ONLY_ARTICLES)


def build(site: Path) -> None:
    """Build a site.

    Raises:
        RuntimeError: it does not build.
    """
    run(site, "pelican", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors", "-q")


def page_of(site: Path, name: str) -> str:
    """Return the built page of a post by its slug, a draft too."""
    path = site / "output" / f"{name}.html"
    draft = site / "output" / "drafts" / path.name
    return (path if path.exists() else draft).read_text("utf-8")
