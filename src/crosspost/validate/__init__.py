"""Check the front matter of posts, as Jekyll reads it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crosspost.model import Finding
from crosspost.validate.options import Options
from crosspost.validate.run import Run, check_paths
from crosspost.validate.settings import load

__all__ = ["Finding", "Options", "Run", "check_paths", "load", "validate"]


def validate(paths: Iterable[str | Path], options: Options | None = None) -> list[Finding]:
    """Return the findings of posts.

    Args:
        paths: files, and folders in which the posts are found.
        options: default: the settings of the nearest crosspost.toml above the working folder.

    Raises:
        ConfigError: a path does not exist, or a setting is invalid.
    """
    chosen = load(Path.cwd()) if options is None else options
    return check_paths([str(path) for path in paths], chosen).findings
