"""What ``target_fidelity`` demands of a module of this folder, and which modules there are.

A further generator is a module here; its name in ``ORDER`` says only where it stands in the table.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

ORDER = ("jekyll", "hugo", "eleventy", "astro", "hexo", "zola", "pelican", "nikola")


class RealGenerator(Protocol):
    """A generator that is run as its users run it: a module with these names.

    Optional ones are ``VARIANTS``, configurations that are measured besides ``new_site``'s own, by
    name; and ``fields_of(site)``, for each post by its name the front matter as the generator
    itself reads it, by crosspost's names.
    """

    #: The folder of the posts, relative to the site.
    POSTS: Path

    def available(self) -> str:
        """Return the version; empty if the generator is not installed."""

    def new_site(self, root: Path, config: str = ...) -> Path:
        """Make a site whose pages show nothing but the text of a post."""

    def build(self, site: Path) -> None:
        """Build the site; fails with an AssertionError where the generator fails."""

    def page_of(self, site: Path, name: str) -> str:
        """Return the HTML of the article's body, of the post in ``name.md``."""


def names() -> list[str]:
    """Return the names of the modules, in order."""
    here = Path(__file__).parent
    return [name for name in ORDER if (here / f"{name}.py").is_file()]


def load(name: str) -> tuple[RealGenerator, str]:
    """Return a generator and its version; empty if it is not installed."""
    module: Any = import_module(f"generators.{name}")
    return cast(RealGenerator, module), module.available()
