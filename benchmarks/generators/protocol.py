"""The modules of this folder as ``target_fidelity`` uses them: a generator each, run for real.

A further generator is a module, and its name in ``ORDER``. It has

- ``new_site(root, config=CONFIG)`` or ``start``: a site whose pages show nothing but the text of a
  post; ``CONFIG``: what its configuration says, and ``PLAIN_CODE``: what is added so that the
  language of code is a class;
- ``POSTS``: the folder of posts, relative to the site;
- ``build(site)``, which fails with an AssertionError or a RuntimeError where the generator fails;
- ``page_of(site, name)``: the HTML of the post in the file, or the folder, of this name;
- ``available()``: its version; or ``PACKAGE``, of npm; else a program of its name is looked for;
- optionally ``VARIANTS``, configurations that are measured besides, by name; and
  ``fields_of(site)``: of each post by its name the front matter as the generator reads it, by
  crosspost's names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

ORDER = ("jekyll", "hugo", "eleventy", "astro", "hexo", "zola", "pelican", "nikola")


class BuildError(Exception):
    """A generator did not build a site; says what it said."""


@dataclass(frozen=True)
class RealGenerator:
    """A generator; see above."""

    name: str
    module: ModuleType

    @property
    def posts(self) -> Path:
        """Return the folder of posts, relative to the site."""
        return Path(self.module.POSTS)

    @property
    def version(self) -> str:
        """Return the version, or what tells that it is installed; empty if it is not."""
        if hasattr(self.module, "available"):
            return str(self.module.available())
        if hasattr(self.module, "PACKAGE"):
            node = import_module("generators.node")
            return "of npm" if node.has(self.module.PACKAGE) else ""
        return "found" if import_module("generators.programs").find(self.name) else ""

    @property
    def configurations(self) -> Mapping[str, str]:
        """Return the configurations that are measured; the first has no name."""
        plain = f"{getattr(self.module, 'PLAIN_CODE', '')}{self.module.CONFIG}"
        return {"": plain, **getattr(self.module, "VARIANTS", {})}

    def new_site(self, root: Path, config: str) -> None:
        """Make a site in a folder."""
        root.mkdir(parents=True, exist_ok=True)
        make = getattr(self.module, "new_site", None) or self.module.start
        make(root, config)

    def build(self, site: Path) -> None:
        """Build a site.

        Raises:
            BuildError: the generator failed.
        """
        try:
            self.module.build(site)
        except (AssertionError, RuntimeError) as error:
            raise BuildError(str(error)) from error

    def page_of(self, site: Path, name: str) -> str:
        """Return the HTML of a post; empty if the generator did not build it."""
        try:
            return str(self.module.page_of(site, name))
        except FileNotFoundError:
            return ""

    def fields_of(self, site: Path) -> dict[str, dict[str, Any]] | None:
        """Return the front matter of the built posts; None if the module does not say."""
        read = getattr(self.module, "fields_of", None)
        return read(site) if read else None


def names() -> list[str]:
    """Return the names of the modules that there are, in order."""
    return [name for name in ORDER if find_spec(f"generators.{name}")]


def load(name: str) -> RealGenerator:
    """Return a generator by its name."""
    return RealGenerator(name, import_module(f"generators.{name}"))
