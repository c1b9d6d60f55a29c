"""The generators of static sites, each an implementation of ``base.Target``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from crosspost.errors import ConfigError

if TYPE_CHECKING:
    from crosspost.config import Config
    from crosspost.targets.base import Target


def _jekyll() -> type[Target]:
    from crosspost.targets.jekyll.target import Jekyll

    return Jekyll


def _hugo() -> type[Target]:
    from crosspost.targets.hugo import Hugo

    return Hugo


def _obsidian() -> type[Target]:
    from crosspost.targets.obsidian import Obsidian

    return Obsidian


def _plain() -> type[Target]:
    from crosspost.targets.plain import Plain

    return Plain


def _eleventy() -> type[Target]:
    from crosspost.targets.eleventy import Eleventy

    return Eleventy


def _astro() -> type[Target]:
    from crosspost.targets.astro import Astro

    return Astro


def _hexo() -> type[Target]:
    from crosspost.targets.hexo import Hexo

    return Hexo


#: The value of the setting ``target`` that asks the site.
AUTO = "auto"
#: The name of a generator → a function that imports its target. If several recognize a folder, the
#: first one is used; a folder that none recognizes is a new site of the first in this table.
TARGETS: Mapping[str, Callable[[], type[Target]]] = MappingProxyType(
    {
        "jekyll": _jekyll,
        "hugo": _hugo,
        "eleventy": _eleventy,
        "astro": _astro,
        "hexo": _hexo,
        "obsidian": _obsidian,
        "plain": _plain,
    }
)


def default_target() -> Target:
    """Return a site without configuration, of the default generator; nothing is read."""
    return next(iter(TARGETS.values()))()()


def recognized(root: Path) -> tuple[str, ...]:
    """Return the generators that take a folder for the root of a site, in the order of the table.

    Files of a generator may be left from an earlier one: the first is used.
    """
    return tuple(name for name, load in TARGETS.items() if load().is_site(root))


def target_of(root: Path, name: str = AUTO, config: Config | None = None) -> Target:
    """Read the site with this root.

    Args:
        name: of the generator, as in ``TARGETS``; ``auto``: the first that recognizes the folder.
        config: the settings, with the user's names of fields and files.

    Raises:
        ConfigError: its configuration cannot be read; there is no generator of that name; or a name
            of the settings cannot be used.
    """
    if name == AUTO:
        name = next(iter((*recognized(root), *TARGETS)))
    if name not in TARGETS:
        raise ConfigError(
            f"target = {name!r}: there is no such generator",
            hint=f"Write {', '.join(TARGETS)} or {AUTO}.",
        )
    return with_names(TARGETS[name]().read_site(root), config)


def with_names(target: Target, config: Config | None) -> Target:
    """Return a site with the names of the settings ``fields``, ``filename``, ``folder``.

    Raises:
        ConfigError: one of them cannot be used.
    """
    if config is None or not (config.fields or config.filename or config.folder):
        return target
    from crosspost.targets.user_names import UserNames

    return target.with_names(UserNames.of(config))


def find_site(start: Path) -> Path:
    """Return the root of the site around a folder; the folder itself if there is none."""
    start = start.absolute()
    targets = [load() for load in TARGETS.values()]
    folders = (start, *start.parents)
    return next((f for f in folders if any(t.is_site(f) for t in targets)), start)
