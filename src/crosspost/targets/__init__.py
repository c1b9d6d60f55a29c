"""What the generators of static sites expect of a post, each behind ``base.Target``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosspost.targets.base import Target


def _jekyll() -> type[Target]:
    from crosspost.targets.jekyll.target import Jekyll

    return Jekyll


#: The name of a generator → what imports its target. A folder that is a site of several is of the
#: first one; a folder that is a site of none is taken for a new site of the very first.
TARGETS: Mapping[str, Callable[[], type[Target]]] = MappingProxyType({"jekyll": _jekyll})


def default_target() -> Target:
    """Return a site without configuration, of the default generator; nothing is read."""
    return next(iter(TARGETS.values()))()()


def target_of(root: Path) -> Target:
    """Read the site with this root.

    Raises:
        ConfigError: its configuration cannot be read.
    """
    targets = [load() for load in TARGETS.values()]
    return next((t for t in targets if t.is_site(root)), targets[0]).read_site(root)


def find_site(start: Path) -> Path:
    """Return the root of the site around a folder; the folder itself if there is none."""
    start = start.absolute()
    targets = [load() for load in TARGETS.values()]
    folders = (start, *start.parents)
    return next((f for f in folders if any(t.is_site(f) for t in targets)), start)
